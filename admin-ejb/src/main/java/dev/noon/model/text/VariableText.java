package dev.noon.model.text;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names of an environment's variables: letters, digits, {@code _} and {@code -}, a letter first, at most 63 characters. */
public final class VariableText {
    private static final Pattern FORM = Pattern.compile("[A-Za-z][-A-Za-z0-9_]{0,62}");

    private VariableText() {}

    /** Whether {@code text} can be a variable's name. */
    public static boolean isName(String text) {
        return FORM.matcher(text).matches();
    }

    /** What is wrong with a variable's name. */
    public static Optional<String> fault(String text) {
        return isName(text)
                ? Optional.empty()
                : Optional.of("is " + Shown.of(text) + "; expected a variable's name such as LOANS_URL: a letter, then"
                        + " at most 62 letters, digits, _ and -");
    }
}
