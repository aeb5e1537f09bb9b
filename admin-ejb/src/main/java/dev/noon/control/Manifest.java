package dev.noon.control;

import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import dev.noon.model.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The table of contents of an environment at one revision: which definitions, in which wording and generation.
 * Immutable.
 *
 * @param entries sorted by kind and name; a {@link Table} whatever it was made from
 */
public record Manifest(SortedMap<DefinitionId, Entry> entries, ManifestHash content) {
    /** The contents before the first revision. */
    public static final Manifest EMPTY = new Manifest(Table.empty(), ManifestHash.EMPTY);

    public Manifest {
        entries = Table.copyOf(entries);
    }

    /**
     * One definition.
     *
     * @param hash content hash of the definition
     * @param generation number of the last revision that tainted it
     * @param revision number of the last revision that changed its wording
     */
    public record Entry(String hash, long generation, long revision) {}

    /** A manifest of {@code entries}; its content hash is computed. */
    public static Manifest of(SortedMap<DefinitionId, Entry> entries) {
        ManifestHash content = ManifestHash.EMPTY;
        for (var entry : entries.entrySet()) {
            content = content.plus(entry.getKey(), entry.getValue());
        }
        return new Manifest(entries, content);
    }

    /** The entry of that definition, if it exists. */
    public Optional<Entry> find(DefinitionId id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** What is not the same as in {@code older}: changed, added and gone, sorted. */
    public List<DefinitionId> since(Manifest older) {
        return Table.copyOf(entries).since(Table.copyOf(older.entries), Entry::equals);
    }

    /** The manifest after {@code revisions}, which follow it in their order. */
    public Manifest after(List<Revision> revisions) {
        Fold fold = new Fold(this);
        for (Revision revision : revisions) {
            fold.step(
                    revision.number(),
                    revision.commit().changes(),
                    revision.commit().tainted());
        }
        return fold.result();
    }

    /** The manifest after one revision that would carry {@code number}. */
    public Manifest after(long number, List<Change> changes, List<String> tainted) {
        Fold fold = new Fold(this);
        fold.step(number, changes, tainted);
        return fold.result();
    }

    private static final class Fold {
        private final Manifest from;
        private final SortedMap<DefinitionId, Optional<Entry>> changes = new TreeMap<>();
        private ManifestHash content;

        Fold(Manifest from) {
            this.from = from;
            content = from.content;
        }

        void step(long number, List<Change> changes, List<String> tainted) {
            Set<DefinitionId> fresh = new HashSet<>();
            tainted.forEach(name -> fresh.add(new DefinitionId(Kind.API_PROXY, name)));
            for (Change change : changes) {
                apply(number, change, fresh);
            }
            for (DefinitionId id : fresh) {
                find(id).ifPresent(old -> put(id, new Entry(old.hash(), number, old.revision())));
            }
        }

        private void apply(long number, Change change, Set<DefinitionId> fresh) {
            DefinitionId id = change.id();
            if (change.newHash().isEmpty()) {
                remove(id);
                return;
            }
            long generation = generation(id, number, fresh);
            put(id, new Entry(change.newHash().get(), generation, number));
        }

        private long generation(DefinitionId id, long number, Set<DefinitionId> fresh) {
            Optional<Entry> old = find(id);
            boolean keeps = id.kind() == Kind.API_PROXY && old.isPresent() && !fresh.contains(id);
            return keeps ? old.get().generation() : number;
        }

        private Optional<Entry> find(DefinitionId id) {
            return changes.containsKey(id) ? changes.get(id) : from.find(id);
        }

        private void put(DefinitionId id, Entry entry) {
            remove(id);
            changes.put(id, Optional.of(entry));
            content = content.plus(id, entry);
        }

        private void remove(DefinitionId id) {
            find(id).ifPresent(old -> {
                content = content.minus(id, old);
                changes.put(id, Optional.empty());
            });
        }

        Manifest result() {
            return new Manifest(Table.copyOf(from.entries).with(changes), content);
        }
    }
}
