package dev.noon.counter;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How the counters stood that a node has asked for, those nearest to their limits if there are too many. Thread-safe. */
final class Standings {
    /** So many are kept. */
    static final int MOST = 5_000;

    /** Those first that are nearest to their limits, and of these those that most requests were over. */
    static final Comparator<Standing> NEAREST = Comparator.comparingDouble(Standing::share)
            .thenComparingLong(Standing::over)
            .reversed();

    private final ConcurrentMap<String, Standing> kept = new ConcurrentHashMap<>();
    /** Who is less near has no place; only what trims writes it. */
    private volatile double least;

    /** Somebody has asked. */
    void note(Standing standing) {
        String key = CounterId.key(standing.limit(), standing.identity());
        if (standing.share() >= least || kept.containsKey(key)) {
            kept.merge(key, standing, (one, other) -> one.freeMillis() < other.seenMillis() ? other : one.and(other));
        }
    }

    /** Drops what is past, and what there is no room for; for a timer. */
    void trim(long nowMillis) {
        kept.values().removeIf(standing -> standing.isPast(nowMillis));
        if (kept.size() <= MOST) {
            least = 0;
            return;
        }
        List<Standing> nearest = kept.values().stream().sorted(NEAREST).toList();
        least = nearest.get(MOST - 1).share();
        nearest.subList(MOST, nearest.size())
                .forEach(standing -> kept.remove(CounterId.key(standing.limit(), standing.identity())));
    }

    /** An operator has emptied counters of a limit: that of {@code identity}, or all if it is empty. */
    void forget(String limit, String identity) {
        kept.values()
                .removeIf(standing -> standing.limit().equals(limit)
                        && (identity.isEmpty() || standing.identity().equals(identity)));
    }

    /** That of the counter whose record has that key. */
    Optional<Standing> find(String key) {
        return Optional.ofNullable(kept.get(key));
    }

    /** All that are not past. */
    List<Standing> current(long nowMillis) {
        return kept.values().stream()
                .filter(standing -> !standing.isPast(nowMillis))
                .toList();
    }
}
