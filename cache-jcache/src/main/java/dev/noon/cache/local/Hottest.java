package dev.noon.cache.local;

import dev.noon.cache.CacheKey;
import dev.noon.cache.HotKey;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The entries that are asked for most often, among those that it is shown; keeps no more meanwhile. Confined to one call. */
final class Hottest {
    private static final long HOUR_MILLIS = 3_600_000;
    /** What is younger counts as that old: one hit in its first moment says little. */
    private static final long YOUNGEST_MILLIS = 10_000;

    private static final Comparator<Ranked> ORDER =
            Comparator.comparingInt(Ranked::perHour).thenComparing(Ranked::key);

    private record Ranked(int perHour, CacheKey key, int bytes) {}

    private final int limit;
    private final long nowMillis;
    /** The least of them first. */
    private final PriorityQueue<Ranked> best;

    Hottest(int limit, long nowMillis) {
        this.limit = limit;
        this.nowMillis = nowMillis;
        this.best = new PriorityQueue<>(limit + 1, ORDER);
    }

    /** Whether that entry is in the grid too and may be one of them; what is asked for less than once an hour is not. */
    boolean wants(Kept kept) {
        if (!kept.isShared()) {
            return false;
        }
        int least = best.size() < limit ? 1 : best.element().perHour() + 1;
        return perHour(kept) >= least;
    }

    void add(CacheKey key, Kept kept) {
        best.add(new Ranked(perHour(kept), key, kept.bytes));
        if (best.size() > limit) {
            best.remove();
        }
    }

    /** The most first. */
    List<HotKey> keys() {
        return best.stream().sorted(ORDER.reversed()).map(Hottest::named).toList();
    }

    private int perHour(Kept kept) {
        long ageMillis = Math.max(YOUNGEST_MILLIS, nowMillis - kept.putMillis);
        return (int) Math.min(Integer.MAX_VALUE, kept.hits() * HOUR_MILLIS / ageMillis);
    }

    private static HotKey named(Ranked ranked) {
        CacheKey key = ranked.key();
        return new HotKey(key.scope(), key.owner(), key.generation(), key.gridName(), ranked.bytes(), ranked.perHour());
    }
}
