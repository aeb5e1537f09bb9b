package dev.noon.upstream;

import dev.noon.exchange.Cause;
import dev.noon.model.Breaker;
import dev.noon.model.Breaker.Outcome;
import java.util.BitSet;
import java.util.Collection;

/** Which answers are failures. Immutable. */
final class FailureRule {
    private final BitSet causes = new BitSet();
    private final BitSet statuses = new BitSet();

    FailureRule(Collection<Outcome> outcomes, Collection<Integer> statuses) {
        outcomes.forEach(this::add);
        statuses.forEach(this.statuses::set);
    }

    static FailureRule of(Breaker.Failures failures) {
        return new FailureRule(failures.outcomes(), failures.statuses());
    }

    boolean isFailure(Answer answer) {
        if (answer instanceof Answer.Answered answered) {
            return statuses.get(answered.status());
        }
        return answer instanceof Answer.Failed failed
                && causes.get(failed.cause().ordinal());
    }

    private void add(Outcome outcome) {
        switch (outcome) {
            case CONNECT -> add(Cause.UPSTREAM_UNREACHABLE, Cause.CONNECT_TIMEOUT, Cause.UPSTREAM_UNTRUSTED);
            case TIMEOUT -> add(Cause.RESPONSE_TIMEOUT, Cause.TOTAL_TIMEOUT);
            case RESET -> add(Cause.UPSTREAM_RESET, Cause.UPSTREAM_MALFORMED);
        }
    }

    private void add(Cause... some) {
        for (Cause cause : some) {
            causes.set(cause.ordinal());
        }
    }
}
