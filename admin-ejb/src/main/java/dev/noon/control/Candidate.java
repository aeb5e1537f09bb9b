package dev.noon.control;

/**
 * A revision that might be: nodes prepare it and vote, and only if all of them can is it committed. It has no number
 * until then; it stands for what would follow revision {@code base}.
 *
 * @param hash hash of the revision that it would be; its identity
 * @param previous hash of revision {@code base}
 * @param deadlineMillis when it is void, whatever was voted; milliseconds since the epoch
 */
public record Candidate(
        String environment, String hash, long base, String previous, Commit commit, long deadlineMillis) {
    /** The candidate for {@code revision}, which was not committed. */
    static Candidate of(Revision revision, long deadlineMillis) {
        return new Candidate(
                revision.environment(),
                revision.hash(),
                revision.number() - 1,
                revision.previous(),
                revision.commit(),
                deadlineMillis);
    }

    /** The revision that it would be. */
    Revision revision() {
        return Revision.of(environment, base + 1, previous, commit);
    }

    /** Whether its time is over. */
    boolean isOverdue(long nowMillis) {
        return nowMillis >= deadlineMillis;
    }
}
