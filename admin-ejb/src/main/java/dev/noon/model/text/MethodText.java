package dev.noon.model.text;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** HTTP methods (RFC 9110 section 9): tokens, and case counts. */
public final class MethodText {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}");
    private static final Set<String> NEVER = Set.of("CONNECT", "TRACE");
    private static final Set<String> COMMON =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE");
    private static final Set<String> CACHED_BY_TARGET = Set.of("GET", "HEAD");
    private static final Set<String> CACHED_BY_BODY = Set.of("POST", "QUERY", "SEARCH", "REPORT", "PROPFIND");

    private MethodText() {}

    /** What is wrong with a method that a route answers to. */
    public static Optional<String> fault(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        if (text.equals("*")) {
            return Optional.of("is *; expected methods by name, or no list at all for every method");
        }
        if (!TOKEN.matcher(text).matches()) {
            return Optional.of("is " + Shown.of(text) + "; expected a method such as GET or POST");
        }
        if (NEVER.contains(upper)) {
            return Optional.of("is " + text + "; CONNECT and TRACE are never served");
        }
        return COMMON.contains(upper) && !upper.equals(text)
                ? Optional.of("is " + text + "; expected " + upper + " (the case of methods counts)")
                : Optional.empty();
    }

    /** What is wrong with a method whose answers are cached. */
    public static Optional<String> cacheFault(String text) {
        Optional<String> fault = fault(text);
        if (fault.isPresent() || CACHED_BY_TARGET.contains(text) || CACHED_BY_BODY.contains(text)) {
            return fault;
        }
        return Optional.of("is " + text
                + "; expected GET or HEAD, or with the body in the key POST, QUERY, SEARCH, REPORT or PROPFIND");
    }

    /** Whether what is asked for by {@code method} stands in the request's body, and not in its target alone. */
    public static boolean asksByBody(String method) {
        return !CACHED_BY_TARGET.contains(method);
    }
}
