package dev.noon.cache.local;

import dev.noon.cache.CacheKey;
import dev.noon.cache.CacheStatistics.Held;
import dev.noon.cache.Scope;
import dev.noon.cache.Tier;
import dev.noon.cache.view.Entry;
import dev.noon.cache.view.EntryPage;
import dev.noon.cache.view.EntryQuery;
import dev.noon.cache.view.HeldEntries;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/**
 * The entries of the local tier for people. Each call looks at every entry and keeps no more than a page of them; pages are in
 * the order of hash code and name, which is the same however often it is asked. Thread-safe.
 */
final class LocalEntries implements HeldEntries.Ranked {
    private static final Pattern CURSOR = Pattern.compile("[0-9a-f]{8}[0-9a-f]{64}");
    private static final int HASH_DIGITS = 8;
    /** Names are worked out only for entries of the same rank and hash code. */
    private static final Comparator<Ranked> ORDER = Comparator.comparingLong(Ranked::rank)
            .thenComparingInt(entry -> entry.key().hashCode())
            .thenComparing(entry -> entry.key().gridName());

    private final Map<CacheKey, Kept> entries;
    private final Function<Scope, Held> held;

    LocalEntries(Map<CacheKey, Kept> entries, Function<Scope, Held> held) {
        this.entries = entries;
        this.held = held;
    }

    @Override
    public Held held(Scope scope) {
        return held.apply(scope);
    }

    @Override
    public EntryPage page(EntryQuery query) {
        Predicate<CacheKey> after = after(query);
        List<Ranked> found = first(
                entry -> entry.getKey().scope() == query.scope()
                        && after.test(entry.getKey())
                        && query.takes(
                                entry.getKey().owner(),
                                entry.getValue().response.provenance().path()),
                entry -> 0,
                query.limit() + 1);
        boolean more = found.size() > query.limit();
        List<Entry> page = found.stream()
                .limit(query.limit())
                .<Entry>map(LocalEntries::entry)
                .toList();
        return new EntryPage(page, more ? cursor(found.get(query.limit() - 1).key()) : "");
    }

    @Override
    public Optional<Entry> find(Scope scope, String key, Predicate<String> proxies) {
        for (Map.Entry<CacheKey, Kept> entry : entries.entrySet()) {
            CacheKey found = entry.getKey();
            if (found.scope() == scope && proxies.test(found.owner()) && found.isNamed(key)) {
                return Optional.of(entry(new Ranked(0, found, entry.getValue())));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<Entry.Answer> top(By by, Predicate<String> proxies, int limit) {
        return first(entry -> proxies.test(entry.getKey().owner()), entry -> most(by, entry.getValue()), limit).stream()
                .map(LocalEntries::entry)
                .toList();
    }

    private static long most(By by, Kept kept) {
        return -(by == By.HITS ? kept.hits() : kept.bytes);
    }

    /** An entry and where it stood when it was looked at: hits go on being counted. */
    private record Ranked(long rank, CacheKey key, Kept kept) {}

    /** The first {@code limit} by rank; keeps no more meanwhile. */
    private List<Ranked> first(
            Predicate<Map.Entry<CacheKey, Kept>> which, ToLongFunction<Map.Entry<CacheKey, Kept>> rank, int limit) {
        PriorityQueue<Ranked> kept = new PriorityQueue<>(limit + 1, ORDER.reversed());
        for (Map.Entry<CacheKey, Kept> entry : entries.entrySet()) {
            Ranked next = new Ranked(rank.applyAsLong(entry), entry.getKey(), entry.getValue());
            boolean early = kept.size() < limit || ORDER.compare(next, kept.element()) < 0;
            if (early && which.test(entry)) {
                kept.add(next);
                if (kept.size() > limit) {
                    kept.remove();
                }
            }
        }
        return kept.stream().sorted(ORDER).toList();
    }

    private static Predicate<CacheKey> after(EntryQuery query) {
        String cursor = query.after();
        if (cursor.isEmpty()) {
            return key -> true;
        }
        if (!CURSOR.matcher(cursor).matches()) {
            throw query.notAPage();
        }
        int hash = Integer.parseUnsignedInt(cursor, 0, HASH_DIGITS, 16);
        String name = cursor.substring(HASH_DIGITS);
        return key -> key.hashCode() > hash
                || (key.hashCode() == hash && key.gridName().compareTo(name) > 0);
    }

    private static String cursor(CacheKey key) {
        return String.format("%08x", key.hashCode()) + key.gridName();
    }

    private static Entry.Answer entry(Ranked entry) {
        CacheKey key = entry.key();
        Kept kept = entry.kept();
        return new Entry.Answer(
                key.scope(),
                key.gridName(),
                Tier.LOCAL,
                kept.bytes,
                key.owner(),
                key.generation(),
                kept.hits(),
                kept.response);
    }
}
