package dev.noon.control.store;

import com.mongodb.MongoException;
import dev.noon.time.Ticker;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Spares callers a store that does not answer. After a call that waited in vain nobody asks it for one second; then one
 * call a second tries it, and the first answer brings it back. A call that had less than a tenth of a second to wait says
 * nothing about the store. What fails is said in the log, at most once a minute. Thread-safe; costs one look at
 * a field while the store answers.
 */
final class StoreGuard {
    private static final Logger LOG = System.getLogger("dev.noon.control.store");
    private static final long SKIP_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long TELLING_NANOS = Duration.ofMillis(100).toNanos();
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    /** Since when the store has been silent, and when it may be asked again. */
    private record Silence(long beganNanos, AtomicLong nextAttempt) {
        boolean allows(long now) {
            long next = nextAttempt.get();
            return now - next >= 0 && nextAttempt.compareAndSet(next, now + SKIP_NANOS);
        }
    }

    private final Ticker ticker;
    private final AtomicLong nextLine;
    private volatile @Nullable Silence silence;

    StoreGuard(Ticker ticker) {
        this.ticker = ticker;
        this.nextLine = new AtomicLong(ticker.nanos());
    }

    /** Whether the store should be asked now. A caller that is told so must ask, and report what came of it. */
    boolean allows() {
        Silence known = silence;
        return known == null || known.allows(ticker.nanos());
    }

    void answered() {
        if (silence != null) {
            silence = null;
        }
    }

    /** A call that was made at {@code beganNanos} has waited in vain. */
    void timedOut(RuntimeException failure, long beganNanos) {
        long now = ticker.nanos();
        if (now - beganNanos >= TELLING_NANOS) {
            Silence known = silence;
            silence = new Silence(known == null ? beganNanos : known.beganNanos(), new AtomicLong(now + SKIP_NANOS));
        }
        failed(failure);
    }

    /** A call has failed, which says nothing about the next one. */
    void failed(RuntimeException failure) {
        long now = ticker.nanos();
        long next = nextLine.get();
        if (now - next >= 0 && nextLine.compareAndSet(next, now + QUIET_NANOS)) {
            LOG.log(level(failure), "the store failed a call about counters: {0}", failure.getMessage());
        }
    }

    /** What is asked while a node ends fails without the store's doing: that is no reason to warn. */
    private static Level level(RuntimeException failure) {
        return failure instanceof MongoException ? Level.WARNING : Level.INFO;
    }

    /** How long the store has not answered, counted from the first of the calls in vain, nanoseconds; 0 if it has answered. */
    long silentNanos() {
        Silence known = silence;
        return known == null ? 0 : ticker.nanos() - known.beganNanos();
    }
}
