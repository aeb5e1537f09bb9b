package dev.noon.control;

import dev.noon.control.Deployment.Outcome;
import dev.noon.control.secret.Vault;
import dev.noon.model.Definition;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionReader;
import dev.noon.model.ReadDefinition;
import dev.noon.model.Reading;
import dev.noon.model.SourceFile;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Changes what should be true of one environment: apply, plan, rollback. Thread-safe: changes of one instance queue up
 * behind a lock, changes of several instances race for the next number, and who loses plans anew on the winner's head.
 *
 * <p>A change of one definition costs four round trips to the store before the nodes are woken: what is new in the
 * log, whether the head still stands there, the definition's text, the revision.
 */
public final class Deployments {
    /** Most characters of definition text in one apply. */
    public static final int MAX_CHARS = 8 * 1024 * 1024;
    /** Most definitions in one apply. */
    public static final int MAX_DEFINITIONS = 20_000;

    private static final Logger LOG = System.getLogger(Deployments.class.getName());
    private static final int ATTEMPTS = 8;
    private static final long QUEUE_SECONDS = 10;

    private final String environment;
    private final Parts parts;
    private final History history;
    private final Planner planner;
    private final TargetRule targets;
    private final Sealing sealing;
    private final Resealing resealing;
    private final ReentrantLock committing = new ReentrantLock(true);
    private volatile Tip tip = Tip.START;
    private volatile long checkpointed;

    /** What deployments work with. */
    public record Parts(
            Stores stores,
            Bodies bodies,
            DefinitionReader reader,
            Judge judge,
            RevisionFeed feed,
            Vault vault,
            Acknowledgements acknowledgements,
            Clocks clocks) {}

    /** Deployments to whatever targets. */
    public Deployments(String environment, Parts parts) {
        this(environment, parts, TargetRule.any());
    }

    /** @param targets says where upstreams may not send requests */
    public Deployments(String environment, Parts parts, TargetRule targets) {
        this.environment = environment;
        this.targets = targets;
        this.parts = parts;
        this.history = new History(environment, parts.stores().revisions(), parts.bodies());
        this.planner = new Planner(environment, parts.reader().schemas(), parts.judge(), parts.bodies());
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
        targets.check(reading.definitions());
        Wanted named = new Wanted(reading.definitions(), Set.of());
        return deploy(terms, head -> {
            // Before sealing: whether a secret is the one in force is nothing for strangers.
            Touched.check(environment, head, named, terms);
            return sealing.wanted(head, reading.definitions());
        });
    }

    /**
     * Appends a revision whose content is exactly that of revision {@code number}: what was added later goes, what was
     * removed comes back. Throws what {@link #apply} throws.
     *
     * @throws NotFound if there is no such revision
     */
    public Deployment rollback(long number, Terms terms) {
        Manifest target = history.at(number);
        return deploy(terms, head -> difference(head.manifest(), target));
    }

    /**
     * Seals every secret with the current key and appends a revision that says so; nothing else changes. Unchanged when
     * that was done already. Throws what {@link #rollback} throws.
     *
     * @throws NotSealable if a secret does not open, or there is no key
     */
    public Deployment reseal(Terms terms) {
        return deploy(terms, resealing::wanted);
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

    private static void checkSize(List<SourceFile> files) {
        long chars = 0;
        for (SourceFile file : files) {
            chars += file.text().length();
        }
        if (chars > MAX_CHARS) {
            throw new TooLarge(chars + " characters of definitions; must be at most " + MAX_CHARS + " at once");
        }
    }

    private Wanted difference(Manifest head, Manifest target) {
        Set<DefinitionId> absent = new HashSet<>(head.entries().keySet());
        absent.removeAll(target.entries().keySet());
        List<String> hashes = new ArrayList<>();
        target.entries().forEach((id, entry) -> {
            if (!head.find(id).map(Manifest.Entry::hash).equals(Optional.of(entry.hash()))) {
                hashes.add(entry.hash());
            }
        });
        Map<String, String> texts = parts.bodies().texts(hashes);
        List<ReadDefinition> present = new ArrayList<>();
        hashes.forEach(hash -> present.add(parts.bodies().parse(hash, texts.getOrDefault(hash, ""))));
        return new Wanted(present, absent);
    }

    private Deployment deploy(Terms terms, Function<Tip, Wanted> wish) {
        enter();
        Committed committed;
        try {
            for (int attempt = 1; ; attempt++) {
                Tip head = head();
                checkHead(terms.ifHead(), head);
                Wanted wanted = wish.apply(head);
                Touched.check(environment, head, wanted, terms);
                Plan plan = planner.plan(head, wanted);
                if (plan.changes().isEmpty() && wanted.sealed().isEmpty()) {
                    return unchanged(head, plan);
                }
                refuseUnlessHot(plan);
                Revision revision = revision(head, plan, terms);
                if (terms.dryRun()) {
                    return new Deployment(Outcome.PLANNED, Optional.of(revision), plan, Acknowledged.NONE);
                }
                if (commit(revision, plan, wanted) instanceof Appended.Taken taken) {
                    giveUpAfter(attempt, taken.winner());
                    continue;
                }
                committed = publish(head, revision, plan);
                break;
            }
        } finally {
            committing.unlock();
        }
        Acknowledged acknowledged =
                parts.acknowledgements().revision(committed.revision().number(), committed.atNanos(), terms.patience());
        return new Deployment(Outcome.APPLIED, Optional.of(committed.revision()), committed.plan(), acknowledged);
    }

    private record Committed(Revision revision, Plan plan, long atNanos) {}

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

    private static void checkHead(OptionalLong expected, Tip head) {
        if (expected.isPresent() && expected.getAsLong() != head.number()) {
            throw new StaleHead(expected.getAsLong(), head.number());
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

    private Revision revision(Tip head, Plan plan, Terms terms) {
        List<Change> changes =
                plan.changes().stream().map(PlannedChange::change).toList();
        Commit commit = new Commit(
                plan.manifest().content().hex(),
                changes,
                plan.flush(),
                terms.author(),
                terms.message(),
                parts.clocks().wall().millis());
        return Revision.of(environment, head.number() + 1, head.chain(), commit);
    }

    private Appended commit(Revision revision, Plan plan, Wanted wanted) {
        parts.bodies().put(plan.written().values());
        if (!wanted.sealed().isEmpty()) {
            parts.stores().secrets().put(environment, wanted.sealed());
        }
        return parts.stores().revisions().append(revision);
    }

    private static void giveUpAfter(int attempt, Revision winner) {
        if (attempt == ATTEMPTS) {
            throw new Conflict(winner, attempt);
        }
    }

    private Committed publish(Tip head, Revision revision, Plan plan) {
        long atNanos = parts.clocks().ticker().nanos();
        parts.feed().announce(new RevisionPublished(environment, revision.number(), revision.hash()));
        Map<String, Definition> known = new HashMap<>();
        plan.written().forEach((hash, read) -> known.put(hash, read.definition()));
        tip = history.extend(head, revision, plan.manifest(), known);
        checkpoint(revision, plan.manifest());
        return new Committed(revision, plan, atNanos);
    }

    private void checkpoint(Revision revision, Manifest manifest) {
        long slot = Checkpoint.slot(revision.number());
        if (slot <= checkpointed) {
            return;
        }
        try {
            parts.stores()
                    .revisions()
                    .putCheckpoint(environment, new Checkpoint(revision.number(), revision.hash(), manifest));
            checkpointed = slot;
        } catch (StoreUnavailable e) {
            LOG.log(
                    Level.WARNING,
                    "checkpoint after revision {0} not written; the next revision writes it",
                    revision.number());
        }
    }
}
