package dev.noon.policy.cache;

import dev.noon.exchange.Headers;
import dev.noon.exchange.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What of an answer says whether, and under which fields, a shared cache with a lifetime of its own may
 * keep it. Nothing personal, nothing partial, no error.
 */
final class Storable {
    private Storable() {}

    /**
     * The request fields that the answer varies by (lower case, sorted, each once); empty if it must not
     * be kept.
     */
    static Optional<List<String>> vary(Reply reply) {
        Headers headers = reply.headers();
        if (!isFinal(reply.status()) || headers.has("Set-Cookie") || forbids(headers)) {
            return Optional.empty();
        }
        if (!headers.has("Vary")) {
            return Optional.of(List.of());
        }
        List<String> fields = headers.all("Vary").stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(field -> field.strip().toLowerCase(Locale.ROOT))
                .filter(field -> !field.isEmpty())
                .distinct()
                .sorted()
                .toList();
        return fields.contains("*") ? Optional.empty() : Optional.of(fields);
    }

    /** Complete answers that stand for the resource; neither 206 nor 302 nor any error. */
    private static boolean isFinal(int status) {
        return switch (status) {
            case 200, 203, 204, 300, 301, 308 -> true;
            default -> false;
        };
    }

    private static boolean forbids(Headers headers) {
        if (!headers.has("Cache-Control")) {
            return false;
        }
        for (String value : headers.all("Cache-Control")) {
            for (String directive : value.split(",", -1)) {
                if (isForbidding(directive.strip())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isForbidding(String directive) {
        int equals = directive.indexOf('=');
        String name = equals < 0 ? directive : directive.substring(0, equals);
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "private", "no-store", "no-cache" -> true;
            default -> false;
        };
    }
}
