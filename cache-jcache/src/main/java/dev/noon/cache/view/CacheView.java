package dev.noon.cache.view;

import dev.noon.cache.CacheFigures;
import dev.noon.cache.CacheSeries;
import dev.noon.cache.CacheStatistics;
import dev.noon.cache.CacheStatistics.Held;
import dev.noon.cache.CacheTallies;
import dev.noon.cache.Scope;
import dev.noon.cache.Tier;
import dev.noon.cache.TieredCache;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * What this node's cache holds and has done, for an operator. Nothing that it tells is a secret: where a payload might be one,
 * it is not in the answer. Thread-safe; takes time in proportion to what there is, and delays no request.
 */
public final class CacheView {
    /**
     * One scope on this node.
     *
     * @param capacity bytes of the heap that all scopes share; 0 if the scope is not kept there
     * @param gridCapacity about how many entries all nodes together keep in the grid
     * @param local what is in this node's heap
     * @param grid what this node owns of the grid
     * @param figures what was counted of it; nothing for a scope that holds no responses
     */
    public record Summary(Scope scope, long capacity, int gridCapacity, Held local, Held grid, CacheFigures figures) {}

    private final HeldEntries.Ranked local;
    private final HeldEntries grid;
    private final Counted counted;

    /**
     * What is counted and bounded.
     *
     * @param localBytes room of the local tier
     * @param gridCapacity about how many entries all nodes together keep in a scope of the grid
     */
    public record Counted(
            TieredCache cache, CacheTallies tallies, long localBytes, ToIntFunction<Scope> gridCapacity) {}

    public CacheView(HeldEntries.Ranked local, HeldEntries grid, Counted counted) {
        this.local = local;
        this.grid = grid;
        this.counted = counted;
    }

    /** The twelve scopes. */
    public List<Summary> scopes() {
        Map<Scope, CacheFigures> figures = counted.tallies().byScope();
        return Arrays.stream(Scope.values())
                .map(scope -> new Summary(
                        scope,
                        scope.holdsResponses() ? counted.localBytes() : 0,
                        counted.gridCapacity().applyAsInt(scope),
                        local.held(scope),
                        grid.held(scope),
                        figures.getOrDefault(scope, CacheFigures.NOTHING)))
                .toList();
    }

    /** How much one tier of this node holds of a scope. */
    public Held held(Scope scope, Tier tier) {
        return tier == Tier.LOCAL ? local.held(scope) : grid.held(scope);
    }

    /**
     * A page of the entries in one tier of this node.
     *
     * @throws IllegalArgumentException if the query is after no page
     */
    public EntryPage page(Tier tier, EntryQuery query) {
        return tier == Tier.LOCAL ? local.page(query) : grid.page(query);
    }

    /** What this node has under that key, in each of its tiers. */
    public List<Entry> find(Scope scope, String key, Predicate<String> proxies) {
        return Stream.of(local.find(scope, key, proxies), grid.find(scope, key, proxies))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The entries of this node's heap with the most of something, the most first. */
    public List<Entry.Answer> top(HeldEntries.Ranked.By by, Predicate<String> proxies, int limit) {
        return local.top(by, proxies, limit);
    }

    /** What was counted, by series. */
    public Map<CacheSeries, CacheFigures> series() {
        return counted.tallies().all();
    }

    /** What was counted in all, with the series that are gone. */
    public CacheFigures total() {
        return CacheFigures.sum(counted.tallies().byScope());
    }

    /** What the tiers hold, and what became of what they held. */
    public CacheStatistics statistics() {
        return counted.cache().statistics();
    }
}
