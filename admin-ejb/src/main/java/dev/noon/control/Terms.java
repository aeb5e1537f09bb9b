package dev.noon.control;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * On which terms something is put in force.
 *
 * @param message what the author writes about it; at most 1,000 characters
 * @param ifHead only if the head is this revision; empty for any
 * @param dryRun plan only: nothing is written
 * @param patience longest wait for the nodes; zero to one minute
 * @param prune of an apply: in the projects that the definitions belong to, what is not among them is deleted
 * @param idempotencyKey by what a repetition of the request is recognised; see {@link Idempotency}
 */
public record Terms(
        Author author,
        String message,
        OptionalLong ifHead,
        boolean dryRun,
        Duration patience,
        boolean prune,
        Optional<String> idempotencyKey) {
    private static final int MAX_MESSAGE = 1_000;
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    public Terms {
        if (message.length() > MAX_MESSAGE) {
            throw new IllegalArgumentException(
                    "message has " + message.length() + " characters; must be at most " + MAX_MESSAGE);
        }
        if (patience.isNegative() || patience.compareTo(MAX_WAIT) > 0) {
            throw new IllegalArgumentException("wait is " + patience + "; must be zero to " + MAX_WAIT);
        }
    }

    /** Terms that prune nothing and whose request has no key. */
    public Terms(Author author, String message, OptionalLong ifHead, boolean dryRun, Duration patience) {
        this(author, message, ifHead, dryRun, patience, false, Optional.empty());
    }

    /** The same, pruning or not. */
    public Terms withPrune(boolean pruning) {
        return new Terms(author, message, ifHead, dryRun, patience, pruning, idempotencyKey);
    }

    /** The same for a request that can be recognised. */
    public Terms withIdempotencyKey(Optional<String> key) {
        return new Terms(author, message, ifHead, dryRun, patience, prune, key);
    }
}
