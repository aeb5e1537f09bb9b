package dev.noon.model.text;

import java.util.Optional;
import java.util.regex.Pattern;

/** Origins of web pages (RFC 6454 section 6.2), and patterns of them. */
public final class OriginText {
    /** Every origin. */
    public static final String ANY = "*";

    private static final Pattern FORM = Pattern.compile("https?://(?:(?:\\*\\.)?[a-z0-9](?:[-a-z0-9.]{0,250}[a-z0-9])?"
            + "|\\[[0-9a-f:.]{2,45}\\])(?::(?:[0-9]{1,5}|\\*))?");

    private OriginText() {}

    /** What is wrong with an origin that may call. */
    public static Optional<String> fault(String text) {
        if (text.equals(ANY) || (FORM.matcher(text).matches() && !isDefaultPort(text))) {
            return Optional.empty();
        }
        return Optional.of("is " + Shown.of(text) + "; " + advice(text));
    }

    private static boolean isDefaultPort(String text) {
        return text.startsWith("https:") ? text.endsWith(":443") : text.endsWith(":80");
    }

    private static String advice(String text) {
        if (isDefaultPort(text)) {
            return "expected it without its default port, as browsers send it";
        }
        if (text.equals("null")) {
            return "any sandboxed page has this origin; expected one that tells pages apart";
        }
        return "expected scheme and host in lower case and nothing after the port: https://app.example.com,"
                + " https://*.example.com, http://localhost:*, or * alone for any origin";
    }
}
