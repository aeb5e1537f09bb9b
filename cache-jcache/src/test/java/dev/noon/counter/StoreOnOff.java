package dev.noon.counter;

import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Records that can be away, all of them or some. Thread-safe. */
final class StoreOnOff implements SharedRecords {
    private final SharedRecords records;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean away;
    private volatile Set<String> failing = Set.of();

    StoreOnOff(SharedRecords records) {
        this.records = records;
    }

    void away(boolean now) {
        away = now;
    }

    /** Only calls about these keys are not answered. */
    void failing(String... keys) {
        failing = Set.of(keys);
    }

    /** How often it was asked. */
    int calls() {
        return calls.get();
    }

    @Override
    public Known find(String key, Patience patience) {
        return isAway(key) ? new Known.Away() : records.find(key, patience);
    }

    @Override
    public Change put(String key, byte[] record, Duration life, Patience patience) {
        return isAway(key) ? Change.AWAY : records.put(key, record, life, patience);
    }

    @Override
    public Change create(String key, byte[] record, Duration life, Patience patience) {
        return isAway(key) ? Change.AWAY : records.create(key, record, life, patience);
    }

    @Override
    public Change replace(String key, byte[] before, Life next, Patience patience) {
        return isAway(key) ? Change.AWAY : records.replace(key, before, next, patience);
    }

    @Override
    public Known take(String key, Patience patience) {
        return isAway(key) ? new Known.Away() : records.take(key, patience);
    }

    @Override
    public void forget(String key, byte[] before) {
        if (!isAway(key)) {
            records.forget(key, before);
        }
    }

    @Override
    public boolean clear() {
        return !away && records.clear();
    }

    private boolean isAway(String key) {
        calls.incrementAndGet();
        return away || failing.contains(key);
    }
}
