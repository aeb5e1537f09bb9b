package dev.noon.cache.grid;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionException;
import dev.noon.time.Ticker;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Says that the grid fails, at most once a minute: every request may meet the same failure. Thread-safe. */
final class FailureLog {
    private static final Logger LOG = System.getLogger("dev.noon.cache.grid");
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    private final Ticker ticker;
    private final AtomicLong nextLine;

    FailureLog(Ticker ticker) {
        this.ticker = ticker;
        this.nextLine = new AtomicLong(ticker.nanos());
    }

    void report(Throwable failure) {
        long now = ticker.nanos();
        long next = nextLine.get();
        if (now - next < 0 || !nextLine.compareAndSet(next, now + QUIET_NANOS)) {
            return;
        }
        if (isOfMinority(failure)) {
            LOG.log(
                    Level.WARNING,
                    "less than a majority of the grid's members is in sight: identities and counters are not written");
        } else {
            LOG.log(level(failure), "the grid failed a call; going on without it", failure);
        }
    }

    /** What the owner of a key refuses may come wrapped. */
    private static boolean isOfMinority(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SplitBrainProtectionException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    /** A node that is being stopped leaves the grid first: that is no reason to warn. */
    private static Level level(Throwable failure) {
        return failure instanceof HazelcastInstanceNotActiveException ? Level.INFO : Level.WARNING;
    }
}
