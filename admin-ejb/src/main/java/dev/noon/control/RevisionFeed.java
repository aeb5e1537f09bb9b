package dev.noon.control;

/**
 * Wakes the nodes up, this one included. Fast, thread-safe, delivers at most once and in any order; never throws: a
 * lost wake-up is repaired by the reconcile timer.
 */
public interface RevisionFeed {
    /** A revision was committed. */
    void announce(RevisionPublished event);

    /** An operation was committed. */
    void announce(OperationPublished event);

    /** A candidate is put to the vote. */
    void announce(CandidateProposed event);
}
