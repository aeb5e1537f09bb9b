package dev.noon.control;

import dev.noon.control.RevisionLog.Mark;
import dev.noon.model.Definition;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionSet;
import dev.noon.model.DefinitionSet.Versioned;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * Reads the log of one environment. A follower who is up to date pays one round trip; one who is a revision behind pays
 * one more for the definitions it lacks. Thread-safe.
 */
public final class History {
    private static final int WINDOW = 16;
    private static final int BULK = 250;

    private final String environment;
    private final RevisionLog log;
    private final Bodies bodies;
    private final LongAdder drifts = new LongAdder();
    private volatile long rolledOut;

    public History(String environment, RevisionLog log, Bodies bodies) {
        this.environment = environment;
        this.log = log;
        this.bodies = bodies;
    }

    /**
     * The newest tip, seen from {@code from}: the same instance when nothing is newer. When the log is not the one that
     * {@code from} was read from, or its contents do not add up to what it says, everything is read again and counted
     * as drift.
     *
     * @throws DamagedLog if the log contradicts itself
     */
    public Tip follow(Tip from) {
        List<Revision> newer = readAfter(from);
        if (newer.isEmpty()) {
            return stands(from) ? from : reload();
        }
        Revision last = newer.get(newer.size() - 1);
        Manifest manifest = from.manifest().after(newer);
        if (!chained(from.chain(), newer)
                || !manifest.content().hex().equals(last.commit().content())) {
            return reload();
        }
        newer.stream()
                .filter(revision -> revision.commit().manner().rollout())
                .forEach(revision -> rolledOut = revision.number());
        return tip(last, manifest, from, Map.of());
    }

    /** The newest tip, read without knowing anything. */
    public Tip load() {
        long head = log.head(environment);
        if (head == 0) {
            return Tip.START;
        }
        Manifest manifest = at(head);
        return tip(get(head), manifest, Tip.START, Map.of());
    }

    /** The tip after {@code revision}, which follows {@code from}; {@code known} spares reads by hash. */
    public Tip extend(Tip from, Revision revision, Manifest manifest, Map<String, Definition> known) {
        return tip(revision, manifest, from, known);
    }

    /** The tip that {@code revision} was appended to; {@code near} spares reads of what both have. */
    public Tip before(Revision revision, Tip near) {
        long number = revision.number() - 1;
        return number == 0 ? Tip.START : tip(get(number), at(number), near, Map.of());
    }

    /**
     * The contents after revision {@code number}.
     *
     * @throws NotFound if there is no such revision
     */
    public Manifest at(long number) {
        Optional<Checkpoint> checkpoint = log.checkpoint(environment, number);
        long done = checkpoint.map(Checkpoint::revision).orElse(0L);
        String chain = checkpoint.map(Checkpoint::chain).orElse(Revision.NONE);
        Manifest manifest = checkpoint.map(Checkpoint::manifest).orElse(Manifest.EMPTY);
        List<Revision> rest = span(done + 1, number);
        if (!chained(chain, rest)) {
            throw new DamagedLog("the chain of " + environment + " is broken after revision " + done);
        }
        Manifest result = manifest.after(rest);
        String expected = get(number).commit().content();
        if (!result.content().hex().equals(expected)) {
            throw new DamagedLog("revision " + environment + "/" + number + " adds up to "
                    + result.content().hex() + "; expected " + expected);
        }
        return result;
    }

    /**
     * One revision.
     *
     * @throws NotFound if there is no such revision
     */
    public Revision get(long number) {
        List<Revision> found = number < 1 ? List.of() : log.range(environment, number, 1);
        if (found.isEmpty()) {
            throw new NotFound("there is no revision " + number + " in environment " + environment);
        }
        return found.get(0);
    }

    /** Revisions below {@code before}, newest first, at most {@code limit}. */
    public List<Revision> page(long before, int limit) {
        long last = Math.min(before - 1, log.head(environment));
        long first = Math.max(1, last - limit + 1);
        if (last < first) {
            return List.of();
        }
        List<Revision> page = new ArrayList<>(log.range(environment, first, (int) (last - first + 1)));
        Collections.reverse(page);
        return page;
    }

    /**
     * The newest revision, among those that were followed one by one, in which nodes take turns; 0 for none.
     */
    public long rolledOut() {
        return rolledOut;
    }

    /** Whether nodes take turns for something after revision {@code number}, up to {@code newest}. */
    boolean isRolledOut(long number, Tip newest) {
        return number < rolledOut && rolledOut <= newest.number();
    }

    /** How often everything had to be read again because it did not add up. */
    public long drifts() {
        return drifts.sum();
    }

    private Tip reload() {
        drifts.increment();
        rolledOut = 0;
        return load();
    }

    private List<Revision> readAfter(Tip from) {
        List<Revision> newer = new ArrayList<>(log.range(environment, from.number() + 1, WINDOW));
        boolean full = newer.size() == WINDOW;
        while (full) {
            List<Revision> more = log.range(environment, from.number() + 1 + newer.size(), BULK);
            newer.addAll(more);
            full = more.size() == BULK;
        }
        return newer;
    }

    /** Whether the log still has the revision that {@code from} was read from, with the same contents. */
    private boolean stands(Tip from) {
        if (from.number() == 0) {
            return true;
        }
        Mark expected = new Mark(from.chain(), from.set().hash());
        return log.mark(environment, from.number()).equals(Optional.of(expected));
    }

    private List<Revision> span(long first, long last) {
        List<Revision> found = new ArrayList<>();
        for (long from = first; from <= last; from += BULK) {
            found.addAll(log.range(environment, from, (int) Math.min(BULK, last - from + 1)));
        }
        if (found.size() != last - first + 1) {
            throw new NotFound("there is no revision " + last + " in environment " + environment);
        }
        return found;
    }

    private static boolean chained(String chain, List<Revision> revisions) {
        String previous = chain;
        for (Revision revision : revisions) {
            if (!revision.previous().equals(previous)) {
                return false;
            }
            previous = revision.hash();
        }
        return true;
    }

    private Tip tip(Revision last, Manifest manifest, Tip from, Map<String, Definition> known) {
        SortedMap<DefinitionId, Versioned> entries = materialise(manifest, from, known);
        DefinitionSet set = new DefinitionSet(last.number(), manifest.content().hex(), entries);
        return new Tip(last.number(), last.hash(), manifest, set);
    }

    /** Takes over what {@code from} has, and touches what differs. */
    private SortedMap<DefinitionId, Versioned> materialise(Manifest manifest, Tip from, Map<String, Definition> known) {
        SortedMap<DefinitionId, Optional<Versioned>> changes = new TreeMap<>();
        SortedMap<DefinitionId, Manifest.Entry> fresh = new TreeMap<>();
        for (DefinitionId id : manifest.since(from.manifest())) {
            Optional<Versioned> old = from.set().find(id);
            Optional<Manifest.Entry> entry = manifest.find(id);
            boolean worded = old.map(Versioned::hash).equals(entry.map(Manifest.Entry::hash));
            if (entry.isPresent() && !worded) {
                fresh.put(id, entry.get());
            } else {
                changes.put(id, entry.map(now -> regenerated(old.get(), now.generation())));
            }
        }
        readAll(fresh, known).forEach((id, read) -> changes.put(id, Optional.of(read)));
        return from.set().with(changes);
    }

    private Map<DefinitionId, Versioned> readAll(
            Map<DefinitionId, Manifest.Entry> fresh, Map<String, Definition> known) {
        Set<String> hashes = fresh.values().stream()
                .map(Manifest.Entry::hash)
                .filter(hash -> !known.containsKey(hash))
                .collect(Collectors.toSet());
        Map<String, String> texts = hashes.isEmpty() ? Map.of() : bodies.texts(hashes);
        Map<DefinitionId, Versioned> read = new TreeMap<>();
        fresh.forEach((id, entry) -> {
            Optional<Definition> have = Optional.ofNullable(known.get(entry.hash()));
            Definition definition = have.orElseGet(() -> named(id, entry.hash(), texts));
            read.put(id, new Versioned(definition, entry.hash(), entry.generation()));
        });
        return read;
    }

    private Definition named(DefinitionId id, String hash, Map<String, String> texts) {
        Definition definition = bodies.parse(hash, texts.getOrDefault(hash, "")).definition();
        if (!definition.id().equals(id)) {
            throw new DamagedLog("definition " + hash + " is " + definition.id() + "; expected " + id);
        }
        return definition;
    }

    private static Versioned regenerated(Versioned old, long generation) {
        return old.generation() == generation ? old : new Versioned(old.definition(), old.hash(), generation);
    }
}
