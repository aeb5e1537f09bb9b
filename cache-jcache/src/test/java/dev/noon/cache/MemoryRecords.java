package dev.noon.cache;

import dev.noon.time.Ticker;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Records in this heap, for as long as they are to stay. Thread-safe. */
public final class MemoryRecords implements SharedRecords {
    private record Kept(byte[] bytes, long untilNanos) {}

    private final Ticker ticker;
    private final Map<String, Kept> records = new HashMap<>();

    public MemoryRecords(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public synchronized Known find(String key, Patience patience) {
        records.values().removeIf(kept -> kept.untilNanos() - ticker.nanos() <= 0);
        Kept kept = records.get(key);
        return kept == null ? new Known.Absent() : new Known.Present(kept.bytes());
    }

    @Override
    public synchronized Change put(String key, byte[] record, Duration life, Patience patience) {
        records.put(key, new Kept(record, ticker.nanos() + life.toNanos()));
        return Change.DONE;
    }

    @Override
    public synchronized Change create(String key, byte[] record, Duration life, Patience patience) {
        return find(key, patience) instanceof Known.Present ? Change.REFUSED : put(key, record, life, patience);
    }

    @Override
    public synchronized Change replace(String key, byte[] before, Life next, Patience patience) {
        boolean same = find(key, patience) instanceof Known.Present now && Arrays.equals(now.bytes(), before);
        return same ? put(key, next.bytes(), next.lasting(), patience) : Change.REFUSED;
    }

    @Override
    public synchronized Known take(String key, Patience patience) {
        Known found = find(key, patience);
        records.remove(key);
        return found;
    }

    @Override
    public synchronized void forget(String key, byte[] before) {
        if (find(key, new Patience()) instanceof Known.Present now && Arrays.equals(now.bytes(), before)) {
            records.remove(key);
        }
    }

    @Override
    public synchronized boolean clear() {
        records.clear();
        return true;
    }
}
