package dev.noon.edge;

import dev.noon.exchange.NormalPath;
import java.util.function.UnaryOperator;

/** Paths as clients write them. */
final class RequestPath {
    private RequestPath() {}

    /**
     * The normal form of {@code raw}, which has no encoded slash.
     *
     * @throws Refusal if the path could be read in two ways
     */
    static String normalize(String raw) {
        return normalize(raw, NormalPath::of);
    }

    /**
     * The normal form of {@code raw}, with its encoded slashes: which of them pass, the route decides.
     *
     * @throws Refusal if the path could be read in two ways, but for its encoded slashes
     */
    static String normalizeKeepingSlashes(String raw) {
        return normalize(raw, NormalPath::keepingSlashes);
    }

    private static String normalize(String raw, UnaryOperator<String> way) {
        try {
            return way.apply(raw);
        } catch (IllegalArgumentException e) {
            throw Refusal.malformed(String.valueOf(e.getMessage()));
        }
    }
}
