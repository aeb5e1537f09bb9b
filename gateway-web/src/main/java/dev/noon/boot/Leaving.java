package dev.noon.boot;

import dev.noon.control.Pause;
import dev.noon.edge.Conduct;
import dev.noon.edge.Tunnels;
import dev.noon.exchange.Surroundings;
import dev.noon.observe.Traffic;
import dev.noon.time.Ticker;
import dev.noon.time.WallClock;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What happens between SIGTERM and the end of the server: the node says that it is not ready and that connections end
 * with their reply, gives load balancers time to notice, finishes what it has, and only then lets the server stop, which
 * would break off whatever runs. A second SIGTERM changes nothing. Thread-safe.
 */
final class Leaving {
    private static final Logger LOG = System.getLogger(Leaving.class.getName());
    private static final int EXIT_CODE = 128 + 15;
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();
    private static final long LAST_NANOS = Duration.ofSeconds(2).toNanos();

    private final NodeSettings settings;
    private final Traffic traffic;
    private final Ticker ticker;
    private final Pause pause;
    private final AtomicBoolean leaving = new AtomicBoolean();
    private volatile boolean over;

    Leaving(NodeSettings settings, Traffic traffic, Ticker ticker, Pause pause) {
        this.settings = settings;
        this.traffic = traffic;
        this.ticker = ticker;
        this.pause = pause;
    }

    boolean isLeaving() {
        return leaving.get();
    }

    /** How the node behaves towards clients until it has left. */
    Conduct conduct(Surroundings surroundings, ThreadFactory threads, NodeDrain drain, WallClock clock) {
        Tunnels tunnels = new Tunnels(threads, ticker, () -> over || drain.isOver());
        return new Conduct(surroundings, this::isLeaving, tunnels, clock);
    }

    /** From now on SIGTERM drains first, if this JVM lets anybody handle signals. */
    void handleTermination() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object mine =
                    Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (self, method, args) -> {
                        if (method.getName().equals("handle")) {
                            leave();
                            System.exit(EXIT_CODE);
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("TERM"), mine);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.WARNING, "SIGTERM cannot be handled: it will break off what runs", e);
        }
    }

    /** Returns when nothing runs any more, or the deadline is over. */
    void leave() {
        if (!leaving.compareAndSet(false, true)) {
            return;
        }
        LOG.log(Level.INFO, "the node leaves: it says it is not ready and finishes {0} exchanges", traffic.inFlight());
        long start = ticker.nanos();
        long grace = settings.care().stopGrace().toNanos();
        long limit = grace + settings.drainLimit().toNanos();
        while (ticker.nanos() - start < grace || (traffic.inFlight() > 0 && ticker.nanos() - start < limit)) {
            pause.nanos(PAUSE_NANOS);
        }
        over = true;
        while (traffic.inFlight() > 0 && ticker.nanos() - start < limit + LAST_NANOS) {
            pause.nanos(PAUSE_NANOS);
        }
        LOG.log(Level.INFO, "the node stops; {0} exchanges are broken off", traffic.inFlight());
    }
}
