package dev.noon.control;

import java.util.List;
import java.util.Optional;

/**
 * The one candidate that an environment may have, and the votes for it. Thread-safe. Every method throws {@link
 * StoreUnavailable} within about three seconds when the store does not answer.
 */
public interface Candidates {
    /**
     * Puts {@code candidate} to the vote.
     *
     * @param nowMillis a candidate whose deadline is before this makes room
     * @return whether it has the place; false while another one has
     */
    boolean propose(Candidate candidate, long nowMillis);

    /** The candidate, overdue or not. */
    Optional<Candidate> current(String environment);

    /** Takes {@code candidate} and its votes away if it is still the one. */
    void withdraw(Candidate candidate);

    /** Votes; a later vote of the same node replaces it. Nothing happens if {@code candidate} is not the one any more. */
    void vote(Candidate candidate, Vote vote);

    /** The votes for {@code candidate} by node name; none if it is not the one any more. */
    List<Vote> votes(Candidate candidate);
}
