package dev.noon.cache;

import java.util.HexFormat;

/**
 * What the entries of one cache policy belong to, and are purged by. One object for all keys of the policy. Immutable.
 *
 * @param proxy name of the proxy
 * @param group name of the proxy's group; empty if it has none
 * @param endpoint what the endpoint is known by in its proxy; empty for requests that no endpoint matches
 */
public record Belonging(Scope scope, String proxy, String group, String endpoint) {
    private static final int DIGEST_BYTES = 8;

    /** @throws IllegalArgumentException if the scope does not hold responses */
    public Belonging {
        if (!scope.holdsResponses()) {
            throw new IllegalArgumentException("scope is " + scope.text() + "; must be one that holds responses");
        }
    }

    /** Of a proxy without a group, for requests that no endpoint matches. */
    public Belonging(Scope scope, String proxy) {
        this(scope, proxy, "", "");
    }

    /**
     * Group and endpoint, short; empty if there are neither. It is part of every key: what moves to another group is not
     * found there again, so the stamps of the group that it was in cannot be lost on the way.
     */
    String digest() {
        if (group.isEmpty() && endpoint.isEmpty()) {
            return "";
        }
        return "@" + HexFormat.of().formatHex(Sha256.of(group + "\n" + endpoint), 0, DIGEST_BYTES);
    }
}
