package dev.noon.control.ejb;

import dev.noon.control.RevisionPublished;
import java.io.Serializable;

/** A {@link RevisionPublished} on its way through the grid. */
public record RevisionWakeUp(String environment, long number, String hash) implements Serializable {
    static RevisionWakeUp of(RevisionPublished event) {
        return new RevisionWakeUp(event.environment(), event.number(), event.hash());
    }

    RevisionPublished event() {
        return new RevisionPublished(environment, number, hash);
    }
}
