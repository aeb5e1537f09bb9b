package dev.noon.model;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Everything that should be true of one environment at one revision. Immutable. Consecutive sets
 * share the {@link Versioned} instances of what did not change, so that a compiler finds the delta
 * by identity.
 *
 * @param revision the revision's number; 0 is the empty set before the first apply
 * @param hash the content hash, lower-case hex; equal content has an equal hash
 * @param entries every definition by its id; a {@link Table} whatever it was made from
 */
public record DefinitionSet(long revision, String hash, SortedMap<DefinitionId, Versioned> entries) {
    /**
     * One definition in force.
     *
     * @param hash content hash of the definition's canonical text, lower-case hex
     * @param generation number of the last revision that tainted it: cached answers of older
     *     generations are never read again
     */
    public record Versioned(Definition definition, String hash, long generation) {}

    public DefinitionSet {
        entries = Table.copyOf(entries);
    }

    /** What is another instance than in {@code older}, added or gone, sorted: all that changed, seldom a little more. */
    public List<DefinitionId> since(DefinitionSet older) {
        return Table.copyOf(entries).since(Table.copyOf(older.entries), (then, now) -> false);
    }

    /** The definitions after {@code changes}: by id what is now in force, or nothing for what goes. */
    public SortedMap<DefinitionId, Versioned> with(SortedMap<DefinitionId, Optional<Versioned>> changes) {
        return Table.copyOf(entries).with(changes);
    }

    /** The definition of that id, if the set has one. */
    public Optional<Versioned> find(DefinitionId id) {
        return Optional.ofNullable(entries.get(id));
    }
}
