package dev.noon.control;

import java.util.List;
import java.util.Optional;

/** Makes a revision of a plan and puts it into the store, after the nodes' votes where it is to be strict. Thread-safe. */
final class Committer {
    private final String environment;
    private final Deployments.Parts parts;
    private final Ballot ballot;
    private final Turns turns;

    Committer(String environment, Deployments.Parts parts, Turns turns) {
        this.environment = environment;
        this.parts = parts;
        this.ballot = new Ballot(parts);
        this.turns = turns;
    }

    /** The revision that would follow {@code head}. */
    Revision draft(Tip head, Plan plan, Terms terms, Optional<Idempotency> asked) {
        List<Change> changes =
                plan.changes().stream().map(PlannedChange::change).toList();
        Commit commit = new Commit(
                plan.manifest().content().hex(),
                changes,
                plan.flush(),
                terms.author(),
                terms.message(),
                parts.clocks().wall().millis());
        return Revision.of(
                environment,
                head.number() + 1,
                head.chain(),
                commit.in(terms.manner()).answering(asked));
    }

    /**
     * Keeps what {@code revision} names, then appends it, or tells whose revision has the number. While nodes vote,
     * others may take it.
     *
     * @throws Aborted if the terms are strict and a live node could not prepare it in time
     */
    Appended append(Revision revision, Plan plan, Wanted wanted, Terms terms) {
        parts.bodies().put(plan.written().values());
        if (!wanted.sealed().isEmpty()) {
            parts.stores().secrets().put(environment, wanted.sealed());
        }
        if (!terms.manner().strict()) {
            return parts.stores().revisions().append(revision);
        }
        Candidate candidate = turns.aside(() -> ballot.hold(revision, terms.patience()));
        try {
            return parts.stores().revisions().append(revision);
        } finally {
            ballot.withdraw(candidate);
        }
    }
}
