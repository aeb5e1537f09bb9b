package dev.noon.control.ejb;

import dev.noon.control.CandidateProposed;
import java.io.Serializable;

/** A {@link CandidateProposed} on its way through the grid. */
public record CandidateWakeUp(String environment, String hash) implements Serializable {
    static CandidateWakeUp of(CandidateProposed event) {
        return new CandidateWakeUp(event.environment(), event.hash());
    }

    CandidateProposed event() {
        return new CandidateProposed(environment, hash);
    }
}
