package dev.noon.exchange;

import java.io.IOException;
import java.util.List;

/** What is left to run of a route's policies. Immutable: made once per route, not per exchange. */
@FunctionalInterface
public interface Chain {
    /** Runs the rest and gives its reply. */
    Reply proceed(Exchange exchange) throws IOException;

    /** The chain that runs {@code policies} in their order, then {@code last}. */
    static Chain of(List<? extends Policy> policies, Chain last) {
        Chain chain = last;
        for (int i = policies.size() - 1; i >= 0; i--) {
            chain = new Link(policies.get(i), chain);
        }
        return chain;
    }

    /** One policy and what follows it. */
    record Link(Policy policy, Chain next) implements Chain {
        @Override
        @SuppressWarnings({"ConstantConditions", "ConstantValue"})
        public Reply proceed(Exchange exchange) throws IOException {
            Reply reply = policy.handle(exchange, next);
            if (reply == null) {
                throw new BrokenPolicy(policy.getClass().getSimpleName() + " returned null; expected a reply");
            }
            return reply;
        }
    }
}
