package dev.noon.control;

import dev.noon.control.access.Grants;
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
 * @param access what the author may touch
 * @param prune of an apply: in the projects that the definitions belong to, what is not among them is deleted
 * @param idempotencyKey by what a repetition of the request is recognised; see {@link Idempotency}
 */
public record Terms(
        Author author,
        String message,
        OptionalLong ifHead,
        boolean dryRun,
        Duration patience,
        Grants access,
        Manner manner,
        boolean prune,
        Optional<String> idempotencyKey) {
    private static final int MAX_MESSAGE = 1_000;
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    /** On plain terms: nothing is pruned, and the request has no key. */
    public Terms(Author author, String message, OptionalLong ifHead, boolean dryRun, Duration patience, Grants access) {
        this(author, message, ifHead, dryRun, patience, access, Manner.PLAIN, false, Optional.empty());
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
        return new Terms(author, message, ifHead, dryRun, patience, access, other, prune, idempotencyKey);
    }

    /** The same, pruning or not. */
    public Terms withPrune(boolean pruning) {
        return new Terms(author, message, ifHead, dryRun, patience, access, manner, pruning, idempotencyKey);
    }

    /** The same for a request that can be recognised. */
    public Terms withIdempotencyKey(Optional<String> key) {
        return new Terms(author, message, ifHead, dryRun, patience, access, manner, prune, key);
    }
}
