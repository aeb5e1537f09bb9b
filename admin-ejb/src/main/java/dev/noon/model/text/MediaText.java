package dev.noon.model.text;

import java.util.Optional;
import java.util.regex.Pattern;

/** Media types without parameters (RFC 9110 section 8.3.1), or with {@code *} for any subtype. */
public final class MediaText {
    private static final Pattern FORM = Pattern.compile("[a-z0-9!#$&^_.+-]{1,64}/(?:\\*|[a-z0-9!#$&^_.+-]{1,64})");

    private MediaText() {}

    /** What is wrong with a media type. */
    public static Optional<String> fault(String text) {
        return FORM.matcher(text).matches()
                ? Optional.empty()
                : Optional.of("is " + Shown.of(text) + "; expected a media type in lower case and without parameters,"
                        + " such as application/json or application/*");
    }
}
