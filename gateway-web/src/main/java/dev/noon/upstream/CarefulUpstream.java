package dev.noon.upstream;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.ClientFailure;
import dev.noon.model.Upstream;
import dev.noon.upstream.breaker.Admission;
import dev.noon.upstream.breaker.Breakers;
import dev.noon.upstream.breaker.TargetBreaker;
import java.time.Duration;
import java.util.List;

/** The targets of one pool, each behind its breaker. Holds neither; stateless. Thread-safe. */
final class CarefulUpstream implements UpstreamSender {
    private static final long SPARE_MILLIS = 1_000;
    private static final Answer NOT_ASKED = new Answer.Spared(1);

    private final HttpUpstream pool;
    private final TargetBreaker[] breakers;
    private final FailureRule failures;
    private final Breakers.Counts counts;
    private final long tryMillis;

    /** @param breakers one per target, in their order */
    CarefulUpstream(Upstream definition, HttpUpstream pool, List<TargetBreaker> breakers, Breakers.Counts counts) {
        this.pool = pool;
        this.breakers = breakers.toArray(TargetBreaker[]::new);
        this.failures = FailureRule.of(definition.care().breaker().orElseThrow().failures());
        this.counts = counts;
        Upstream.Timeouts timeouts = definition.timeouts();
        this.tryMillis = timeouts.connect().plus(timeouts.response()).toMillis() + SPARE_MILLIS;
    }

    @Override
    public Answer send(UpstreamRequest request) throws ClientFailure {
        if (!pool.enter()) {
            return new Answer.Failed(Cause.SHED);
        }
        boolean streaming = false;
        try {
            Answer answer = sendToAny(request);
            streaming = answer instanceof Answer.Answered answered && answered.body() instanceof Body.Stream;
            return answer;
        } finally {
            if (!streaming) {
                pool.leave();
            }
        }
    }

    /** Begins with the target whose turn it is; one that is left alone or cannot be connected to passes it on. */
    private Answer sendToAny(UpstreamRequest request) throws ClientFailure {
        int first = pool.turn();
        Answer answer = NOT_ASKED;
        for (int i = 0; i < breakers.length; i++) {
            int target = (first + i) % breakers.length;
            Admission admission = breakers[target].admit(tryMillis);
            if (admission.isGranted()) {
                answer = sendTo(target, request, admission);
                if (!HttpUpstream.couldNotConnect(answer)) {
                    return answer;
                }
            }
        }
        return answer == NOT_ASKED ? refused() : answer;
    }

    private Answer refused() {
        counts.refused();
        return new Answer.Spared(retrySeconds());
    }

    private Answer sendTo(int target, UpstreamRequest request, Admission admission) throws ClientFailure {
        TargetBreaker breaker = breakers[target];
        boolean told = false;
        try {
            Answer answer = pool.sendTo(target, request);
            told = true;
            if (failures.isFailure(answer)) {
                breaker.failed(admission);
            } else {
                breaker.succeeded(admission);
            }
            return answer;
        } finally {
            if (!told) {
                breaker.abandoned(admission);
            }
        }
    }

    private long retrySeconds() {
        long shortest = Long.MAX_VALUE;
        for (TargetBreaker breaker : breakers) {
            shortest = Math.min(shortest, breaker.leftNanos());
        }
        return Math.max(1, Duration.ofNanos(shortest + 999_999_999).toSeconds());
    }
}
