package dev.noon.model.text;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Names and values of header fields (RFC 9110 section 5) that policies may touch. */
public final class HeaderText {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");
    private static final Pattern VALUE = Pattern.compile("[\\t -~]*");
    private static final int LONGEST_VALUE = 8192;

    /** Fields of the connection and of framing (RFC 9110 section 7.6.1, RFC 9112 section 6): the gateway writes these. */
    private static final Set<String> RESERVED = Set.of(
            "connection",
            "transfer-encoding",
            "content-length",
            "host",
            "upgrade",
            "te",
            "trailer",
            "keep-alive",
            "http2-settings");

    private HeaderText() {}

    /** Whether {@code text} is a token: what header and cookie names are made of. */
    public static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    /** What is wrong with the name of a header. */
    public static Optional<String> tokenFault(String text) {
        return isToken(text)
                ? Optional.empty()
                : Optional.of("is " + Shown.of(text) + "; expected a header name such as X-Channel");
    }

    /** What is wrong with the name of a header that a policy sets or removes. */
    public static Optional<String> nameFault(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!isToken(text)) {
            return tokenFault(text);
        }
        if (RESERVED.contains(lower) || lower.startsWith("proxy-")) {
            return Optional.of(
                    "is " + text + "; the gateway itself writes this header, it can be neither set nor removed");
        }
        return Optional.empty();
    }

    /** What is wrong with the name of a header that is set on upstream requests. */
    public static Optional<String> requestNameFault(String text) {
        return text.equalsIgnoreCase("Authorization")
                ? Optional.of("is " + text + "; expected no secrets in definitions: use a credential of the upstream")
                : nameFault(text);
    }

    /** What is wrong with a header's value, or with the text of its template. */
    public static Optional<String> valueFault(String text) {
        if (!VALUE.matcher(text).matches()) {
            return Optional.of("is " + Shown.of(text) + "; expected printable ASCII characters without line breaks");
        }
        return text.length() <= LONGEST_VALUE
                ? Optional.empty()
                : Optional.of("is " + text.length() + " characters long; expected at most " + LONGEST_VALUE);
    }
}
