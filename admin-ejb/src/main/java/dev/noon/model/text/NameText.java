package dev.noon.model.text;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names of definitions and projects: lower-case letters, digits, {@code -} and {@code .}, at most 63 characters. */
public final class NameText {
    private static final int LONGEST = 63;
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");
    private static final Pattern POLICY_FORM = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9._]*[A-Za-z0-9])?");

    private NameText() {}

    /** What is wrong with a definition's or project's name. */
    public static Optional<String> fault(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches()
                ? Optional.empty()
                : Optional.of("is " + Shown.of(text) + "; expected a name of at most 63 characters: lower-case letters,"
                        + " digits, - and ., a letter or digit first and last");
    }

    /** What is wrong with a policy's name; by default a policy is called like its kind, so capitals are allowed. */
    public static Optional<String> policyFault(String text) {
        return text.length() <= LONGEST && POLICY_FORM.matcher(text).matches()
                ? Optional.empty()
                : Optional.of("is " + Shown.of(text) + "; expected a name of at most 63 characters: letters, digits,"
                        + " -, _ and ., a letter or digit first and last");
    }
}
