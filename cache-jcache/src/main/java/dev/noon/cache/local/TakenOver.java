package dev.noon.cache.local;

import dev.noon.cache.CacheKey;
import dev.noon.cache.Freshness;
import dev.noon.cache.Generations;
import dev.noon.cache.HotEntries;
import dev.noon.cache.HotKey;
import dev.noon.cache.StoredResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * What a node has taken over when it started, until somebody asks for it: only whoever asks knows the whole key, and here is
 * only its hash. Weighed and bounded apart from the entries. Thread-safe; costs a miss one look at an empty map once everything
 * has been asked for or forgotten.
 */
final class TakenOver implements HotEntries {
    private static final long KEPT_MILLIS = Duration.ofMinutes(5).toMillis();

    /**
     * An answer that nobody has asked for here.
     *
     * @param bytes what it weighs
     * @param sinceMillis when it was taken over
     */
    record Unasked(HotKey key, StoredResponse response, int bytes, long sinceMillis) {}

    private final Map<CacheKey, Kept> entries;
    private final long room;
    private final Freshness freshness;
    private final Generations generations;
    /** By the hash of the key. */
    private final ConcurrentMap<String, Unasked> unasked = new ConcurrentHashMap<>();

    /** Hashes of what has been forgotten so far: an answer to it that was read before may come later. Empty once settled. */
    private final Set<String> forgotten = ConcurrentHashMap.newKeySet();

    private volatile boolean settled;

    private final AtomicLong bytes = new AtomicLong();
    private final LongAdder asked = new LongAdder();

    /**
     * @param entries the node's own
     * @param room what those that were taken over may weigh, bytes
     */
    TakenOver(Map<CacheKey, Kept> entries, long room, Freshness freshness, Generations generations) {
        this.entries = entries;
        this.room = room;
        this.freshness = freshness;
        this.generations = generations;
    }

    @Override
    public List<HotKey> hottest(int limit) {
        Hottest hottest = new Hottest(limit, freshness.nowMillis());
        entries.forEach((key, kept) -> {
            if (hottest.wants(kept)
                    && freshness.remainingMillis(kept.response) > 0
                    && !generations.isDead(key.owner(), key.generation())) {
                hottest.add(key, kept);
            }
        });
        return hottest.keys();
    }

    @Override
    public long room() {
        return room;
    }

    @Override
    public boolean takeOver(HotKey key, StoredResponse response) {
        int weight = EntryWeigher.bytes(key.owner().length() + key.hash().length(), response);
        if (bytes.addAndGet(weight) > room) {
            bytes.addAndGet(-weight);
            return false;
        }
        Unasked before = unasked.put(key.hash(), new Unasked(key, response, weight, freshness.nowMillis()));
        if (before != null) {
            bytes.addAndGet(-before.bytes());
        }
        return forgotten.isEmpty()
                || !forgotten.contains(key.hash())
                || remove(key.hash()).isEmpty();
    }

    @Override
    public void settle() {
        settled = true;
        forgotten.clear();
    }

    @Override
    public long askedSoFar() {
        return asked.sum();
    }

    /** Hands out what lies here for {@code key}, once. */
    Optional<Unasked> claim(CacheKey key) {
        Optional<Unasked> claimed = remove(key);
        claimed.ifPresent(once -> asked.increment());
        return claimed;
    }

    /** Something newer has come. */
    void replaced(CacheKey key) {
        remove(key);
    }

    /** It is to be gone, also if it has been read already and is still to come; says whether there was anything. */
    boolean forget(CacheKey key) {
        if (!settled) {
            forgotten.add(key.gridName());
        }
        return remove(key).isPresent();
    }

    void forgetProxy(String proxy) {
        removeIf(one -> one.key().owner().equals(proxy));
    }

    void forgetAll() {
        removeIf(one -> true);
    }

    /** Lets go of what is over, of dead generations, and of what nobody has asked for in five minutes. */
    void sweep() {
        long before = freshness.nowMillis() - KEPT_MILLIS;
        removeIf(one -> one.sinceMillis() <= before
                || freshness.remainingMillis(one.response()) <= 0
                || generations.isDead(one.key().owner(), one.key().generation()));
    }

    private Optional<Unasked> remove(CacheKey key) {
        return unasked.isEmpty() ? Optional.empty() : remove(key.gridName());
    }

    private Optional<Unasked> remove(String hash) {
        Optional<Unasked> removed = Optional.ofNullable(unasked.remove(hash));
        removed.ifPresent(one -> bytes.addAndGet(-one.bytes()));
        return removed;
    }

    private void removeIf(Predicate<Unasked> such) {
        for (Unasked one : unasked.values()) {
            if (such.test(one) && unasked.remove(one.key().hash(), one)) {
                bytes.addAndGet(-one.bytes());
            }
        }
    }
}
