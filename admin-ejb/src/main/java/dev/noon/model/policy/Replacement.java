package dev.noon.model.policy;

import com.google.re2j.Pattern;
import dev.noon.model.text.Guard;
import dev.noon.model.text.LinearPattern;
import dev.noon.model.text.Shown;
import java.util.Optional;

/**
 * What fits an RE2 pattern, and what stands in its place.
 *
 * @param match looked for anywhere
 * @param with printable ASCII; {@code $1} to {@code $9} are groups of the pattern, {@code $0} is all of it
 */
public record Replacement(String match, String with) {
    public Replacement {
        Guard.check("replace.match", LinearPattern.fault(match));
        Guard.check("replace.with", fault(with));
        int groups = Pattern.compile(match).groupCount();
        for (int at = with.indexOf('$'); at >= 0; at = with.indexOf('$', at + 1)) {
            if (with.charAt(at + 1) - '0' > groups) {
                throw new IllegalArgumentException("replace.with has " + with.substring(at, at + 2)
                        + ", but the pattern has " + groups + " groups; expected $0 to $" + groups);
            }
        }
    }

    /** What is wrong with the text that stands in the place of what fitted. */
    public static Optional<String> fault(String text) {
        boolean printable = text.chars().allMatch(c -> c > ' ' && c < 127);
        boolean groups = true;
        for (int at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at + 1)) {
            groups &= at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
        }
        return printable && groups && text.length() <= 1000
                ? Optional.empty()
                : Optional.of("is " + Shown.of(text) + "; expected at most 1000 printable characters without spaces,"
                        + " with $1 to $9 for the pattern's groups");
    }
}
