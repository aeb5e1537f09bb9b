package dev.noon.upstream;

import dev.noon.exchange.ClientFailure;
import dev.noon.upstream.breaker.Admission;
import dev.noon.upstream.breaker.TargetBreaker;
import dev.noon.upstream.health.TargetHealth;
import java.util.Optional;

/** One target of a pool behind its breaker and its health, if it has them. Holds neither. Thread-safe. */
final class WatchedTarget {
    /** What of an answer is a failure, for whom. */
    record Rules(FailureRule breaker, FailureRule health) {}

    private final HttpUpstream pool;
    private final int index;
    private final Optional<TargetBreaker> breaker;
    private final Optional<TargetHealth> health;
    private final Rules rules;

    /** @param index which of the pool's targets it is */
    WatchedTarget(HttpUpstream pool, int index, Watch watch, Rules rules) {
        this.pool = pool;
        this.index = index;
        this.breaker = watch.breaker();
        this.health = watch.health();
        this.rules = rules;
    }

    /** Who watches a target. */
    record Watch(Optional<TargetBreaker> breaker, Optional<TargetHealth> health) {}

    /** Whether it is not known to be ill. */
    boolean isWell() {
        return health.isEmpty() || health.get().isWell();
    }

    /** Whether it may be asked now, by somebody whose request takes {@code tryMillis} at most. */
    Admission admit(long tryMillis) {
        return breaker.isEmpty() ? Admission.PASSED : breaker.get().admit(tryMillis);
    }

    /** Whoever was let in does not ask. */
    void abandon(Admission admission) {
        if (breaker.isPresent()) {
            breaker.get().abandoned(admission);
        }
    }

    /** Nanoseconds until it may be tried. */
    long leftNanos() {
        return breaker.isEmpty() ? 0 : breaker.get().leftNanos();
    }

    /** Sends {@code request} on a place that the caller has, and tells what became of it, unless it was broken off. */
    Answer send(UpstreamRequest request, Admission admission) throws ClientFailure {
        boolean told = false;
        try {
            Answer answer = pool.sendCounted(index, request);
            if (!request.terms().breakoff().isBroken()) {
                tell(answer, admission);
                told = true;
            }
            return answer;
        } finally {
            if (!told) {
                abandon(admission);
            }
        }
    }

    private void tell(Answer answer, Admission admission) {
        if (breaker.isPresent()) {
            if (rules.breaker().isFailure(answer)) {
                breaker.get().failed(admission);
            } else {
                breaker.get().succeeded(admission);
            }
        }
        if (health.isPresent()) {
            health.get().answered(rules.health().isFailure(answer));
        }
    }
}
