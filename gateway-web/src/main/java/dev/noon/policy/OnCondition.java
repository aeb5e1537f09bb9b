package dev.noon.policy;

import dev.noon.exchange.Chain;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Policy;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.model.policy.When;
import java.io.IOException;
import java.util.Optional;

/** A policy that runs for some requests only; decided once, on the way in. Immutable. */
public final class OnCondition implements Policy {
    private final Condition condition;
    private final Policy policy;

    public OnCondition(When when, Policy policy) {
        this.condition = new Condition(when);
        this.policy = policy;
    }

    /** The policy itself if it is for {@code request} as it is now. */
    public Optional<Policy> runningFor(Request request) {
        return condition.holds(request) ? Optional.of(policy) : Optional.empty();
    }

    @Override
    public Reply handle(Exchange exchange, Chain next) throws IOException {
        return condition.holds(exchange.request()) ? policy.handle(exchange, next) : next.proceed(exchange);
    }

    @Override
    public boolean answersPreflights() {
        return policy.answersPreflights();
    }
}
