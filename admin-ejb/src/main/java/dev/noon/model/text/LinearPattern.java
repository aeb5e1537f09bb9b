package dev.noon.model.text;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * A regular expression in the syntax of RE2, which has neither look-around nor back-references: a match takes time in
 * proportion to the text, whatever the text is. Immutable and thread-safe.
 */
public final class LinearPattern {
    /** Characters of the longest pattern. */
    public static final int LONGEST = 512;

    private static final int LARGEST_PROGRAM = 10_000;

    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * The pattern that {@code text} is.
     *
     * @throws IllegalArgumentException if {@link #fault} finds one
     */
    public static LinearPattern of(String text) {
        Guard.check("pattern", fault(text));
        return new LinearPattern(Pattern.compile(text));
    }

    /** What is wrong with a pattern. */
    public static Optional<String> fault(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.of("is " + Shown.of(text) + "; expected a pattern of 1 to " + LONGEST + " characters");
        }
        if (text.contains("\\Q")) {
            return Optional.of("is " + Shown.of(text) + "; expected each character escaped by itself, not \\Q");
        }
        if (new PatternSize(text).states() > LARGEST_PROGRAM) {
            return Optional.of("is " + Shown.of(text) + "; expected fewer repetitions within repetitions");
        }
        return syntaxFault(text);
    }

    /** Whether the pattern matches the whole of {@code text}. */
    public boolean matches(CharSequence text) {
        return pattern.matches(text.toString());
    }

    private static Optional<String> syntaxFault(String text) {
        try {
            int states = Pattern.compile(text).programSize();
            return states <= LARGEST_PROGRAM
                    ? Optional.empty()
                    : Optional.of("is " + Shown.of(text) + "; expected a simpler pattern");
        } catch (PatternSyntaxException e) {
            String part = e.getPattern() == null ? "" : ": " + Shown.of(e.getPattern());
            return Optional.of("is " + Shown.of(text) + "; expected a pattern in RE2 syntax, but it has "
                    + article(e.getDescription()) + part);
        }
    }

    private static String article(String description) {
        return description.startsWith("invalid") || description.startsWith("unexpected")
                ? "an " + description
                : "a " + description;
    }
}
