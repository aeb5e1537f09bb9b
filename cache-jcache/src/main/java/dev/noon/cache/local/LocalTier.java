package dev.noon.cache.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.noon.cache.CacheKey;
import dev.noon.cache.CacheStatistics;
import dev.noon.cache.CacheStatistics.Held;
import dev.noon.cache.Eviction;
import dev.noon.cache.Freshness;
import dev.noon.cache.Generations;
import dev.noon.cache.HotEntries;
import dev.noon.cache.LocalResponses;
import dev.noon.cache.Lookup;
import dev.noon.cache.Scope;
import dev.noon.cache.StoredResponse;
import dev.noon.cache.Tier;
import dev.noon.cache.view.HeldEntries;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Responses in this node's heap, bounded by bytes; the least useful go first (W-TinyLFU). What is over is no answer at once,
 * and gives its memory back when it is found, when others need the room, or at the next sweep. No thread of its own: upkeep
 * runs in the thread that calls, in small pieces. Thread-safe.
 */
public final class LocalTier implements LocalResponses {
    /** How many entries a sweep looks at before it lets other threads go on. */
    private static final int BATCH = 1_024;
    /** What is taken over may weigh that part of what entries may, on top of it. */
    private static final int TAKEN_OVER_PART = 8;

    private final Freshness freshness;
    private final Generations generations;
    private final Cache<CacheKey, Kept> entries;
    private final Capacities capacities = new Capacities(this::crowdOut);
    /** Those that are just being removed to make room for others of their policy. */
    private final Set<CacheKey> crowdedOut = ConcurrentHashMap.newKeySet();

    private final TakenOver takenOver;
    private final LongAdder[] evictions = adders(Eviction.values().length);
    /** By the scope's ordinal. */
    private final LongAdder[] heldEntries = adders(Scope.values().length);

    private final LongAdder[] heldBytes = adders(Scope.values().length);

    /**
     * @param maxBytes what all entries together may weigh, as {@link EntryWeigher} weighs; zero
     *     keeps nothing
     * @param generations which entries nobody will ask for any more
     */
    public LocalTier(long maxBytes, Freshness freshness, Generations generations) {
        this.freshness = freshness;
        this.generations = generations;
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .<CacheKey, Kept>weigher((key, kept) -> kept.bytes)
                .executor(Runnable::run)
                .removalListener(this::gone)
                .build();
        this.takenOver = new TakenOver(entries.asMap(), maxBytes / TAKEN_OVER_PART, freshness, generations);
    }

    @Override
    public Lookup find(CacheKey key, long nearMillis) {
        Kept kept = entries.getIfPresent(key);
        return kept == null ? findTakenOver(key, nearMillis) : judge(key, kept, nearMillis);
    }

    private Lookup findTakenOver(CacheKey key, long nearMillis) {
        return takenOver
                .claim(key)
                .map(claimed -> judge(key, moved(key, claimed), nearMillis))
                .orElse(Lookup.Miss.ABSENT);
    }

    /** What another thread has put there meanwhile is newer. */
    private Kept moved(CacheKey key, TakenOver.Unasked claimed) {
        StoredResponse response = claimed.response();
        Kept kept = Kept.of(response, EntryWeigher.bytes(key, response), claimed.sinceMillis(), true);
        Kept other = entries.asMap().putIfAbsent(key, kept);
        if (other == null) {
            count(key, kept);
            capacities.used(key);
        }
        return other == null ? kept : other;
    }

    private Lookup judge(CacheKey key, Kept kept, long nearMillis) {
        Lookup found = freshness.judge(key, kept.response, Tier.LOCAL);
        if (found instanceof Lookup.Miss) {
            entries.asMap().remove(key, kept);
        } else {
            kept.countHit();
            capacities.used(key);
        }
        boolean bounded = nearMillis != Long.MAX_VALUE;
        return bounded && found instanceof Lookup.Fresh fresh ? near(fresh, kept, nearMillis) : found;
    }

    private Lookup near(Lookup.Fresh fresh, Kept kept, long nearMillis) {
        long sinceMillis = freshness.nowMillis() - kept.putMillis;
        // A clock that was set back says nothing.
        boolean near = sinceMillis >= 0 && sinceMillis < nearMillis;
        return near
                ? fresh
                : new Lookup.Stale(
                        fresh.response(), Tier.LOCAL, fresh.ageSeconds(), Math.max(0, sinceMillis - nearMillis));
    }

    @Override
    public void put(CacheKey key, StoredResponse response, boolean shared) {
        if (freshness.remainingMillis(response) > 0) {
            Kept kept = Kept.of(response, EntryWeigher.bytes(key, response), freshness.nowMillis(), shared);
            count(key, kept);
            entries.put(key, kept);
            capacities.used(key);
            takenOver.replaced(key);
        }
    }

    private void count(CacheKey key, Kept kept) {
        heldEntries[key.scope().ordinal()].increment();
        heldBytes[key.scope().ordinal()].add(kept.bytes);
    }

    @Override
    public void drop(CacheKey key) {
        takenOver.forget(key);
        entries.invalidate(key);
    }

    @Override
    public boolean forget(CacheKey key) {
        return takenOver.forget(key) | entries.asMap().remove(key) != null;
    }

    @Override
    public boolean buries(CacheKey key) {
        Kept kept = entries.asMap().get(key);
        if (kept == null || isOver(kept)) {
            return false;
        }
        if (generations.isDead(key.owner(), key.generation())) {
            entries.asMap().remove(key, kept);
        }
        return true;
    }

    @Override
    public void dropProxy(String proxy) {
        takenOver.forgetProxy(proxy);
        entries.asMap().keySet().removeIf(key -> key.owner().equals(proxy));
    }

    @Override
    public void dropAll() {
        takenOver.forgetAll();
        entries.invalidateAll();
    }

    @Override
    public void sweep() {
        int looked = 0;
        for (Map.Entry<CacheKey, Kept> entry : entries.asMap().entrySet()) {
            CacheKey key = entry.getKey();
            if (isOver(entry.getValue()) || generations.isDead(key.owner(), key.generation())) {
                entries.asMap().remove(key, entry.getValue());
            }
            if (++looked % BATCH == 0) {
                Thread.yield();
            }
        }
        entries.cleanUp();
        capacities.sweep();
        takenOver.sweep();
    }

    @Override
    public CacheStatistics.Local statistics() {
        return new CacheStatistics.Local(
                entries.estimatedSize(),
                bytes(),
                evictions[Eviction.SIZE.ordinal()].sum(),
                evictions[Eviction.EXPIRY.ordinal()].sum(),
                evictions[Eviction.EXPLICIT.ordinal()].sum(),
                evictions[Eviction.GENERATION.ordinal()].sum());
    }

    /** The same entries for people. */
    public HeldEntries.Ranked view() {
        return new LocalEntries(entries.asMap(), this::held);
    }

    /** What it has for nodes that start, and what it took over when this one did. */
    public HotEntries hot() {
        return takenOver;
    }

    /** Whose entries, and of which generation. */
    public record Owner(String name, long generation) {}

    /** How many entries each owner has, roughly; looks at every entry. */
    public Map<Owner, Long> owners() {
        Map<Owner, Long> owners = new HashMap<>();
        entries.asMap().keySet().forEach(key -> owners.merge(new Owner(key.owner(), key.generation()), 1L, Long::sum));
        return owners;
    }

    private Held held(Scope scope) {
        return new Held(heldEntries[scope.ordinal()].sum(), heldBytes[scope.ordinal()].sum());
    }

    /**
     * About how many entries are such; looks at {@code most} at the most, and takes the others to be like them.
     *
     * @param such says of an entry whether it is one
     */
    public long estimate(BiPredicate<CacheKey, StoredResponse> such, int most) {
        long looked = 0;
        long found = 0;
        for (Map.Entry<CacheKey, Kept> entry : entries.asMap().entrySet()) {
            if (looked == most) {
                return Math.round((double) found / looked * entries.estimatedSize());
            }
            looked++;
            found += such.test(entry.getKey(), entry.getValue().response) ? 1 : 0;
        }
        return found;
    }

    private long bytes() {
        return entries.policy()
                .eviction()
                .orElseThrow(() -> new IllegalStateException("the cache is bounded"))
                .weightedSize()
                .orElseThrow(() -> new IllegalStateException("the cache is weighed"));
    }

    private boolean isOver(Kept kept) {
        return freshness.remainingMillis(kept.response) <= 0;
    }

    private void gone(@Nullable CacheKey key, @Nullable Kept kept, RemovalCause cause) {
        if (key == null || kept == null) {
            return; // nothing here is held weakly
        }
        heldEntries[key.scope().ordinal()].decrement();
        heldBytes[key.scope().ordinal()].add(-kept.bytes);
        if (cause != RemovalCause.REPLACED) {
            capacities.gone(key);
            Eviction eviction = eviction(key, kept, cause);
            evictions[eviction.ordinal()].increment();
            key.tally().evicted(eviction);
        }
    }

    private void crowdOut(CacheKey key) {
        crowdedOut.add(key);
        entries.asMap().remove(key);
        crowdedOut.remove(key);
    }

    /** What was of no more use anyway has not gone for others' sake. */
    private Eviction eviction(CacheKey key, Kept kept, RemovalCause cause) {
        if (generations.isDead(key.owner(), key.generation())) {
            return Eviction.GENERATION;
        }
        if (isOver(kept)) {
            return Eviction.EXPIRY;
        }
        return cause == RemovalCause.SIZE || crowdedOut.contains(key) ? Eviction.SIZE : Eviction.EXPLICIT;
    }

    private static LongAdder[] adders(int count) {
        return Stream.generate(LongAdder::new).limit(count).toArray(LongAdder[]::new);
    }
}
