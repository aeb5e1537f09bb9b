package dev.noon.model;

import dev.noon.model.text.Guard;
import dev.noon.model.text.HeaderText;
import dev.noon.model.text.LinearPattern;
import dev.noon.model.text.Shown;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request must have beside host, path and method: a header or a query parameter. Of several of that name one is
 * enough.
 *
 * @param name the header's, whose case does not count, or the parameter's
 * @param text what {@code test} compares with; empty where it compares nothing
 */
public record Condition(Part part, String name, Test test, String text) {
    /** Where to look. */
    public enum Part {
        HEADER,
        QUERY
    }

    /** What to ask. */
    public enum Test {
        /** Whether a value is exactly the text. */
        EQUALS("="),
        /** Whether a value as a whole matches the pattern. */
        MATCHES("~"),
        /** Whether there is a value, even an empty one. */
        PRESENT("is there"),
        /** Whether there is none. */
        ABSENT("is not there");

        private final String words;

        Test(String words) {
            this.words = words;
        }
    }

    public Condition {
        name = part == Part.HEADER ? name.toLowerCase(Locale.ROOT) : name;
        Guard.check("name", part == Part.HEADER ? HeaderText.tokenFault(name) : queryFault(name));
        if (test == Test.MATCHES) {
            Guard.check("matches", LinearPattern.fault(text));
        }
    }

    /** What is wrong with the name of a query parameter. */
    public static Optional<String> queryFault(String name) {
        return name.isEmpty() || name.chars().anyMatch(Character::isISOControl)
                ? Optional.of("is " + Shown.of(name) + "; expected the name of a query parameter")
                : Optional.empty();
    }

    /** For example {@code header x-version = 2}. */
    @Override
    public String toString() {
        String said = part.name().toLowerCase(Locale.ROOT) + " " + name + " " + test.words;
        return text.isEmpty() && test != Test.EQUALS ? said : said + " " + text;
    }
}
