package dev.noon.control;

import dev.noon.control.SnapshotTarget.Prepared;
import dev.noon.control.SnapshotTarget.Sharing;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * This node's half of a strict change: prepares the candidate, votes, and keeps what it prepared until the candidate is
 * committed, withdrawn or overdue. Not thread-safe.
 */
final class Voter {
    private static final Logger LOG = System.getLogger(Voter.class.getName());

    private final NodeIdentity node;
    private final Candidates candidates;
    private final History history;
    private final SealedTexts secrets;
    private final SnapshotTarget target;
    private final Clocks clocks;
    private Optional<Ready> ready = Optional.empty();
    private String answered = "";

    private record Ready(Candidate candidate, Prepared snapshot) {}

    Voter(NodeIdentity node, Candidates candidates, History history, Reconciler.Parts parts) {
        this.node = node;
        this.candidates = candidates;
        this.history = history;
        this.secrets = parts.secrets();
        this.target = parts.snapshots();
        this.clocks = parts.clocks();
    }

    /** Looks whether there is something to vote on, and votes. */
    void follow(Supplier<Tip> newest) {
        Optional<Candidate> candidate = candidates
                .current(node.environment())
                .filter(one -> !one.isOverdue(clocks.wall().millis()));
        String wanted = candidate.map(Candidate::hash).orElse("");
        if (ready.filter(mine -> !mine.candidate().hash().equals(wanted)).isPresent()) {
            forget();
        }
        if (candidate.isPresent() && !answered.equals(wanted)) {
            Tip tip = newest.get();
            if (tip.chain().equals(candidate.get().previous())) {
                answered = wanted;
                candidates.vote(candidate.get(), vote(candidate.get(), tip));
            }
        }
    }

    /** What was prepared for {@code tip}, if anything was; what was prepared for another tip is given up. */
    Optional<Prepared> take(Tip tip) {
        Optional<Prepared> taken = ready.filter(mine -> mine.candidate().hash().equals(tip.chain()))
                .map(Ready::snapshot);
        if (taken.isPresent()) {
            ready = Optional.empty();
        } else {
            forget();
        }
        return taken;
    }

    /** Gives up what was prepared. */
    void forget() {
        ready.ifPresent(mine -> mine.snapshot().discard());
        ready = Optional.empty();
    }

    private Vote vote(Candidate candidate, Tip base) {
        forget();
        Optional<Refusal> refusal = prepare(candidate, base);
        refusal.ifPresent(why -> LOG.log(
                Level.WARNING,
                "a candidate for revision {0} refused: {1} {2}",
                why.revision(),
                why.field(),
                why.reason()));
        return new Vote(node, refusal, clocks.wall().millis());
    }

    private Optional<Refusal> prepare(Candidate candidate, Tip base) {
        Revision revision = candidate.revision();
        Commit commit = candidate.commit();
        try {
            Manifest manifest = base.manifest().after(revision.number(), commit.changes(), commit.tainted());
            if (!manifest.content().hex().equals(commit.content())) {
                return refused(revision, "it does not add up to the contents that it names", "");
            }
            Tip tip = history.extend(base, revision, manifest, Map.of());
            secrets.follow(tip.set(), base.set());
            ready = Optional.of(new Ready(candidate, target.prepare(tip.set(), Sharing.UNCHANGED)));
            return Optional.empty();
        } catch (Uncompilable e) {
            return refused(revision, String.valueOf(e.getMessage()), e.place());
        } catch (StoreUnavailable e) {
            throw e;
        } catch (DamagedLog e) {
            return refused(revision, String.valueOf(e.getMessage()), "");
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.log(Level.ERROR, "a candidate made the compiler fail", e);
            return refused(revision, "the compiler failed: " + e.getClass().getSimpleName(), "");
        }
    }

    private static Optional<Refusal> refused(Revision revision, String reason, String place) {
        return Optional.of(new Refusal(revision.number(), reason, place));
    }
}
