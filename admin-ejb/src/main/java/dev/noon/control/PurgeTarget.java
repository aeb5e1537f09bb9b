package dev.noon.control;

/**
 * What commands are about on this node: the answers that it stores, breakers, bans and counters. Called by one thread at a time, in
 * the order of the operations. An answer whose fill began under an older operation than the stamp of anything it belongs to is not
 * served any more.
 */
public interface PurgeTarget {
    /**
     * Stamps what {@code purge} names with operation {@code operation}.
     *
     * @param timeMillis when it was committed, milliseconds since the epoch
     */
    void purge(Operation.Command.Purge purge, long operation, long timeMillis);

    /**
     * Closes breakers, at once and only now.
     *
     * @param upstream name of the upstream; empty for every one
     * @param target address of the target; empty for every one
     */
    void resetBreakers(String upstream, String target);

    /** Ends the ban of that id, at once and only now; every one if it is empty. */
    void liftBan(String id);

    /**
     * Empties counters that no command of a higher number has emptied.
     *
     * @param limit which limit, 12 hexadecimal digits
     * @param identity hash of whose; empty for everybody
     */
    void resetCounters(String limit, String identity, long operation);

    /** Every operation up to {@code operation} has been applied; fills that begin from now on carry this number. */
    void advanceTo(long operation);
}
