package dev.noon.cache;

import java.time.Duration;

/** Other records; whoever extends it has some of the calls go wrong. */
public abstract class ForwardingRecords implements SharedRecords {
    protected final SharedRecords records;

    protected ForwardingRecords(SharedRecords records) {
        this.records = records;
    }

    @Override
    public Known find(String key, Patience patience) {
        return records.find(key, patience);
    }

    @Override
    public Change put(String key, byte[] record, Duration life, Patience patience) {
        return records.put(key, record, life, patience);
    }

    @Override
    public Change create(String key, byte[] record, Duration life, Patience patience) {
        return records.create(key, record, life, patience);
    }

    @Override
    public Change replace(String key, byte[] before, Life next, Patience patience) {
        return records.replace(key, before, next, patience);
    }

    @Override
    public Known take(String key, Patience patience) {
        return records.take(key, patience);
    }

    @Override
    public void forget(String key, byte[] before) {
        records.forget(key, before);
    }

    @Override
    public boolean clear() {
        return records.clear();
    }
}
