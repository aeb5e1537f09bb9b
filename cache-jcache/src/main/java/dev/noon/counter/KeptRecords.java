package dev.noon.counter;

import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import dev.noon.time.Ticker;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Records of a grid that outlive it: changed in the grid, and written to a store a little later. What the grid has lost
 * comes back from the store, and from the nodes that had yet to write it. While the store is away the grid goes on alone;
 * what it does not have counts as absent then, and what has been changed is written when the store is back. An older
 * record never takes the place of a newer one in the store, whoever writes it.
 *
 * <p>A caller's patience is with the grid; the store is waited for beside it, as long as its own budget allows. What is
 * taken away or forgotten may come back from another node that had yet to write it: to begin anew on all nodes, put a
 * newer record. Thread-safe; no lock is held while the grid or the store is asked.
 */
public final class KeptRecords implements SharedRecords {
    /** So many records of a node may wait to be written; whoever changes one more writes it at once. */
    public static final int MOST_DIRTY = 10_000;
    /** So many are written by one flush. */
    public static final int MOST_PER_FLUSH = 1_000;

    private static final int MOST_SEEN = 2 * MOST_DIRTY;
    private static final int FAILURES_PER_FLUSH = 3;
    /** How long the grid keeps what came from the store and is not changed; then it comes from there again. */
    private static final Duration LOADED = Duration.ofMinutes(10);
    /** How long the store is taken not to have what it did not have; it is asked again before a record is made otherwise. */
    private static final long ABSENT_NANOS = Duration.ofSeconds(1).toNanos();

    /**
     * How far the store is behind this node.
     *
     * @param dirty records that have yet to be written
     * @param oldestMillis for how long the one that has waited longest has waited; 0 if none waits
     * @param written records written since the start
     * @param failed attempts to write one that have failed since the start
     */
    public record FlushFigures(int dirty, long oldestMillis, long written, long failed) {}

    /** What the store had when it was asked or written to last. */
    private record Seen(Optional<byte[]> bytes, long atNanos) {}

    private final SharedRecords grid;
    private final SharedRecords store;
    private final Comparator<byte[]> age;
    private final Ticker ticker;
    private final Backlog backlog;
    private final ConcurrentMap<String, Seen> seen = new ConcurrentHashMap<>();
    private final LongAdder written = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /**
     * @param age which of two records of a key is newer: the greater one
     * @param ticker by which lives go on while records wait; does not step, whatever the machine's clock does
     */
    public KeptRecords(SharedRecords grid, SharedRecords store, Comparator<byte[]> age, Ticker ticker) {
        this.grid = grid;
        this.store = store;
        this.age = age;
        this.ticker = ticker;
        this.backlog = new Backlog(age, ticker, MOST_DIRTY);
    }

    @Override
    public Known find(String key, Patience patience) {
        Known known = grid.find(key, patience);
        if (!(known instanceof Known.Absent)) {
            return known;
        }
        Optional<byte[]> kept = kept(key);
        if (kept.isEmpty()) {
            return known;
        }
        return switch (grid.create(key, kept.get(), LOADED, patience)) {
            case DONE -> new Known.Present(kept.get());
            case REFUSED -> grid.find(key, patience);
            case AWAY -> new Known.Away();
        };
    }

    @Override
    public Change put(String key, byte[] record, Duration life, Patience patience) {
        Change change = grid.put(key, record, life, patience);
        return noted(change, key, new Life(record, life));
    }

    @Override
    public Change create(String key, byte[] record, Duration life, Patience patience) {
        Optional<byte[]> kept = isKnownAbsent(key) ? backlog.find(key) : kept(key);
        if (kept.isPresent()) {
            boolean away = grid.create(key, kept.get(), LOADED, patience) == Change.AWAY;
            return away ? Change.AWAY : Change.REFUSED;
        }
        Change change = grid.create(key, record, life, patience);
        return noted(change, key, new Life(record, life));
    }

    @Override
    public Change replace(String key, byte[] before, Life next, Patience patience) {
        return noted(grid.replace(key, before, next, patience), key, next);
    }

    @Override
    public Known take(String key, Patience patience) {
        Known known = find(key, patience);
        if (!(known instanceof Known.Present)) {
            return known;
        }
        if (store.take(key, new Patience()) instanceof Known.Away) {
            return new Known.Away();
        }
        seen.remove(key);
        backlog.remove(key);
        return grid.take(key, patience);
    }

    /** Waits for the store. */
    @Override
    public void forget(String key, byte[] before) {
        backlog.remove(key, before);
        grid.forget(key, before);
        if (store.find(key, new Patience()) instanceof Known.Present present
                && age.compare(present.bytes(), before) <= 0) {
            store.forget(key, present.bytes());
        }
        seen.remove(key);
    }

    @Override
    public long silentNanos(String key) {
        return grid.silentNanos(key);
    }

    @Override
    public boolean isRepairing() {
        return grid.isRepairing();
    }

    @Override
    public Optional<String> elsewhere(String key) {
        return grid.elsewhere(key);
    }

    @Override
    public boolean clear() {
        backlog.clear();
        boolean stored = store.clear();
        seen.clear();
        return grid.clear() && stored;
    }

    /**
     * Writes what waits, the oldest first, {@value #MOST_PER_FLUSH} records at most; gives up for this time when the store has
     * failed again and again. For a timer; may be called while another call is under way.
     *
     * @return how many records still wait
     */
    public int flush() {
        int failures = 0;
        for (Map.Entry<String, Backlog.Waiting> entry : backlog.oldest(MOST_PER_FLUSH)) {
            boolean done = write(entry.getKey(), entry.getValue());
            backlog.settle(entry.getKey(), entry.getValue(), done);
            failures += done ? 0 : 1;
            if (failures == FAILURES_PER_FLUSH) {
                break;
            }
        }
        return backlog.size();
    }

    /** How far the store is behind. */
    public FlushFigures figures() {
        long oldest = TimeUnit.NANOSECONDS.toMillis(backlog.oldestNanos());
        return new FlushFigures(backlog.size(), oldest, written.sum(), failed.sum());
    }

    /** What is known of a record that the grid does not have: the newer one of the store's and this node's. */
    private Optional<byte[]> kept(String key) {
        Optional<byte[]> mine = backlog.find(key);
        Known known = look(key, new Patience());
        if (!(known instanceof Known.Present present)) {
            return mine;
        }
        return mine.filter(bytes -> age.compare(bytes, present.bytes()) > 0).or(() -> Optional.of(present.bytes()));
    }

    private boolean isKnownAbsent(String key) {
        Seen last = seen.get(key);
        return last != null && last.bytes().isEmpty() && ticker.nanos() - last.atNanos() < ABSENT_NANOS;
    }

    private Change noted(Change change, String key, Life next) {
        if (change == Change.DONE) {
            Backlog.Waiting fresh = backlog.beginning(next);
            if (!backlog.add(key, fresh)) {
                write(key, fresh);
            }
        }
        return change;
    }

    /** Whether the store has {@code record} or a newer one, or the record is over. */
    private boolean write(String key, Backlog.Waiting record) {
        boolean done = isKept(key, record, new Patience());
        if (!done) {
            failed.increment();
        }
        return done;
    }

    private boolean isKept(String key, Backlog.Waiting record, Patience patience) {
        if (record.lastsNanos(ticker.nanos()) <= 0) {
            return true;
        }
        Known known = expected(key, record.bytes(), patience);
        for (int i = 0; i < ATTEMPTS && !(known instanceof Known.Away); i++) {
            if (known instanceof Known.Present present && age.compare(present.bytes(), record.bytes()) >= 0) {
                lift(key, record.bytes(), present.bytes());
                return true;
            }
            Change change = change(key, known, record, patience);
            if (change == Change.DONE) {
                remember(key, new Known.Present(record.bytes()));
                written.increment();
                return true;
            }
            known = change == Change.AWAY ? new Known.Away() : look(key, patience);
        }
        return false;
    }

    private Change change(String key, Known known, Backlog.Waiting record, Patience patience) {
        Duration life = Duration.ofNanos(Math.max(0, record.lastsNanos(ticker.nanos())));
        return known instanceof Known.Present present
                ? store.replace(key, present.bytes(), new Life(record.bytes(), life), patience)
                : store.create(key, record.bytes(), life, patience);
    }

    /** What the store most likely has; it is asked where that is not older, so that nothing is left out on a guess. */
    private Known expected(String key, byte[] bytes, Patience patience) {
        Seen last = seen.get(key);
        if (last == null
                || last.bytes().filter(had -> age.compare(had, bytes) >= 0).isPresent()) {
            return look(key, patience);
        }
        return last.bytes().<Known>map(Known.Present::new).orElseGet(Known.Absent::new);
    }

    private Known look(String key, Patience patience) {
        Known known = store.find(key, patience);
        if (!(known instanceof Known.Away)) {
            remember(key, known);
        }
        return known;
    }

    private void remember(String key, Known known) {
        Optional<byte[]> bytes =
                known instanceof Known.Present present ? Optional.of(present.bytes()) : Optional.empty();
        if (seen.size() >= MOST_SEEN) {
            seen.clear();
        }
        seen.put(key, new Seen(bytes, ticker.nanos()));
    }

    /** The grid had lost what the store has, and began anew while nobody could ask the store. */
    private void lift(String key, byte[] older, byte[] newer) {
        if (age.compare(newer, older) > 0) {
            grid.replace(key, older, new Life(newer, LOADED), new Patience());
        }
    }
}
