package dev.noon.counter;

import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import dev.noon.cache.SharedRecords.Change;
import dev.noon.cache.SharedRecords.Known;
import dev.noon.cache.SharedRecords.Life;
import dev.noon.cache.SharedRecords.Swap;
import dev.noon.counter.LastSeen.Sight;
import dev.noon.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * Writes records of a grid to its store, never an older one in the place of a newer one. Remembers what the store has, so that it
 * need not be asked before each. Thread-safe; waits for the store as long as its budget allows.
 */
final class StoreWriter {
    /** How long the grid keeps what came from the store and is not changed; then it comes from there again. */
    static final Duration LOADED = Duration.ofMinutes(10);

    private static final int ATTEMPTS = SharedRecords.ATTEMPTS;

    private final SharedRecords grid;
    private final SharedRecords store;
    private final Comparator<byte[]> age;
    private final Ticker ticker;
    private final LastSeen seen;
    private final LongAdder written = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /**
     * @param age which of two records of a key is newer: the greater one
     * @param mostSeen of so many records it is remembered what the store has
     */
    StoreWriter(SharedRecords grid, SharedRecords store, Comparator<byte[]> age, Ticker ticker, int mostSeen) {
        this.grid = grid;
        this.store = store;
        this.age = age;
        this.ticker = ticker;
        this.seen = new LastSeen(ticker, mostSeen);
    }

    /** Whether the store had nothing under {@code key} a moment ago. */
    boolean isKnownAbsent(String key) {
        return seen.isAbsent(key);
    }

    /**
     * Writes what the store is expected to take, in one step if it can, and says the keys of what it has taken. Where nothing is
     * known it is expected to have nothing: it refuses to make what is there.
     */
    Set<String> writeTogether(List<Map.Entry<String, Backlog.Waiting>> batch) {
        List<Swap> swaps = new ArrayList<>();
        for (Map.Entry<String, Backlog.Waiting> entry : batch) {
            Backlog.Waiting record = entry.getValue();
            Optional<Sight> last = seen.find(entry.getKey());
            boolean asNew = last.filter(sight -> isAsNew(sight, record.bytes())).isPresent();
            if (!asNew && record.lastsNanos(ticker.nanos()) > 0) {
                swaps.add(new Swap(entry.getKey(), last.flatMap(Sight::bytes), life(record)));
            }
        }
        Set<String> done = store.changeAll(swaps, new Patience());
        for (Swap swap : swaps) {
            if (done.contains(swap.key())) {
                seen.note(swap.key(), Optional.of(swap.next().bytes()));
            }
        }
        written.add(done.size());
        return done;
    }

    /** Whether the store has {@code record} or a newer one, or the record is over. */
    boolean write(String key, Backlog.Waiting record) {
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
            Change change = store.change(new Swap(key, known.record(), life(record)), patience);
            if (change == Change.DONE) {
                seen.note(key, Optional.of(record.bytes()));
                written.increment();
                return true;
            }
            known = change == Change.AWAY ? new Known.Away() : find(key, patience);
        }
        return false;
    }

    private Life life(Backlog.Waiting record) {
        return new Life(record.bytes(), Duration.ofNanos(Math.max(0, record.lastsNanos(ticker.nanos()))));
    }

    /** What the store most likely has; it is asked where that is not older, so that nothing is left out on a guess. */
    private Known expected(String key, byte[] bytes, Patience patience) {
        return seen.find(key)
                .filter(last -> !isAsNew(last, bytes))
                .map(last -> last.bytes().<Known>map(Known.Present::new).orElseGet(Known.Absent::new))
                .orElseGet(() -> find(key, patience));
    }

    private boolean isAsNew(Sight last, byte[] bytes) {
        return last.bytes().filter(had -> age.compare(had, bytes) >= 0).isPresent();
    }

    /** What the store has. */
    Known find(String key, Patience patience) {
        Known known = store.find(key, patience);
        if (!(known instanceof Known.Away)) {
            seen.note(key, known.record());
        }
        return known;
    }

    /** The grid had lost what the store has, and began anew while nobody could ask the store. */
    private void lift(String key, byte[] older, byte[] newer) {
        if (age.compare(newer, older) > 0) {
            grid.replace(key, older, new Life(newer, LOADED), new Patience());
        }
    }

    /** Others than this writer have changed {@code key}. */
    void forget(String key) {
        seen.forget(key);
    }

    /** Others than this writer have changed everything. */
    void forgetAll() {
        seen.clear();
    }

    /** Records written since the start. */
    long written() {
        return written.sum();
    }

    /** Attempts to write one that have failed since the start. */
    long failed() {
        return failed.sum();
    }
}
