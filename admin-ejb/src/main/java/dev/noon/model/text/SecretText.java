package dev.noon.model.text;

import java.util.Optional;
import java.util.regex.Pattern;

/** What may stand in a secret field: a secret, or {@code keep:} and the fingerprint of one. No message shows any of it. */
public final class SecretText {
    /** Longest secret, in characters. */
    public static final int LONGEST = 4096;

    /** What a fingerprint follows in a definition that leaves its secret as it is. */
    public static final String KEEP = "keep:";

    private static final Pattern KEPT = Pattern.compile("keep:[0-9a-f]{32}");
    private static final Pattern VISIBLE = Pattern.compile("[ -~]*");

    private SecretText() {}

    /** Whether {@code text} is {@code keep:} and a fingerprint. */
    public static boolean isKept(String text) {
        return KEPT.matcher(text).matches();
    }

    /** What is wrong with a secret. */
    public static Optional<String> fault(String text) {
        if (text.isBlank()) {
            return Optional.of("is empty; expected a secret");
        }
        if (text.length() > LONGEST) {
            return Optional.of("is " + text.length() + " characters long; expected at most " + LONGEST);
        }
        if (text.startsWith(KEEP) && !isKept(text)) {
            return Optional.of("begins with keep: (the rest is not shown); expected keep: and the 32 hexadecimal digits"
                    + " of a fingerprint, or a secret that begins with something else");
        }
        if (text.chars().anyMatch(Character::isISOControl) || !text.equals(text.strip())) {
            return Optional.of("has line breaks, control characters or outer spaces (it is not shown); expected none");
        }
        return Optional.empty();
    }

    /** What is wrong with a secret that travels as it is in a header or a form. */
    public static Optional<String> visibleFault(String text) {
        return fault(text)
                .or(() -> VISIBLE.matcher(text).matches()
                        ? Optional.empty()
                        : Optional.of("has characters beyond printable ASCII (it is not shown); expected none"));
    }
}
