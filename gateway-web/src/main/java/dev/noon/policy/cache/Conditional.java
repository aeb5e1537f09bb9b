package dev.noon.policy.cache;

import dev.noon.exchange.Headers;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Conditional requests against a stored answer (RFC 9110 section 13). */
final class Conditional {
    private Conditional() {}

    /** Whether the client has what {@code stored} describes, so that a 304 says enough. */
    static boolean holds(Headers request, Headers stored) {
        if (request.has("If-None-Match")) {
            return stored.has("ETag") && matches(request, stored.valueOr("ETag", ""));
        }
        if (!request.has("If-Modified-Since") || !stored.has("Last-Modified")) {
            return false;
        }
        return isUnmodified(request.valueOr("If-Modified-Since", ""), stored.valueOr("Last-Modified", ""));
    }

    private static boolean matches(Headers request, String etag) {
        for (String value : request.all("If-None-Match")) {
            for (String candidate : value.split(",", -1)) {
                String tag = candidate.strip();
                if (tag.equals("*") || opaque(tag).equals(opaque(etag))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static boolean isUnmodified(String since, String modified) {
        if (since.equals(modified)) {
            return true;
        }
        Optional<Instant> known = instant(since);
        Optional<Instant> last = instant(modified);
        return known.isPresent() && last.isPresent() && !last.get().isAfter(known.get());
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
