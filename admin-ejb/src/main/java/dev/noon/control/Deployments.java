package dev.noon.control;

import dev.noon.control.Deployment.Outcome;
import dev.noon.model.Definition;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionReader;
import dev.noon.model.Reading;
import dev.noon.model.SourceFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Changes what should be true of one environment: apply, plan, delete, rollback. Thread-safe: changes of one instance queue up
 * behind a lock, changes of several instances race for the next number, and who loses plans anew on the winner's head.
 *
 * <p>A change of one definition costs three round trips to the store before the nodes are woken: what is new in the
 * log, the definition's text, the revision.
 */
public final class Deployments {
    /** Most characters of definition text in one apply. */
    public static final int MAX_CHARS = 8 * 1024 * 1024;
    /** Most definitions in one apply. */
    public static final int MAX_DEFINITIONS = 20_000;

    private static final int ATTEMPTS = 8;
    private static final long QUEUE_SECONDS = 10;

    private final String environment;
    private final Parts parts;
    private final History history;
    private final Planner planner;
    private final Wishes wishes;
    private final Repetitions repetitions;
    private final Checkpoints checkpoints;
    private final ReentrantLock committing = new ReentrantLock(true);
    private volatile Tip tip = Tip.START;

    /** What deployments work with. */
    public record Parts(
            Stores stores,
            Bodies bodies,
            DefinitionReader reader,
            Judge judge,
            RevisionFeed feed,
            Acknowledgements acknowledgements,
            Clocks clocks) {}

    public Deployments(String environment, Parts parts) {
        this.environment = environment;
        this.parts = parts;
        this.history = new History(environment, parts.stores().revisions(), parts.bodies());
        this.planner = new Planner(parts.reader().schemas(), parts.judge(), parts.bodies());
        this.wishes = new Wishes(environment, parts.bodies());
        this.repetitions = new Repetitions(environment, parts.stores().revisions(), parts.clocks());
        this.checkpoints = new Checkpoints(environment, parts.stores().revisions());
    }

    /**
     * Puts the definitions in {@code files} in force; what they do not name stays as it is.
     *
     * @throws InvalidDefinitions if anything is wrong with them
     * @throws TooLarge if they are too many
     * @throws StaleHead if the terms name another head
     * @throws KeyReused if the idempotency key belongs to another request
     * @throws Conflict if others were faster, again and again
     * @throws StoreUnavailable if the store is away
     */
    public Deployment apply(List<SourceFile> files, Terms terms) {
        checkSize(files);
        Reading reading = parts.reader().read(files);
        if (!reading.ok()) {
            throw new InvalidDefinitions(reading.problems());
        }
        if (reading.definitions().size() > MAX_DEFINITIONS) {
            throw new TooLarge(
                    reading.definitions().size() + " definitions; must be at most " + MAX_DEFINITIONS + " at once");
        }
        return deploy(
                terms,
                terms.prune() ? wishes.exactly(reading.definitions()) : wishes.definitions(reading.definitions()));
    }

    /**
     * Appends a revision without {@code ids}. Throws what {@link #apply} throws.
     *
     * @throws NotFound if one of them is not in force
     * @throws StillUsed if others refer to one of them
     */
    public Deployment delete(Set<DefinitionId> ids, Terms terms) {
        try {
            return deploy(terms, wishes.without(ids));
        } catch (InvalidDefinitions e) {
            throw new StillUsed(ids, e.problems());
        }
    }

    /**
     * Appends a revision whose content is exactly that of revision {@code number}: what was added later goes, what was
     * removed comes back. Throws what {@link #apply} throws.
     *
     * @throws NotFound if there is no such revision
     */
    public Deployment rollback(long number, Terms terms) {
        return deploy(terms, wishes.contents(number, history.at(number)));
    }

    /** The newest revision and what it puts in force; one round trip when nothing is new. */
    public Tip head() {
        Tip head = history.follow(tip);
        tip = head;
        return head;
    }

    /** The environment's log. */
    public History history() {
        return history;
    }

    /** Definition texts by hash. */
    public Bodies bodies() {
        return parts.bodies();
    }

    /** Receipts and members. */
    public Acknowledgements acknowledgements() {
        return parts.acknowledgements();
    }

    private static void checkSize(List<SourceFile> files) {
        long chars = 0;
        for (SourceFile file : files) {
            chars += file.text().length();
        }
        if (chars > MAX_CHARS) {
            throw new TooLarge(chars + " characters of definitions; must be at most " + MAX_CHARS + " at once");
        }
    }

    private Deployment deploy(Terms terms, Wish wish) {
        Optional<Idempotency> asked =
                terms.idempotencyKey().filter(key -> !terms.dryRun()).map(key -> new Idempotency(key, wish.request()));
        Step step;
        enter();
        try {
            step = step(terms, wish, asked);
        } finally {
            committing.unlock();
        }
        if (step instanceof Step.Committed committed) {
            return awaited(committed, terms);
        }
        return step instanceof Step.Repeated repeated
                ? replayed(repeated.revision(), terms)
                : ((Step.Done) step).deployment();
    }

    /** How far a change came while no other change of this manager could be under way. */
    private sealed interface Step {
        /** There is nothing to wait for. */
        record Done(Deployment deployment) implements Step {}

        /** A revision was appended and announced. */
        record Committed(Revision revision, Plan plan, long atNanos) implements Step {}

        /** An earlier attempt has appended it. */
        record Repeated(Revision revision) implements Step {}
    }

    private Step step(Terms terms, Wish wish, Optional<Idempotency> asked) {
        for (int attempt = 1; ; attempt++) {
            Tip head = head();
            Optional<Revision> earlier = asked.flatMap(it -> repetitions.find(terms.author(), it, head.number()));
            if (earlier.isPresent()) {
                return new Step.Repeated(earlier.get());
            }
            checkHead(terms.ifHead(), head);
            Plan plan = planner.plan(head, wish.onHead().apply(head));
            if (plan.changes().isEmpty()) {
                return new Step.Done(unchanged(head, plan));
            }
            refuseUnlessHot(plan);
            Revision revision = revision(head, plan, terms, asked);
            if (terms.dryRun()) {
                return new Step.Done(new Deployment(Outcome.PLANNED, Optional.of(revision), plan, Acknowledged.NONE));
            }
            if (!(commit(revision, plan) instanceof Appended.Taken taken)) {
                return publish(head, revision, plan);
            }
            giveUpAfter(attempt, taken.winner());
        }
    }

    private Deployment awaited(Step.Committed committed, Terms terms) {
        Acknowledged acknowledged =
                parts.acknowledgements().revision(committed.revision().number(), committed.atNanos(), terms.patience());
        return new Deployment(Outcome.APPLIED, Optional.of(committed.revision()), committed.plan(), acknowledged);
    }

    /** The answer that the earlier attempt got, or would have got, had it not been cut off. */
    private Deployment replayed(Revision revision, Terms terms) {
        Plan plan = planner.plan(history.before(revision, head()), wishes.step(revision));
        parts.acknowledgements()
                .revision(revision.number(), parts.clocks().ticker().nanos(), terms.patience());
        Acknowledged acknowledged = parts.acknowledgements().of(revision);
        return new Deployment(Outcome.APPLIED, Optional.of(revision), plan, acknowledged, true);
    }

    private void enter() {
        try {
            if (!committing.tryLock(QUEUE_SECONDS, TimeUnit.SECONDS)) {
                throw new Conflict("other changes were being committed for " + QUEUE_SECONDS + " s; try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Conflict("interrupted while other changes were being committed");
        }
    }

    private void checkHead(OptionalLong expected, Tip head) {
        if (expected.isPresent() && expected.getAsLong() != head.number()) {
            Optional<Revision> winner = head.number() == 0 ? Optional.empty() : Optional.of(history.get(head.number()));
            throw new StaleHead(expected.getAsLong(), winner);
        }
    }

    private static void refuseUnlessHot(Plan plan) {
        if (plan.verdict() != Verdict.HOT) {
            throw new NotHot(plan);
        }
    }

    private Deployment unchanged(Tip head, Plan plan) {
        if (head.number() == 0) {
            return new Deployment(Outcome.UNCHANGED, Optional.empty(), plan, Acknowledged.NONE);
        }
        Revision revision = history.get(head.number());
        Acknowledged acknowledged = parts.acknowledgements().of(revision);
        return new Deployment(Outcome.UNCHANGED, Optional.of(revision), plan, acknowledged);
    }

    private Revision revision(Tip head, Plan plan, Terms terms, Optional<Idempotency> asked) {
        List<Change> changes =
                plan.changes().stream().map(PlannedChange::change).toList();
        Commit commit = new Commit(
                plan.manifest().content().hex(),
                changes,
                plan.flush(),
                terms.author(),
                terms.message(),
                parts.clocks().wall().millis());
        return Revision.of(environment, head.number() + 1, head.chain(), commit.answering(asked));
    }

    private Appended commit(Revision revision, Plan plan) {
        parts.bodies().put(plan.written().values());
        return parts.stores().revisions().append(revision);
    }

    private static void giveUpAfter(int attempt, Revision winner) {
        if (attempt == ATTEMPTS) {
            throw new Conflict(winner, attempt);
        }
    }

    private Step.Committed publish(Tip head, Revision revision, Plan plan) {
        long atNanos = parts.clocks().ticker().nanos();
        parts.feed().announce(new RevisionPublished(environment, revision.number(), revision.hash()));
        Map<String, Definition> known = new HashMap<>();
        plan.written().forEach((hash, read) -> known.put(hash, read.definition()));
        tip = history.extend(head, revision, plan.manifest(), known);
        repetitions.appended(revision);
        checkpoints.after(revision, plan.manifest());
        return new Step.Committed(revision, plan, atNanos);
    }
}
