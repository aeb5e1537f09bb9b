package dev.noon.boot;

import dev.noon.control.Drain;
import dev.noon.control.Pause;
import dev.noon.observe.Traffic;
import dev.noon.time.Ticker;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Whether the node tells its load balancers that it is ready. An operator's wish is kept as the file {@code drained} in
 * the node's data directory. Thread-safe: one volatile flag.
 */
final class NodeDrain implements Drain {
    private static final Logger LOG = System.getLogger(NodeDrain.class.getName());
    private static final String FILE = "drained";
    private static final long LOOK_NANOS = Duration.ofMillis(200).toNanos();
    private static final long PAUSE_NANOS = Duration.ofMillis(1).toNanos();

    private final NodeSettings settings;
    private final Traffic traffic;
    private final Ticker ticker;
    private final Pause pause;
    private volatile boolean ready;
    private volatile long sinceNanos;
    private volatile BooleanSupplier isLeaving = () -> false;

    NodeDrain(NodeSettings settings, Traffic traffic, Ticker ticker, Pause pause) {
        this.settings = settings;
        this.traffic = traffic;
        this.ticker = ticker;
        this.pause = pause;
        this.ready = !Files.exists(file());
        this.sinceNanos = ticker.nanos();
    }

    /** What to ask further: a node that is about to stop is not ready, whatever an operator wishes. */
    void unless(BooleanSupplier leaving) {
        isLeaving = leaving;
    }

    boolean isReady() {
        return ready && !isLeaving.getAsBoolean();
    }

    /** Whether what still runs is broken off: the node is drained, and the time to finish is over. */
    boolean isOver() {
        long longest = grace().plus(limit()).toNanos();
        return !ready && ticker.nanos() - sinceNanos > longest;
    }

    @Override
    public void ready(boolean wanted) {
        if (ready == wanted) {
            return;
        }
        sinceNanos = ticker.nanos();
        ready = wanted;
        LOG.log(Level.INFO, wanted ? "the node takes traffic again" : "the node is drained: it says it is not ready");
    }

    @Override
    public void remember(boolean drained) {
        try {
            if (!drained) {
                Files.deleteIfExists(file());
            } else if (!Files.exists(file())) {
                Files.createDirectories(settings.data());
                Files.createFile(file());
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} cannot be changed: {1}", file(), e.getMessage());
        }
    }

    @Override
    public boolean isIdle() {
        long start = ticker.nanos();
        while (traffic.inFlight() > 0) {
            if (ticker.nanos() - start > LOOK_NANOS) {
                return false;
            }
            pause.nanos(PAUSE_NANOS);
        }
        return true;
    }

    @Override
    public Duration grace() {
        return settings.drainGrace();
    }

    @Override
    public Duration limit() {
        return settings.drainLimit();
    }

    private Path file() {
        return settings.data().resolve(FILE);
    }
}
