package dev.noon.policy.cache.rules;

import dev.noon.exchange.Request;
import java.util.List;

/**
 * What the keys of a policy tell apart, on which depends what may be answered from the store.
 *
 * @param methods method tokens that are cached; GET stands for HEAD too
 * @param identity whether each client that the gateway knows has entries of its own; otherwise such clients share them
 * @param body whether the request's body is part of the key
 */
public record Keying(List<String> methods, boolean identity, boolean body) {
    public Keying {
        methods = List.copyOf(methods);
    }

    /** Whether others may be answered with what a client that the gateway knows gets for {@code request}. */
    boolean isShared(Request request) {
        return !identity && request.origin().caller().isKnown();
    }
}
