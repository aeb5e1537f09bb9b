package dev.noon.model.text;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/** Regular expressions that users write: RE2 syntax, which matches in time linear in the text. */
public final class PatternText {
    private static final int LONGEST = 1000;
    private static final int LARGEST = 5000;

    private PatternText() {}

    /** What is wrong with a pattern. */
    public static Optional<String> fault(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.of("is " + text.length() + " characters long; expected an RE2 pattern of 1 to " + LONGEST);
        }
        if (PatternSize.of(text, LARGEST) > LARGEST) {
            return Optional.of("is " + Shown.of(text) + "; expected a pattern that has at most " + LARGEST
                    + " parts when its counted repetitions are written out");
        }
        try {
            Pattern.compile(text);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("is " + Shown.of(text) + "; expected an RE2 pattern, but it has " + e.getDescription()
                    + ": " + Shown.of(e.getPattern()));
        }
    }
}
