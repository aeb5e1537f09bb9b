package dev.noon.policy;

import dev.noon.exchange.Headers;
import java.util.List;
import java.util.Locale;

/** What header lines say about the body that follows them. */
public final class BodyLines {
    private BodyLines() {}

    /** Whether the body is JSON: {@code application/json}, or a type that ends with {@code +json} (RFC 6839). */
    public static boolean isJson(Headers headers) {
        String type = mediaType(headers);
        return type.equals("application/json") || type.equals("text/json") || type.endsWith("+json");
    }

    /** The media type in lower case and without parameters; empty if there is none, or more than one. */
    public static String mediaType(Headers headers) {
        List<String> lines = headers.all("Content-Type");
        String line = lines.size() == 1 ? lines.get(0) : "";
        int parameters = line.indexOf(';');
        return (parameters < 0 ? line : line.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    /** Whether the body is encoded ({@code Content-Encoding}), so that nobody can look into it as it is. */
    public static boolean isEncoded(Headers headers) {
        return headers.has("Content-Encoding")
                && !headers.all("Content-Encoding").stream().allMatch("identity"::equalsIgnoreCase);
    }

    /** Takes away what was said about a body that is no longer the same, and what only a strong tag may promise. */
    public static void changed(Headers headers) {
        headers.remove("Content-MD5")
                .remove("Digest")
                .remove("Content-Digest")
                .remove("Repr-Digest")
                .remove("Accept-Ranges");
        weaken(headers);
    }

    /** Makes a strong tag a weak one (RFC 9110 section 8.8.1): the bytes are others, what they mean may be the same. */
    public static void weaken(Headers headers) {
        String tag = headers.valueOr("ETag", "");
        if (tag.startsWith("\"")) {
            headers.set("ETag", "W/" + tag);
        }
    }
}
