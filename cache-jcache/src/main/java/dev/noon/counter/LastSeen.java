package dev.noon.counter;

import dev.noon.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What the store had when it was asked or written to last, of so many keys at most; others may have changed it since. Thread-safe. */
final class LastSeen {
    /** How long the store is taken not to have what it did not have; it is asked again before a record is made otherwise. */
    private static final long ABSENT_NANOS = Duration.ofSeconds(1).toNanos();

    private final Ticker ticker;
    private final int most;
    private final ConcurrentMap<String, Sight> sights = new ConcurrentHashMap<>();

    /** @param bytes the record; empty if there was none */
    record Sight(Optional<byte[]> bytes, long atNanos) {}

    LastSeen(Ticker ticker, int most) {
        this.ticker = ticker;
        this.most = most;
    }

    void note(String key, Optional<byte[]> bytes) {
        if (sights.size() >= most) {
            sights.clear();
        }
        sights.put(key, new Sight(bytes, ticker.nanos()));
    }

    /** Whether there was nothing, a moment ago. */
    boolean isAbsent(String key) {
        Sight last = sights.get(key);
        return last != null && last.bytes().isEmpty() && ticker.nanos() - last.atNanos() < ABSENT_NANOS;
    }

    /** What there was, if that is remembered. */
    Optional<Sight> find(String key) {
        return Optional.ofNullable(sights.get(key));
    }

    void forget(String key) {
        sights.remove(key);
    }

    void clear() {
        sights.clear();
    }
}
