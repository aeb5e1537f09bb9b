package dev.noon.control;

import dev.noon.model.DefinitionId;
import dev.noon.model.ReadDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Makes wishes of what callers say. Thread-safe. */
final class Wishes {
    private final String environment;
    private final Bodies bodies;
    private final RequestDigests digests;

    Wishes(String environment, Deployments.Parts parts) {
        this.environment = environment;
        this.bodies = parts.bodies();
        this.digests = new RequestDigests(environment, parts.reader(), parts.vault());
    }

    /** These definitions; what else is in force stays. */
    Wish definitions(List<ReadDefinition> definitions) {
        Wanted wanted = new Wanted(definitions, Set.of());
        return new Wish(() -> digests.of("apply", definitions), head -> wanted, (head, named) -> named);
    }

    /** These definitions, and in the projects that they belong to no others. */
    Wish exactly(List<ReadDefinition> definitions) {
        Set<String> projects = definitions.stream()
                .map(read -> read.definition().metadata().project())
                .collect(Collectors.toSet());
        Set<DefinitionId> named = definitions.stream().map(ReadDefinition::id).collect(Collectors.toSet());
        return new Wish(
                () -> digests.of("prune", definitions),
                head -> new Wanted(definitions, others(head, projects, named)),
                (head, wanted) -> wanted);
    }

    /** Everything as it is, without {@code ids}. */
    Wish without(Set<DefinitionId> ids) {
        SortedSet<DefinitionId> sorted = new TreeSet<>(ids);
        Digest digest = Digest.start().part("delete");
        sorted.forEach(id -> digest.part(id.toString()));
        return new Wish(digest.hex(), head -> {
            sorted.forEach(id -> checkExists(head, id));
            return new Wanted(List.of(), sorted);
        });
    }

    /** Nothing but secrets that are sealed anew. */
    Wish resealed(Function<Tip, Wanted> resealing) {
        return new Wish(Digest.start().part("reseal").hex(), resealing);
    }

    /** The contents of revision {@code number}, which are {@code target}. */
    Wish contents(long number, Manifest target) {
        Digest digest = Digest.start().part("rollback").part(number);
        return new Wish(digest.hex(), head -> difference(head.manifest(), target));
    }

    /** What leads from the contents before {@code revision} to it. */
    Wanted step(Revision revision) {
        List<Change> changes = revision.commit().changes();
        return new Wanted(
                read(changes.stream()
                        .filter(change -> !isResealed(change))
                        .flatMap(change -> change.newHash().stream())
                        .toList()),
                ids(changes, change -> change.newHash().isEmpty()),
                List.of(),
                ids(changes, Wishes::isResealed));
    }

    private static boolean isResealed(Change change) {
        return change.oldHash().equals(change.newHash());
    }

    private static Set<DefinitionId> ids(List<Change> changes, Predicate<Change> which) {
        return changes.stream().filter(which).map(Change::id).collect(Collectors.toSet());
    }

    private static Set<DefinitionId> others(Tip head, Set<String> projects, Set<DefinitionId> named) {
        Set<DefinitionId> others = new HashSet<>();
        head.set().entries().forEach((id, entry) -> {
            if (!named.contains(id)
                    && projects.contains(entry.definition().metadata().project())) {
                others.add(id);
            }
        });
        return others;
    }

    private void checkExists(Tip head, DefinitionId id) {
        if (head.set().find(id).isEmpty()) {
            throw new NotFound("there is no " + id.kind().text() + " " + id.name() + " in environment " + environment);
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
        return new Wanted(read(hashes), absent);
    }

    private List<ReadDefinition> read(List<String> hashes) {
        Map<String, String> texts = bodies.texts(hashes);
        return hashes.stream()
                .map(hash -> bodies.parse(hash, texts.getOrDefault(hash, "")))
                .toList();
    }
}
