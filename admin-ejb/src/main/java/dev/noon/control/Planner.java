package dev.noon.control;

import dev.noon.control.Consequences.Transition;
import dev.noon.control.Judge.Judgement;
import dev.noon.model.CallVariables;
import dev.noon.model.CallerVariables;
import dev.noon.model.Definition;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import dev.noon.model.Lints;
import dev.noon.model.PathVariables;
import dev.noon.model.Problem;
import dev.noon.model.ReadDefinition;
import dev.noon.model.References;
import dev.noon.model.Schemas;
import dev.noon.model.Verdict;
import dev.noon.model.Whole;
import dev.noon.model.tree.MapNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** Works out what a wish changes relative to a head. Reads old wordings through {@link Bodies}; writes nothing. */
final class Planner {
    private static final Comparator<PlannedChange> DELETIONS_FIRST = Comparator.comparing(
                    (PlannedChange planned) -> planned.change().action() != Action.DELETE)
            .thenComparing(planned -> planned.change().id());

    private final Schemas schemas;
    private final Judge judge;
    private final Bodies bodies;
    private final Statistics statistics;
    private final TargetRule targets;
    private final String environment;

    Planner(String environment, Deployments.Parts parts, TargetRule targets) {
        this.targets = targets;
        this.environment = environment;
        this.schemas = parts.reader().schemas();
        this.judge = parts.judge();
        this.bodies = parts.bodies();
        this.statistics = parts.statistics();
    }

    /**
     * The plan; without changes when everything is as wanted.
     *
     * @throws InvalidDefinitions if the resulting whole does not hold together
     */
    Plan plan(Tip head, Wanted wanted, Manner manner) {
        Map<DefinitionId, Definition> before = new HashMap<>();
        head.set().entries().forEach((id, versioned) -> before.put(id, versioned.definition()));
        Map<DefinitionId, Definition> after = new HashMap<>(before);
        wanted.absent().forEach(after::remove);
        wanted.present().forEach(read -> after.put(read.id(), read.definition()));
        Whole whole = new Whole(after, wanted.present(), wanted.absent(), environment);
        refuseUnlessSound(whole);
        Whole old = new Whole(before, List.of(), Set.of(), environment);
        Transition transition = new Transition(old, whole);
        List<PlannedChange> changes = changes(head.manifest(), wanted, new Dependents(transition));
        Tainting tainting = new Tainting(schemas, old, whole);
        SortedSet<String> natural = tainting.of(changes);
        SortedSet<String> flush =
                switch (manner.cache()) {
                    case AUTO -> natural;
                    case KEEP -> Collections.emptySortedSet();
                    case FLUSH -> tainting.touched(changes);
                };
        Effects.Entries entries = Consequences.entries(statistics.storedAnswers(), head.manifest(), flush);
        Effects effects =
                new Consequences(transition, changes, manner).of(natural, flush, entries, statistics::standings);
        List<Problem> warnings = new ArrayList<>(Lints.warnings(whole));
        warnings.addAll(CallerVariables.warnings(whole));
        return assemble(head, explained(changes, flush), flush, wanted).explained(effects, warnings);
    }

    private void refuseUnlessSound(Whole whole) {
        List<Problem> problems = new ArrayList<>(References.problems(whole));
        problems.addAll(Lints.errors(whole));
        problems.addAll(PathVariables.errors(whole));
        problems.addAll(CallVariables.errors(whole));
        problems.addAll(CallerVariables.errors(whole));
        if (problems.isEmpty()) {
            problems.addAll(targets.problems(whole));
        }
        if (!problems.isEmpty()) {
            Collections.sort(problems);
            throw new InvalidDefinitions(problems);
        }
    }

    private List<PlannedChange> changes(Manifest head, Wanted wanted, Dependents dependents) {
        List<PlannedChange> changes = new ArrayList<>();
        List<ReadDefinition> different = wanted.present().stream()
                .filter(read -> !hashIn(head, read.id()).equals(Optional.of(read.hash())))
                .toList();
        warm(head, different);
        for (ReadDefinition read : different) {
            Change change = new Change(read.id(), hashIn(head, read.id()), Optional.of(read.hash()));
            changes.add(judged(change, Optional.of(read.root()), dependents));
        }
        for (DefinitionId id : wanted.resealed()) {
            hashIn(head, id).ifPresent(same -> {
                Change change = new Change(id, Optional.of(same), Optional.of(same));
                changes.add(new PlannedChange(change, List.of(), Verdict.HOT, ""));
            });
        }
        for (DefinitionId id : wanted.absent()) {
            hashIn(head, id).ifPresent(old -> {
                Change change = new Change(id, Optional.of(old), Optional.empty());
                changes.add(judged(change, Optional.empty(), dependents));
            });
        }
        changes.sort(DELETIONS_FIRST);
        return changes;
    }

    private PlannedChange judged(Change change, Optional<MapNode> after, Dependents dependents) {
        Optional<MapNode> before = change.action() == Action.UPDATE
                ? change.oldHash().map(old -> bodies.read(old).root())
                : Optional.empty();
        List<FieldChange> fields =
                before.isPresent() && after.isPresent() ? FieldDiff.between(before.get(), after.get()) : List.of();
        Judgement judgement =
                judge.judge(new Judge.Step(change, fields, before, after)).or(dependents.judge(change));
        return new PlannedChange(change, fields, judgement.verdict(), judgement.reason());
    }

    /** Fetches every old wording in one go rather than one by one. */
    private void warm(Manifest head, List<ReadDefinition> different) {
        List<String> hashes = different.stream()
                .flatMap(read -> hashIn(head, read.id()).stream())
                .toList();
        if (hashes.size() > 1) {
            bodies.texts(hashes);
        }
    }

    private static Optional<String> hashIn(Manifest manifest, DefinitionId id) {
        return manifest.find(id).map(Manifest.Entry::hash);
    }

    private static List<PlannedChange> explained(List<PlannedChange> changes, SortedSet<String> flush) {
        return changes.stream()
                .map(planned -> planned.verdict() == Verdict.HOT
                        ? new PlannedChange(
                                planned.change(), planned.fields(), Verdict.HOT, reason(planned.change(), flush))
                        : planned)
                .toList();
    }

    private static String reason(Change change, SortedSet<String> flush) {
        if (change.action() == Action.UPDATE && change.oldHash().equals(change.newHash())) {
            return "its secrets are sealed with the current key; nothing else changes";
        }
        Kind kind = change.id().kind();
        if (kind != Kind.API_PROXY) {
            return kind.notYet()
                    .map(what -> "it is kept; " + what)
                    .orElse("every proxy that uses it is compiled again");
        }
        return switch (change.action()) {
            case CREATE -> "a new route";
            case DELETE -> "the route goes, and its stored answers with it";
            case UPDATE ->
                flush.contains(change.id().name()) ? "stored answers are dropped" : "stored answers are kept";
        };
    }

    private static Plan assemble(Tip head, List<PlannedChange> changes, SortedSet<String> flush, Wanted wanted) {
        List<Change> plain = changes.stream().map(PlannedChange::change).toList();
        List<String> tainted = List.copyOf(flush);
        Manifest manifest = head.manifest().after(head.number() + 1, plain, tainted);
        Map<String, ReadDefinition> written = new HashMap<>();
        wanted.present().stream()
                .filter(read -> !hashIn(head.manifest(), read.id()).equals(Optional.of(read.hash())))
                .forEach(read -> written.put(read.hash(), read));
        return new Plan(
                head.number() + 1,
                changes,
                tainted,
                kept(head, manifest) - tainted.size(),
                manifest,
                written,
                Effects.NONE,
                List.of());
    }

    private static int kept(Tip head, Manifest after) {
        return (int) head.manifest().entries().keySet().stream()
                .filter(id -> id.kind() == Kind.API_PROXY && after.entries().containsKey(id))
                .count();
    }
}
