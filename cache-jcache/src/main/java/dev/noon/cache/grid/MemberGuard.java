package dev.noon.cache.grid;

import dev.noon.time.Ticker;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Spares callers a member that does not answer. After {@value #TIMEOUTS} timeouts, one after another, the
 * member is skipped for one second; then one call a second tries it, and the first answer brings it
 * back. Of calls that waited at the same time one counts, so that a short pause of the machine is not
 * taken for a dead member. Thread-safe; costs one look at an empty map while every member answers.
 */
final class MemberGuard {
    private static final int TIMEOUTS = 3;
    private static final long SKIP_NANOS = Duration.ofSeconds(1).toNanos();
    /** A member that nobody has asked for that long is most likely gone, and its row with it. */
    private static final long FORGET_NANOS = Duration.ofMinutes(1).toNanos();

    private final Ticker ticker;
    private final ConcurrentMap<UUID, Silence> silent = new ConcurrentHashMap<>();

    MemberGuard(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Whether {@code member} should be asked now. A caller that is told so must ask, and report what came of it. */
    boolean allows(UUID member) {
        if (silent.isEmpty()) {
            return true;
        }
        Silence silence = silent.get(member);
        return silence == null || silence.allows(ticker.nanos());
    }

    void answered(UUID member) {
        if (!silent.isEmpty()) {
            silent.remove(member);
        }
    }

    /** A call to {@code member} that was made at {@code beganNanos} has waited in vain. */
    void timedOut(UUID member, long beganNanos) {
        long now = ticker.nanos();
        silent.values().removeIf(silence -> silence.isForgotten(now));
        silent.computeIfAbsent(member, id -> new Silence(beganNanos)).timedOut(beganNanos, now);
    }

    /** How long {@code member} has not answered, counted from the first of the calls in vain, nanoseconds; 0 if it has answered. */
    long silentNanos(UUID member) {
        Silence silence = silent.isEmpty() ? null : silent.get(member);
        return silence == null ? 0 : ticker.nanos() - silence.beganNanos;
    }

    /** Members that have not answered lately. */
    int rows() {
        return silent.size();
    }

    /** How long one member has been silent. */
    private static final class Silence {
        private final AtomicInteger timeouts = new AtomicInteger();
        /** When the member may be asked again; means something once there were enough timeouts. */
        private final AtomicLong nextAttempt = new AtomicLong();
        /** Calls made before that have waited together with one that counts already. */
        private final AtomicLong counted;

        private final long beganNanos;

        Silence(long beganNanos) {
            this.beganNanos = beganNanos;
            counted = new AtomicLong(beganNanos);
        }

        boolean allows(long now) {
            if (timeouts.get() < TIMEOUTS) {
                return true;
            }
            long next = nextAttempt.get();
            return now - next >= 0 && nextAttempt.compareAndSet(next, now + SKIP_NANOS);
        }

        void timedOut(long beganNanos, long now) {
            nextAttempt.set(now + SKIP_NANOS);
            long last = counted.get();
            if (beganNanos - last >= 0 && counted.compareAndSet(last, now)) {
                timeouts.incrementAndGet();
            }
        }

        boolean isForgotten(long now) {
            return timeouts.get() > 0 && now - nextAttempt.get() > FORGET_NANOS;
        }
    }
}
