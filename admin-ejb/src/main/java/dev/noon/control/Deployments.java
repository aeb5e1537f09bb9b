package dev.noon.control;

import dev.noon.control.Deployment.Outcome;
import dev.noon.control.secret.Vault;
import dev.noon.model.Definition;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionReader;
import dev.noon.model.ReadDefinition;
import dev.noon.model.SourceFile;
import dev.noon.model.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Changes what should be true of one environment: apply, plan, delete, rollback. Thread-safe: changes of one instance take
 * {@link Turns}, changes of several instances race for the next number, and who loses plans anew on the winner's head.
 *
 * <p>A change of one definition costs four round trips to the store before the nodes are woken: what is new in the
 * log, whether the head still stands there, the definition's text, the revision.
 */
public final class Deployments {
    /** Most characters of definition text in one apply. */
    public static final int MAX_CHARS = Intake.MAX_CHARS;

    private static final int ATTEMPTS = 8;

    private final String environment;
    private final Parts parts;
    private final History history;
    private final Planner planner;
    private final Wishes wishes;
    private final Repetitions repetitions;
    private final Checkpoints checkpoints;
    private final Committer committer;
    private final Intake intake;
    private final Sealing sealing;
    private final Resealing resealing;
    private final Turns turns = new Turns();
    private volatile Tip tip = Tip.START;

    /** What deployments work with. */
    public record Parts(
            Stores stores,
            Bodies bodies,
            DefinitionReader reader,
            Judge judge,
            RevisionFeed feed,
            Vault vault,
            Acknowledgements acknowledgements,
            Statistics statistics,
            Clocks clocks) {}

    /** Deployments to whatever targets. */
    public Deployments(String environment, Parts parts) {
        this(environment, parts, TargetRule.any());
    }

    /** @param targets says where upstreams may not send requests */
    public Deployments(String environment, Parts parts, TargetRule targets) {
        this.environment = environment;
        this.intake = new Intake(parts.reader());
        this.parts = parts;
        this.history = new History(environment, parts.stores().revisions(), parts.bodies());
        this.planner = new Planner(environment, parts, targets);
        this.wishes = new Wishes(environment, parts);
        this.repetitions = new Repetitions(environment, parts.stores().revisions(), parts.clocks());
        this.checkpoints = new Checkpoints(environment, parts.stores().revisions());
        this.committer = new Committer(environment, parts, turns);
        SealedSecrets secrets = parts.stores().secrets();
        this.sealing = new Sealing(environment, parts.reader(), secrets, parts.vault());
        this.resealing = new Resealing(environment, secrets, parts.vault());
    }

    /**
     * Puts the definitions in {@code files} in force; what they do not name stays as it is.
     *
     * @throws InvalidDefinitions if anything is wrong with them
     * @throws Forbidden if the author may not touch what they name
     * @throws TooLarge if they are too many
     * @throws StaleHead if the terms name another head
     * @throws KeyReused if the idempotency key belongs to another request
     * @throws NotHot if a change is graver than the terms allow for
     * @throws Aborted if the terms are strict and a live node could not prepare it in time
     * @throws Conflict if others were faster, again and again
     * @throws StoreUnavailable if the store is away
     */
    public Deployment apply(List<SourceFile> files, Terms terms) {
        List<ReadDefinition> definitions = intake.read(files);
        Wish named = terms.prune() ? wishes.exactly(definitions) : wishes.definitions(definitions);
        return deploy(terms, named.settledBy(this::sealed));
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
            throw new StillUsed(e.problems());
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

    /**
     * Seals every secret with the current key and appends a revision that says so; nothing else changes. Unchanged when
     * that was done already. Throws what {@link #rollback} throws.
     *
     * @throws NotSealable if a secret does not open, or there is no key
     */
    public Deployment reseal(Terms terms) {
        return deploy(terms, wishes.resealed(resealing::wanted));
    }

    /** Every secret that some revision names, without the secret. */
    public List<KeptSecret> secrets() {
        return resealing.kept(head());
    }

    /** Names of the keys that open secrets at this manager, the current one first. */
    public List<String> keys() {
        return parts.vault().ids();
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

    private Wanted sealed(Tip head, Wanted named) {
        return sealing.wanted(head, named.present()).without(named.absent());
    }

    private Deployment deploy(Terms terms, Wish wish) {
        List<Idempotency> asked = terms.idempotencyKey().filter(key -> !terms.dryRun()).stream()
                .flatMap(key -> wish.requests(terms.manner()).stream().map(request -> new Idempotency(key, request)))
                .toList();
        boolean votes = terms.manner().strict() && !terms.dryRun();
        Step step = turns.inTurn(votes, () -> step(terms, wish, asked));
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

    /** @param asked how the request may have been noted before, and first how it is noted now; empty without a key */
    private Step step(Terms terms, Wish wish, List<Idempotency> asked) {
        for (int attempt = 1; ; attempt++) {
            Tip head = head();
            Optional<Revision> earlier = repetitions.find(terms.author(), asked, head.number());
            if (earlier.isPresent()) {
                return new Step.Repeated(earlier.get());
            }
            checkHead(terms.ifHead(), head);
            Wanted named = wish.onHead().apply(head);
            // Before sealing: whether a secret is the one in force is nothing for strangers.
            Touched.check(environment, head, named, terms);
            Wanted wanted = wish.settle().apply(head, named);
            Plan plan = planner.plan(head, wanted, terms.manner());
            if (plan.changes().isEmpty() && wanted.sealed().isEmpty()) {
                return new Step.Done(unchanged(head, plan));
            }
            Revision revision =
                    committer.draft(head, plan, terms, asked.stream().findFirst());
            if (terms.dryRun()) {
                return new Step.Done(new Deployment(Outcome.PLANNED, Optional.of(revision), plan, Acknowledged.NONE));
            }
            refuseUnlessPossible(plan, terms.manner());
            if (!(committer.append(revision, plan, wanted, terms) instanceof Appended.Taken taken)) {
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
        Tip before = history.before(revision, head());
        Wanted step = wishes.step(revision);
        Touched.check(environment, before, step, terms);
        Plan plan = planner.plan(before, step, revision.commit().manner());
        parts.acknowledgements()
                .revision(revision.number(), parts.clocks().ticker().nanos(), terms.patience());
        Acknowledged acknowledged = parts.acknowledgements().of(revision);
        return new Deployment(Outcome.APPLIED, Optional.of(revision), plan, acknowledged, true);
    }

    private void checkHead(OptionalLong expected, Tip head) {
        if (expected.isPresent() && expected.getAsLong() != head.number()) {
            Optional<Revision> winner = head.number() == 0 ? Optional.empty() : Optional.of(history.get(head.number()));
            throw new StaleHead(expected.getAsLong(), winner);
        }
    }

    private static void refuseUnlessPossible(Plan plan, Manner manner) {
        Verdict gravest = manner.rollout() ? Verdict.DRAIN : Verdict.HOT;
        if (plan.verdict().compareTo(gravest) > 0) {
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
