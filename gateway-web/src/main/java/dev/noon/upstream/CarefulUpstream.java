package dev.noon.upstream;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.ClientFailure;
import dev.noon.model.Breaker;
import dev.noon.model.Upstream;
import dev.noon.time.Ticker;
import dev.noon.upstream.breaker.Admission;
import dev.noon.upstream.breaker.Breakers;
import dev.noon.upstream.breaker.TargetBreaker;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The targets of one pool, chosen as the definition says, each behind its breaker. Holds neither. Thread-safe. */
final class CarefulUpstream implements UpstreamSender {
    private static final long SPARE_MILLIS = 1_000;
    private static final Answer NOT_ASKED = new Answer.Spared(1);
    /** Never changed. */
    private static final BitSet NOBODY = new BitSet(0);

    /** What it works with. */
    record Surroundings(Breakers.Counts counts, Ticker ticker) {}

    private final HttpUpstream pool;
    private final TargetBreaker[] breakers;
    private final Choice choice;
    private final Optional<RetryRule> retries;
    private final FailureRule failures;
    private final Breakers.Counts counts;
    private final long tryMillis;

    /** @param breakers one per target, in their order; none for no breaker */
    CarefulUpstream(Upstream definition, HttpUpstream pool, List<TargetBreaker> breakers, Surroundings around) {
        this.pool = pool;
        this.breakers = breakers.toArray(TargetBreaker[]::new);
        this.choice = Choice.of(definition, pool);
        this.failures = FailureRule.of(
                definition.care().breaker().map(Breaker::failures).orElse(Breaker.Failures.DEFAULT));
        this.counts = around.counts();
        this.retries = definition.care().retries().map(settings -> new RetryRule(settings, around.ticker()));
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

    /** Begins with the target that the balance says; one that is left alone or cannot be connected to is passed over. */
    private Answer sendToAny(UpstreamRequest request) throws ClientFailure {
        retries.ifPresent(RetryRule::began);
        Answer answer = NOT_ASKED;
        BitSet passed = NOBODY;
        int again = 0;
        for (int i = 0; i < pool.size(); i++) {
            int target = choice.choose(request, passed);
            Admission admission = breakers.length == 0 ? Admission.PASSED : breakers[target].admit(tryMillis);
            if (admission.isGranted()) {
                if (!isLetGo(answer)) {
                    abandon(target, admission);
                    return answer;
                }
                answer = sendTo(target, request, admission);
                boolean last = i + 1 == pool.size();
                if (!HttpUpstream.couldNotConnect(answer) && (last || !isRetried(request, answer, again++))) {
                    return answer;
                }
            }
            passed = passed == NOBODY ? new BitSet(pool.size()) : passed;
            passed.set(target);
        }
        return answer == NOT_ASKED ? refused() : answer;
    }

    private boolean isRetried(UpstreamRequest request, Answer answer, int again) {
        return retries.isPresent() && retries.get().allows(request, answer, again);
    }

    /** Ends an answer that is not passed on; false if there is no place for another request, then it must be. */
    private boolean isLetGo(Answer answer) {
        if (!(answer instanceof Answer.Answered answered) || !(answered.body() instanceof Body.Stream stream)) {
            return true;
        }
        if (!pool.enter()) {
            return false;
        }
        try {
            // Its end gives back the place that it was sent on.
            stream.in().close();
        } catch (IOException e) {
            return true;
        }
        return true;
    }

    private void abandon(int target, Admission admission) {
        if (breakers.length > 0) {
            breakers[target].abandoned(admission);
        }
    }

    private Answer refused() {
        counts.refused();
        return new Answer.Spared(retrySeconds());
    }

    private Answer sendTo(int target, UpstreamRequest request, Admission admission) throws ClientFailure {
        if (breakers.length == 0) {
            return pool.sendCounted(target, request);
        }
        TargetBreaker breaker = breakers[target];
        boolean told = false;
        try {
            Answer answer = pool.sendCounted(target, request);
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
