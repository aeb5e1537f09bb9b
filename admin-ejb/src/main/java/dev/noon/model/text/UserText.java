package dev.noon.model.text;

import java.util.Optional;

/** Names of users that show a password (RFC 7617): a colon would end them. */
public final class UserText {
    private static final int LONGEST = 256;

    private UserText() {}

    /** What is wrong with the name of a user. */
    public static Optional<String> fault(String text) {
        boolean sound = !text.isBlank()
                && text.length() <= LONGEST
                && text.indexOf(':') < 0
                && text.chars().noneMatch(Character::isISOControl);
        return sound
                ? Optional.empty()
                : Optional.of("is " + Shown.of(text) + "; expected 1 to " + LONGEST
                        + " characters without colon and control characters");
    }
}
