package dev.noon.control;

import dev.noon.control.access.Grants;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * On which terms something is put in force.
 *
 * @param message what the author writes about it; at most 1,000 characters
 * @param ifHead only if the head is this revision; empty for any
 * @param dryRun plan only: nothing is written
 * @param patience longest wait for the nodes; zero to one minute
 * @param access what the author may touch
 */
public record Terms(
        Author author,
        String message,
        OptionalLong ifHead,
        boolean dryRun,
        Duration patience,
        Grants access,
        Manner manner) {
    private static final int MAX_MESSAGE = 1_000;
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    /** On plain terms. */
    public Terms(Author author, String message, OptionalLong ifHead, boolean dryRun, Duration patience, Grants access) {
        this(author, message, ifHead, dryRun, patience, access, Manner.PLAIN);
    }

    public Terms {
        if (message.length() > MAX_MESSAGE) {
            throw new IllegalArgumentException(
                    "message has " + message.length() + " characters; must be at most " + MAX_MESSAGE);
        }
        if (patience.isNegative() || patience.compareTo(MAX_WAIT) > 0) {
            throw new IllegalArgumentException("wait is " + patience + "; must be zero to " + MAX_WAIT);
        }
    }

    /** The same in that manner. */
    public Terms in(Manner other) {
        return new Terms(author, message, ifHead, dryRun, patience, access, other);
    }
}
