package dev.noon.policy.identity;

import dev.noon.exchange.SharedResource;
import dev.noon.time.Ticker;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keys that a provider publishes. They are fetched when a revision is made ready, again every five minutes, and when a
 * token names one that is not there; that at most every 30 s, however many strange names come, and never twice at a time.
 * What was fetched last stays good while the provider is away. Outlives snapshots. Thread-safe.
 */
public final class FetchedKeys implements Keys, SharedResource {
    /** Where they are published. Used by one thread at a time. */
    public interface Source extends Closeable {
        /** The key set as text; takes a few seconds at most. */
        byte[] read() throws IOException;

        /** Closes connections whose time is over. */
        void sweep();

        @Override
        void close();
    }

    /**
     * What the keys work with.
     *
     * @param background runs fetches that nobody waits for
     * @param told hears of every fetch whether it went well
     */
    public record Surroundings(Ticker ticker, Executor background, Told told) {}

    /** Hears of fetches. */
    @FunctionalInterface
    public interface Told {
        void fetched(boolean well);
    }

    private static final Logger LOG = System.getLogger(FetchedKeys.class.getName());
    private static final long COOL_DOWN_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long MAX_AGE_NANOS = Duration.ofMinutes(5).toNanos();
    /** How often it is tried without anybody asking, as long as there are no keys at all. */
    private static final long FIRST_NANOS = Duration.ofSeconds(5).toNanos();

    private static final long PATIENCE_SECONDS = 5;
    private static final int MOST_WAITING = 32;

    private final String name;
    private final Source source;
    private final Surroundings around;
    private final AtomicReference<@Nullable CompletableFuture<Boolean>> underWay = new AtomicReference<>();
    private final AtomicBoolean warming = new AtomicBoolean();
    private final AtomicBoolean renewing = new AtomicBoolean();
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private volatile KeyRing held = KeyRing.NONE;
    private volatile boolean tried;
    private volatile long triedNanos;
    private volatile boolean failing;
    private volatile boolean warm;

    /** @param name of the provider, for the log */
    public FetchedKeys(String name, Source source, Surroundings around) {
        this.name = name;
        this.source = source;
        this.around = around;
    }

    @Override
    public KeyRing ring() {
        return held;
    }

    @Override
    public KeyRing newerThan(KeyRing seen) {
        if (held.version() == seen.version()) {
            fetchOrJoin();
        }
        return held;
    }

    /** Fetches the first keys. */
    @Override
    public void warm() {
        if (warming.compareAndSet(false, true)) {
            renew();
        }
    }

    @Override
    public boolean isWarm() {
        return warm;
    }

    @Override
    public void sweep() {
        source.sweep();
        if (tried && isOlderThan(held.isEmpty() ? FIRST_NANOS : MAX_AGE_NANOS)) {
            renew();
        }
    }

    @Override
    public void close() {
        source.close();
    }

    private void renew() {
        if (!renewing.compareAndSet(false, true)) {
            return;
        }
        try {
            around.background().execute(this::fetchAlone);
        } catch (RejectedExecutionException e) {
            // The node stops, or is busy: the next sweep, or a token, asks again.
            renewing.set(false);
            warm = true;
        }
    }

    private void fetchAlone() {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        try {
            if (underWay.compareAndSet(null, mine)) {
                fetch(mine);
            }
        } finally {
            renewing.set(false);
            warm = true;
        }
    }

    private void fetchOrJoin() {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> first = underWay.compareAndExchange(null, mine);
        if (first != null) {
            await(first);
        } else if (isOlderThan(COOL_DOWN_NANOS)) {
            fetch(mine);
        } else {
            underWay.set(null);
            mine.complete(false);
        }
    }

    /** So many wait for a provider that is slow; whoever comes then goes on with what there is. */
    private void await(CompletableFuture<Boolean> first) {
        if (!waiting.tryAcquire()) {
            return;
        }
        try {
            first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "waited in vain for another's fetch of keys", e);
        } finally {
            waiting.release();
        }
    }

    private void fetch(CompletableFuture<Boolean> mine) {
        try {
            triedNanos = around.ticker().nanos();
            tried = true;
            List<VerificationKey> keys = KeyReader.set(source.read());
            if (!keys.equals(held.keys())) {
                held = new KeyRing(held.version() + 1, keys);
            }
            failing = false;
            around.told().fetched(true);
        } catch (IOException | RuntimeException e) {
            failed(e);
        } finally {
            underWay.set(null);
            mine.complete(true);
        }
    }

    private void failed(Exception why) {
        around.told().fetched(false);
        if (!failing) {
            failing = true;
            LOG.log(
                    Level.WARNING,
                    "the keys of IdentityProvider/" + name + " cannot be fetched; those at hand stay good: "
                            + why.getMessage());
        }
    }

    private boolean isOlderThan(long nanos) {
        return !tried || around.ticker().nanos() - triedNanos >= nanos;
    }
}
