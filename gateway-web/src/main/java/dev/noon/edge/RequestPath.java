package dev.noon.edge;

import dev.noon.exchange.NormalPath;

/** Paths as clients write them. */
final class RequestPath {
    private RequestPath() {}

    /**
     * The normal form of {@code raw}.
     *
     * @throws Refusal if the path could be read in two ways
     */
    static String normalize(String raw) {
        try {
            return NormalPath.of(raw);
        } catch (IllegalArgumentException e) {
            throw Refusal.malformed(String.valueOf(e.getMessage()));
        }
    }
}
