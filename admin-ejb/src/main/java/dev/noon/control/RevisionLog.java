package dev.noon.control;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The append-only log of every environment, and the definition texts that its revisions name by hash. Thread-safe.
 * Every method throws {@link StoreUnavailable} within about three seconds when the store does not answer.
 */
public interface RevisionLog extends ChainedLog<Revision> {
    /**
     * {@inheritDoc}
     *
     * @throws DamagedLog if a revision is not what its hash says
     */
    @Override
    List<Revision> range(String environment, long first, int count);

    /** What identifies one revision, without what it changed; empty when there is none of that number. */
    Optional<Mark> mark(String environment, long number);

    /**
     * A revision's identity.
     *
     * @param hash hash of the revision
     * @param content content hash of what is in force after it
     */
    record Mark(String hash, String content) {}

    /**
     * Those among {@code count} consecutive numbers whose requests had an idempotency key, ascending. They are for
     * finding a revision, which is then read and checked.
     */
    default List<Claim> claims(String environment, long first, int count) {
        return range(environment, first, count).stream()
                .flatMap(revision -> Claim.of(revision).stream())
                .toList();
    }

    /**
     * Commits {@code revision}, or tells whose revision has the number. One insert decides; when this throws, the
     * outcome is unknown and the revision may appear later, but never twice.
     */
    Appended append(Revision revision);

    /** Keeps texts under their hashes; those already kept are left alone. */
    void putBodies(Map<String, String> textByHash);

    /** The texts that are kept, by hash; those that are not kept are absent. */
    Map<String, String> bodies(Collection<String> hashes);

    /** Keeps a checkpoint unless its slot has one already. */
    void putCheckpoint(String environment, Checkpoint checkpoint);

    /** The newest checkpoint whose revision is {@code atOrBefore} or lower, among the last few slots. */
    Optional<Checkpoint> checkpoint(String environment, long atOrBefore);
}
