package dev.noon.control;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** The manager's half of a strict change: asks every live node before anything is committed. Thread-safe. */
final class Ballot {
    /** How long nodes have when nobody says. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Nodes keep what they prepared for as long as the manager may still commit it, and a little longer. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private static final Logger LOG = System.getLogger(Ballot.class.getName());

    private final Candidates candidates;
    private final Acknowledgements acknowledgements;
    private final RevisionFeed feed;
    private final Clocks clocks;

    Ballot(Deployments.Parts parts) {
        this.candidates = parts.stores().candidates();
        this.acknowledgements = parts.acknowledgements();
        this.feed = parts.feed();
        this.clocks = parts.clocks();
    }

    /**
     * Returns when every live node has prepared {@code revision}, whose definitions must be in the store.
     *
     * @return the candidate, to be withdrawn once the revision is committed or lost its number
     * @throws Aborted if a node cannot, or none answers in time; the candidate is withdrawn
     * @throws Conflict if another candidate is being voted on
     */
    Candidate hold(Revision revision, Duration wait) {
        Duration patience = wait.isZero() ? PATIENCE : wait;
        long now = clocks.wall().millis();
        Candidate candidate = Candidate.of(revision, now + patience.plus(SLACK).toMillis());
        if (!candidates.propose(candidate, now)) {
            throw new Conflict("another strict change is being voted on; try again");
        }
        boolean carried = false;
        try {
            long atNanos = clocks.ticker().nanos();
            feed.announce(new CandidateProposed(candidate.environment(), candidate.hash()));
            Acknowledged votes = acknowledgements.votes(candidate, atNanos, patience);
            if (!votes.complete()) {
                throw new Aborted(votes);
            }
            carried = true;
            return candidate;
        } finally {
            if (!carried) {
                withdraw(candidate);
            }
        }
    }

    /** Takes the candidate away; if that cannot be done its deadline does it. */
    void withdraw(Candidate candidate) {
        try {
            candidates.withdraw(candidate);
        } catch (StoreUnavailable e) {
            LOG.log(Level.WARNING, "a candidate stays until its deadline: {0}", e.getMessage());
        }
    }
}
