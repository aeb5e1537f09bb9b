package dev.noon.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Fields that follow a chunked body (RFC 9110 section 6.5), on their way from one side to the other: those that were
 * announced, except for what frames, routes, authenticates or caches a message and what the gateway itself says. Mutable;
 * it belongs to one exchange.
 */
public final class Trailers {
    /** None is announced, so none passes; shared, and never changes. */
    public static final Trailers NONE = new Trailers(List.of());

    private static final int MOST_NAMES = 32;
    private static final int MOST_CHARACTERS = 8 << 10;
    private static final String DELIMITERS = "\"(),/:;<=>?@[\\]{}";

    /** In lower case. */
    private static final Set<String> REFUSED = Set.of(
            "age",
            "alt-svc",
            "authentication-info",
            "authorization",
            "baggage",
            "cache-control",
            "cache-status",
            "cdn-cache-control",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-length",
            "content-location",
            "content-range",
            "content-type",
            "cookie",
            "date",
            "early-data",
            "expect",
            "expires",
            "forwarded",
            "host",
            "last-modified",
            "location",
            "max-forwards",
            "origin",
            "pragma",
            "range",
            "refresh",
            "retry-after",
            "set-cookie",
            "surrogate-control",
            "traceparent",
            "tracestate",
            "vary",
            "via",
            "warning",
            "www-authenticate",
            "x-http-method-override",
            "x-original-url",
            "x-real-ip",
            "x-request-id",
            "x-rewrite-url");

    private static final List<String> REFUSED_BEGINNINGS =
            List.of("accept", "access-control-", "if-", "noon-", "proxy-", "sec-", "x-consumer-", "x-forwarded-");

    private final List<String> names;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private int characters;

    private Trailers(List<String> names) {
        this.names = names;
    }

    /**
     * Those that a message announces and that may pass, 32 at the most.
     *
     * @param list value of {@code Trailer}, several lines as one list
     * @param connection values of {@code Connection}: what they name stays where it is
     */
    public static Trailers announced(String list, List<String> connection) {
        List<String> names = new ArrayList<>(2);
        for (String item : list.split(",", -1)) {
            String name = item.strip();
            boolean passes = names.size() < MOST_NAMES
                    && isToken(name)
                    && !isRefused(name)
                    && !ConnectionFields.names(connection, name);
            if (passes && names.stream().noneMatch(name::equalsIgnoreCase)) {
                names.add(name);
            }
        }
        return names.isEmpty() ? NONE : new Trailers(names);
    }

    /** Whether none is announced. */
    public boolean isNone() {
        return names.isEmpty();
    }

    /** The announced names as a value of {@code Trailer}; empty if there are none. */
    public String list() {
        return String.join(", ", names);
    }

    /** Lets none of that name pass. */
    public void withhold(String name) {
        withhold(name::equalsIgnoreCase);
    }

    /** Lets none pass that has the name of one of {@code lines}: readers may take it for that line. */
    public void withhold(Headers lines) {
        withhold(lines::has);
    }

    private void withhold(Predicate<String> which) {
        if (!names.isEmpty()) {
            names.removeIf(which);
            fields.keySet().removeIf(which);
        }
    }

    /**
     * Takes down one that has come. It is dropped if it was not announced, or is beyond 8 KiB of names and values; several
     * of one name become one list.
     *
     * @throws IllegalArgumentException if the value has a control character
     */
    public void add(String name, String value) {
        checkValue(value);
        for (String announced : names) {
            if (announced.equalsIgnoreCase(name)) {
                characters += name.length() + value.length();
                if (characters <= MOST_CHARACTERS) {
                    fields.merge(announced, value, (before, more) -> before + ", " + more);
                }
                return;
            }
        }
    }

    /** What has come and is not withheld, by the announced names; nothing before the body has been read to its end. */
    public Map<String, String> fields() {
        return Collections.unmodifiableMap(fields);
    }

    private static boolean isToken(String name) {
        boolean good = !name.isEmpty();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            good &= c > ' ' && c < 127 && DELIMITERS.indexOf(c) < 0;
        }
        return good;
    }

    private static boolean isRefused(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ConnectionFields.has(name)
                || REFUSED.contains(lower)
                || REFUSED_BEGINNINGS.stream().anyMatch(lower::startsWith);
    }

    private static void checkValue(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 127) {
                throw new IllegalArgumentException("a trailer's value has a control character");
            }
        }
    }
}
