package dev.noon.cache.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import dev.noon.time.Ticker;
import java.time.Duration;
import java.util.Arrays;

/** Records that one node has by itself, while the others cannot be reached: so many at most. Thread-safe; never away. */
public final class LocalRecords implements SharedRecords {
    private record Kept(
            @SuppressWarnings("ArrayRecordComponent") byte[] bytes, long nanos) {}

    private final Cache<String, Kept> records;

    /** @param most when there are more, those go that are used least */
    public LocalRecords(Ticker ticker, int most) {
        records = Caffeine.newBuilder()
                .maximumSize(most)
                .ticker(ticker::nanos)
                .executor(Runnable::run)
                .expireAfter(Expiry.<String, Kept>writing((key, kept) -> Duration.ofNanos(kept.nanos())))
                .build();
    }

    @Override
    public Known find(String key, Patience patience) {
        Kept kept = records.getIfPresent(key);
        return kept == null ? new Known.Absent() : new Known.Present(kept.bytes());
    }

    @Override
    public Change put(String key, byte[] record, Duration life, Patience patience) {
        records.put(key, new Kept(record, life.toNanos()));
        return Change.DONE;
    }

    @Override
    public Change create(String key, byte[] record, Duration life, Patience patience) {
        return records.asMap().putIfAbsent(key, new Kept(record, life.toNanos())) == null
                ? Change.DONE
                : Change.REFUSED;
    }

    @Override
    public Change replace(String key, byte[] before, Life next, Patience patience) {
        Kept kept = records.getIfPresent(key);
        boolean same = kept != null && Arrays.equals(kept.bytes(), before);
        return same
                        && records.asMap()
                                .replace(
                                        key,
                                        kept,
                                        new Kept(next.bytes(), next.lasting().toNanos()))
                ? Change.DONE
                : Change.REFUSED;
    }

    @Override
    public Known take(String key, Patience patience) {
        Kept kept = records.asMap().remove(key);
        return kept == null ? new Known.Absent() : new Known.Present(kept.bytes());
    }

    @Override
    public void forget(String key, byte[] before) {
        Kept kept = records.getIfPresent(key);
        if (kept != null && Arrays.equals(kept.bytes(), before)) {
            records.asMap().remove(key, kept);
        }
    }

    @Override
    public boolean clear() {
        records.invalidateAll();
        return true;
    }
}
