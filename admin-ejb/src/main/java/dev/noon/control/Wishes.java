package dev.noon.control;

import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionReader;
import dev.noon.model.ReadDefinition;
import dev.noon.model.Secret;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
    /** Stands for every secret: a digest that is kept must tell nothing about them, not even whether they are equal. */
    private static final String ANY_SECRET = Secret.keep("0".repeat(32));

    private final String environment;
    private final DefinitionReader reader;
    private final Bodies bodies;

    Wishes(String environment, DefinitionReader reader, Bodies bodies) {
        this.environment = environment;
        this.reader = reader;
        this.bodies = bodies;
    }

    /** These definitions; what else is in force stays. */
    Wish definitions(List<ReadDefinition> definitions) {
        Wanted wanted = new Wanted(definitions, Set.of());
        return new Wish(digest("apply", definitions).hex(), head -> wanted);
    }

    /** These definitions, and in the projects that they belong to no others. */
    Wish exactly(List<ReadDefinition> definitions) {
        Set<String> projects = definitions.stream()
                .map(read -> read.definition().metadata().project())
                .collect(Collectors.toSet());
        Set<DefinitionId> named = definitions.stream().map(ReadDefinition::id).collect(Collectors.toSet());
        return new Wish(
                digest("prune", definitions).hex(), head -> new Wanted(definitions, others(head, projects, named)));
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

    private Digest digest(String what, List<ReadDefinition> definitions) {
        Digest digest = Digest.start().part(what);
        definitions.stream()
                .sorted(Comparator.comparing(ReadDefinition::id))
                .forEach(read -> digest.part(read.id().toString()).part(hash(read)));
        return digest;
    }

    private String hash(ReadDefinition read) {
        Map<String, String> secrets = reader.schemas().secrets(read.definition().kind(), read.root());
        if (secrets.isEmpty()) {
            return read.hash();
        }
        Map<String, String> hidden = new HashMap<>();
        secrets.keySet().forEach(field -> hidden.put(field, ANY_SECRET));
        return reader.withSecrets(read, hidden).hash();
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
