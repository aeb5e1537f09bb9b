package dev.noon.policy.cache.rules;

import java.util.List;

/**
 * What the keys of a policy tell apart, on which depends what may be answered from the store.
 *
 * @param methods method tokens that are cached; GET stands for HEAD too
 * @param identity whether clients that the gateway knows have entries of their own
 * @param body whether the request's body is part of the key
 */
public record Keying(List<String> methods, boolean identity, boolean body) {
    public Keying {
        methods = List.copyOf(methods);
    }
}
