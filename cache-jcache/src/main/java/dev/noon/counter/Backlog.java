package dev.noon.counter;

import dev.noon.cache.SharedRecords.Life;
import dev.noon.time.Ticker;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records that wait to be written, one per key and so many at most, in the order in which they began to wait. Thread-safe. */
final class Backlog {
    /** A record, since when it waits, and when it is over. */
    record Waiting(@SuppressWarnings("ArrayRecordComponent") byte[] bytes, long sinceNanos, long untilNanos) {
        /** How long it still lasts; zero or less when it is over. */
        long lastsNanos(long now) {
            return untilNanos - now;
        }

        private Waiting since(long nanos) {
            return new Waiting(bytes, nanos, untilNanos);
        }
    }

    private final Comparator<byte[]> age;
    private final Ticker ticker;
    private final int most;
    /** Guarded by itself. */
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    /** @param age which of two records is newer: the greater one */
    Backlog(Comparator<byte[]> age, Ticker ticker, int most) {
        this.age = age;
        this.ticker = ticker;
        this.most = most;
    }

    /** A record that begins to wait now. */
    Waiting beginning(Life life) {
        long now = ticker.nanos();
        return new Waiting(life.bytes(), now, now + life.lasting().toNanos());
    }

    /** Has {@code fresh} wait in the place of an older one of its key; false if there is no room. */
    boolean add(String key, Waiting fresh) {
        synchronized (waiting) {
            Waiting earlier = waiting.get(key);
            if (earlier == null && waiting.size() >= most) {
                return false;
            }
            if (earlier == null) {
                waiting.put(key, fresh);
            } else if (age.compare(fresh.bytes(), earlier.bytes()) >= 0) {
                waiting.put(key, fresh.since(earlier.sinceNanos()));
            }
            return true;
        }
    }

    /** The record that waits under {@code key}, unless it is over. */
    Optional<byte[]> find(String key) {
        long now = ticker.nanos();
        synchronized (waiting) {
            return Optional.ofNullable(waiting.get(key))
                    .filter(one -> one.lastsNanos(now) > 0)
                    .map(Waiting::bytes);
        }
    }

    /** Those that have waited longest, {@code count} at most. */
    List<Map.Entry<String, Waiting>> oldest(int count) {
        synchronized (waiting) {
            return waiting.entrySet().stream()
                    .limit(count)
                    .map(Map.Entry::copyOf)
                    .toList();
        }
    }

    /** {@code tried} waits no more if it was written; what was not, or has changed meanwhile, waits behind the others. */
    void settle(String key, Waiting tried, boolean written) {
        long now = ticker.nanos();
        synchronized (waiting) {
            Waiting current = waiting.remove(key);
            if (current != null && !(written && current.equals(tried))) {
                waiting.put(key, written ? current.since(now) : current);
            }
        }
    }

    void remove(String key) {
        synchronized (waiting) {
            waiting.remove(key);
        }
    }

    /** Takes the record of {@code key} out if it is that one. */
    void remove(String key, byte[] bytes) {
        synchronized (waiting) {
            if (find(key).filter(found -> Arrays.equals(found, bytes)).isPresent()) {
                waiting.remove(key);
            }
        }
    }

    void clear() {
        synchronized (waiting) {
            waiting.clear();
        }
    }

    int size() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    /** For how long the one that has waited longest has waited; 0 if none waits. */
    long oldestNanos() {
        long now = ticker.nanos();
        synchronized (waiting) {
            return waiting.values().stream()
                    .mapToLong(one -> now - one.sinceNanos())
                    .max()
                    .orElse(0);
        }
    }
}
