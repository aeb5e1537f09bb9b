package dev.noon.control;

import java.util.Optional;

/**
 * A revision that answers a request with an idempotency key.
 *
 * @param actor whose key it is: keys of different callers have nothing to do with each other
 * @param timeMillis time of the commit, milliseconds since the epoch
 */
public record Claim(long number, String actor, Idempotency idempotency, long timeMillis) {
    /** The claim of a revision, if its request had a key. */
    public static Optional<Claim> of(Revision revision) {
        Commit commit = revision.commit();
        return commit.idempotency()
                .map(it -> new Claim(revision.number(), commit.author().actor(), it, commit.timeMillis()));
    }
}
