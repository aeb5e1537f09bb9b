package dev.noon.model.text;

import java.util.Optional;
import java.util.regex.Pattern;

/** A path and optionally a query, as a request line has them (RFC 9112 section 3.2.1). */
public final class RequestTargetText {
    private static final Pattern QUERY = Pattern.compile("(?:[-A-Za-z0-9._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2}){0,1024}");

    private RequestTargetText() {}

    /** What is wrong with a request's path and query. */
    public static Optional<String> fault(String text) {
        int question = text.indexOf('?');
        if (question < 0) {
            return PathText.fault(text);
        }
        Optional<String> path = PathText.fault(text.substring(0, question));
        return path.isPresent() || QUERY.matcher(text.substring(question + 1)).matches()
                ? path
                : Optional.of("is " + Shown.of(text) + "; expected only characters that a query may have");
    }
}
