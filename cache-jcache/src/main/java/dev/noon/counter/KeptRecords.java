package dev.noon.counter;

import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import dev.noon.time.Ticker;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

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
    /** So many are written at once. */
    private static final int BATCH = 100;

    private static final int MOST_SEEN = 2 * MOST_DIRTY;
    private static final int FAILURES_PER_FLUSH = 3;

    /**
     * How far the store is behind this node.
     *
     * @param dirty records that have yet to be written
     * @param oldestMillis for how long the one that has waited longest has waited; 0 if none waits
     * @param written records written since the start
     * @param failed attempts to write one that have failed since the start
     */
    public record FlushFigures(int dirty, long oldestMillis, long written, long failed) {}

    private final SharedRecords grid;
    private final SharedRecords store;
    private final Comparator<byte[]> age;
    private final Ticker ticker;
    private final Backlog backlog;
    private final StoreWriter writer;

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
        this.writer = new StoreWriter(grid, store, age, ticker, MOST_SEEN);
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
        return switch (grid.create(key, kept.get(), StoreWriter.LOADED, patience)) {
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
        Optional<byte[]> kept = writer.isKnownAbsent(key) ? backlog.find(key) : kept(key);
        if (kept.isPresent()) {
            boolean away = grid.create(key, kept.get(), StoreWriter.LOADED, patience) == Change.AWAY;
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
        writer.forget(key);
        backlog.remove(key);
        return grid.take(key, patience);
    }

    /** Waits for the store. */
    @Override
    public void forget(String key, byte[] before) {
        backlog.remove(key, before);
        grid.forget(key, before);
        store.find(key, new Patience())
                .record()
                .filter(kept -> age.compare(kept, before) <= 0)
                .ifPresent(kept -> store.forget(key, kept));
        writer.forget(key);
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
        writer.forgetAll();
        return grid.clear() && stored;
    }

    /**
     * Writes what waits, the oldest first, {@value #BATCH} at a time and {@value #MOST_PER_FLUSH} at most; gives up for this time
     * when the store has failed again and again. For a timer; may be called while another call is under way.
     *
     * @return how many records still wait
     */
    public int flush() {
        List<Map.Entry<String, Backlog.Waiting>> oldest = backlog.oldest(MOST_PER_FLUSH);
        int failures = 0;
        for (int from = 0; from < oldest.size() && failures < FAILURES_PER_FLUSH; from += BATCH) {
            failures +=
                    flush(oldest.subList(from, Math.min(from + BATCH, oldest.size())), FAILURES_PER_FLUSH - failures);
        }
        return backlog.size();
    }

    /** The same until nothing is left of what waits now, as long as that gets on and until so much time is over. */
    public void flushFor(Duration most) {
        long beganNanos = ticker.nanos();
        int before = Integer.MAX_VALUE;
        for (int left = flush(); left > 0 && left < before; left = flush()) {
            long spentNanos = ticker.nanos() - beganNanos;
            if (spentNanos >= most.toNanos() || backlog.oldestNanos() < spentNanos) {
                return;
            }
            before = left;
        }
    }

    /** How many could not be written, at most {@code mostFailures}: then the rest was not tried. */
    private int flush(List<Map.Entry<String, Backlog.Waiting>> batch, int mostFailures) {
        Set<String> done = writer.writeTogether(batch);
        int failures = 0;
        for (Map.Entry<String, Backlog.Waiting> entry : batch) {
            if (failures < mostFailures || done.contains(entry.getKey())) {
                boolean written = done.contains(entry.getKey()) || writer.write(entry.getKey(), entry.getValue());
                backlog.settle(entry.getKey(), entry.getValue(), written);
                failures += written ? 0 : 1;
            }
        }
        return failures;
    }

    /** How far the store is behind. */
    public FlushFigures figures() {
        long oldest = TimeUnit.NANOSECONDS.toMillis(backlog.oldestNanos());
        return new FlushFigures(backlog.size(), oldest, writer.written(), writer.failed());
    }

    /** What is known of a record that the grid does not have: the newer one of the store's and this node's. */
    private Optional<byte[]> kept(String key) {
        Optional<byte[]> mine = backlog.find(key);
        Optional<byte[]> stored = writer.find(key, new Patience()).record();
        return stored.isEmpty()
                ? mine
                : mine.filter(bytes -> age.compare(bytes, stored.get()) > 0).or(() -> stored);
    }

    private Change noted(Change change, String key, Life next) {
        if (change == Change.DONE) {
            Backlog.Waiting fresh = backlog.beginning(next);
            if (!backlog.add(key, fresh)) {
                writer.write(key, fresh);
            }
        }
        return change;
    }
}
