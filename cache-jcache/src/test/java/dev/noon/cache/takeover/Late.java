package dev.noon.cache.takeover;

import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Records of a grid that does not answer the first questions in time. */
record Late(SharedRecords records, AtomicInteger asked, int inVain) implements SharedRecords {
    @Override
    public Known find(String key, Patience patience) {
        return asked.incrementAndGet() <= inVain ? new Known.Away() : records.find(key, patience);
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
