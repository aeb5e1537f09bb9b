package dev.noon.control;

import dev.noon.model.Definition;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import dev.noon.model.Lints;
import dev.noon.model.Problem;
import dev.noon.model.ReadDefinition;
import dev.noon.model.References;
import dev.noon.model.Schemas;
import dev.noon.model.Whole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** Works out what a wish changes relative to a head. Reads old wordings through {@link Bodies}; writes nothing. */
final class Planner {
    private final Schemas schemas;
    private final Judge judge;
    private final Bodies bodies;
    private final String environment;

    Planner(String environment, Schemas schemas, Judge judge, Bodies bodies) {
        this.environment = environment;
        this.schemas = schemas;
        this.judge = judge;
        this.bodies = bodies;
    }

    /**
     * The plan; without changes when everything is as wanted.
     *
     * @throws InvalidDefinitions if the resulting whole does not hold together
     */
    Plan plan(Tip head, Wanted wanted) {
        Map<DefinitionId, Definition> before = new HashMap<>();
        head.set().entries().forEach((id, versioned) -> before.put(id, versioned.definition()));
        Map<DefinitionId, Definition> after = new HashMap<>(before);
        wanted.absent().forEach(after::remove);
        wanted.present().forEach(read -> after.put(read.id(), read.definition()));
        Whole whole = new Whole(after, wanted.present(), wanted.absent(), environment);
        refuseUnlessSound(whole);
        List<PlannedChange> changes = changes(head.manifest(), wanted);
        Whole old = new Whole(before, List.of(), Set.of(), environment);
        SortedSet<String> flush = new Tainting(schemas, old, whole).of(changes);
        return assemble(head, explained(changes, flush), flush, wanted).warning(Lints.warnings(whole));
    }

    private static void refuseUnlessSound(Whole whole) {
        List<Problem> problems = new ArrayList<>(References.problems(whole));
        problems.addAll(Lints.errors(whole));
        if (!problems.isEmpty()) {
            Collections.sort(problems);
            throw new InvalidDefinitions(problems);
        }
    }

    private List<PlannedChange> changes(Manifest head, Wanted wanted) {
        List<PlannedChange> changes = new ArrayList<>();
        List<ReadDefinition> different = wanted.present().stream()
                .filter(read -> !hashIn(head, read.id()).equals(Optional.of(read.hash())))
                .toList();
        warm(head, different);
        for (ReadDefinition read : different) {
            changes.add(judged(new Change(read.id(), hashIn(head, read.id()), Optional.of(read.hash())), read));
        }
        for (DefinitionId id : wanted.resealed()) {
            hashIn(head, id).ifPresent(same -> {
                Change change = new Change(id, Optional.of(same), Optional.of(same));
                changes.add(new PlannedChange(change, List.of(), judge.judge(change, List.of()), ""));
            });
        }
        for (DefinitionId id : wanted.absent()) {
            hashIn(head, id).ifPresent(old -> {
                Change change = new Change(id, Optional.of(old), Optional.empty());
                changes.add(new PlannedChange(change, List.of(), judge.judge(change, List.of()), ""));
            });
        }
        changes.sort((a, b) -> a.change().id().compareTo(b.change().id()));
        return changes;
    }

    private PlannedChange judged(Change change, ReadDefinition read) {
        List<FieldChange> fields = change.oldHash()
                .map(old -> FieldDiff.between(bodies.read(old).root(), read.root()))
                .orElse(List.of());
        return new PlannedChange(change, fields, judge.judge(change, fields), "");
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
                .map(planned -> new PlannedChange(
                        planned.change(), planned.fields(), planned.verdict(), reason(planned.change(), flush)))
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
                List.of());
    }

    private static int kept(Tip head, Manifest after) {
        return (int) head.manifest().entries().keySet().stream()
                .filter(id -> id.kind() == Kind.API_PROXY && after.entries().containsKey(id))
                .count();
    }
}
