package dev.noon.control.tokens;

import dev.noon.control.access.Grants;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A token that somebody wants.
 *
 * @param name lower-case letters, digits, - and . , at most 63
 * @param grants 1 to 50
 * @param lifetime one minute to 366 days
 */
public record NewToken(String name, Grants grants, Duration lifetime) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-.a-z0-9]{0,61}[a-z0-9])?");
    private static final int MAX_GRANTS = 50;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    public NewToken {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name is '" + name + "'; expected 1 to 63 lower-case letters, digits, - and .");
        }
        if (grants.list().isEmpty() || grants.list().size() > MAX_GRANTS) {
            throw new IllegalArgumentException(
                    "there are " + grants.list().size() + " grants; expected 1 to " + MAX_GRANTS);
        }
        if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "lifetime is " + lifetime.toSeconds() + " s; expected 1 minute to 366 days");
        }
    }
}
