package dev.noon.counter;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which counters operators have emptied, by the numbers of their commands. A record remembers the number that it was emptied by
 * last; one that remembers a smaller one counts as empty. So a reset costs the same however many counters it empties. Thread-safe;
 * numbers only rise.
 */
public final class Resets {
    /** So many are remembered; beyond that the oldest are forgotten. */
    public static final int MOST = 100_000;

    private final ConcurrentMap<String, Long> operations = new ConcurrentHashMap<>();

    /**
     * Empties counters.
     *
     * @param limit which limit; see {@link CounterId#limit(String)}
     * @param identity hash of whose; empty for everybody
     */
    public synchronized void reset(String limit, String identity, long operation) {
        operations.merge(CounterId.key(limit, identity), operation, Math::max);
        if (operations.size() > MOST) {
            operations.entrySet().stream()
                    .min(Comparator.comparingLong(Map.Entry::getValue))
                    .map(Map.Entry::getKey)
                    .ifPresent(operations::remove);
        }
    }

    /** The command that has emptied a counter last; 0 if none has. */
    long of(String limit, String key) {
        return operations.isEmpty()
                ? 0
                : Math.max(operations.getOrDefault(limit, 0L), operations.getOrDefault(key, 0L));
    }
}
