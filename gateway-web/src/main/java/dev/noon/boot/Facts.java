package dev.noon.boot;

import dev.noon.cache.CacheStatistics;
import dev.noon.cache.TieredCache;
import dev.noon.control.Duty;
import dev.noon.control.Fence;
import dev.noon.control.NodeStatus;
import dev.noon.control.Reconciler;
import dev.noon.members.Members;
import dev.noon.observe.NodeFacts;
import dev.noon.snapshot.ActiveSnapshot;
import dev.noon.snapshot.SharedResources;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** What health and metrics may know of the node, gathered from its parts. Thread-safe. */
final class Facts implements NodeFacts {
    private final NodeSettings settings;
    private final Reconciler reconciler;
    private final ActiveSnapshot active;
    private final TrafficPort port;
    private final NodeDrain drain;
    private final Map<String, LongSupplier> figures = new LinkedHashMap<>();
    private volatile boolean started;

    Facts(NodeSettings settings, Reconciler reconciler, ActiveSnapshot active, TrafficPort port, NodeDrain drain) {
        this.settings = settings;
        this.reconciler = reconciler;
        this.active = active;
        this.port = port;
        this.drain = drain;
    }

    /** Adds the figures of the cache, the grid and the shared resources. */
    void include(TieredCache cache, Members members, SharedResources resources) {
        figures.put("noon_grid_members", () -> members.current().size());
        figures.put("noon_shared_resources", resources::size);
        figures.put("noon_swaps_total", () -> reconciler.status().counts().swaps());
        figures.put("noon_refusals_total", () -> reconciler.status().counts().refusals());
        figures.put("noon_drifts_total", () -> reconciler.status().counts().drifts());
        figures.put("noon_swap_millis", () -> reconciler.status().counts().swapMillis());
        cacheFigure("noon_cache_local_entries", cache, s -> s.local().entries());
        cacheFigure("noon_cache_local_bytes", cache, s -> s.local().bytes());
        cacheFigure("noon_cache_evicted_by_size_total", cache, s -> s.local().evictedBySize());
        cacheFigure("noon_cache_evicted_by_expiry_total", cache, s -> s.local().evictedByExpiry());
        cacheFigure("noon_cache_evicted_explicitly_total", cache, s -> s.local().evictedExplicitly());
        cacheFigure("noon_grid_timeouts_total", cache, s -> s.grid().timeouts());
        cacheFigure("noon_grid_failures_total", cache, s -> s.grid().failures());
        cacheFigure("noon_grid_skipped_total", cache, s -> s.grid().skipped());
        cacheFigure("noon_grid_damaged_total", cache, s -> s.grid().damaged());
        cacheFigure("noon_cache_local_hits_total", cache, s -> sum(s, CacheStatistics.Lookups::localHits));
        cacheFigure("noon_cache_grid_hits_total", cache, s -> sum(s, CacheStatistics.Lookups::gridHits));
        cacheFigure("noon_cache_misses_total", cache, s -> sum(s, CacheStatistics.Lookups::misses));
        cacheFigure("noon_cache_stale_total", cache, s -> sum(s, CacheStatistics.Lookups::stale));
        cacheFigure("noon_cache_stores_total", cache, s -> sum(s, CacheStatistics.Lookups::stores));
    }

    /** Adds the figures of the fence. */
    void include(Fence fence) {
        figures.put("noon_requests_held_total", fence::held);
    }

    /** Everything has been made and the first look at the store is over. */
    void markStarted() {
        started = true;
    }

    @Override
    public String node() {
        return settings.node();
    }

    @Override
    public String environment() {
        return settings.environment();
    }

    @Override
    public long revision() {
        return active.current().revision();
    }

    @Override
    public String hash() {
        return active.current().hash();
    }

    @Override
    public long operation() {
        return reconciler.status().operation();
    }

    @Override
    public boolean isStarted() {
        return started;
    }

    @Override
    public boolean isWarm() {
        return active.current().isWarm();
    }

    @Override
    public boolean isAccepting() {
        return port.isAccepting();
    }

    @Override
    public boolean isStoreReachable() {
        return reconciler.status().storeReachable();
    }

    @Override
    public String duty() {
        Duty duty = reconciler.status().duty();
        return (duty.wantsTraffic() && !drain.isReady() ? Duty.DRAINED : duty).text();
    }

    @Override
    public boolean wantsTraffic() {
        return drain.isReady();
    }

    @Override
    public String state() {
        return reconciler.status().state().text();
    }

    @Override
    public long millisSinceContact() {
        return reconciler.status().sinceContact().toMillis();
    }

    @Override
    public String refusal() {
        NodeStatus status = reconciler.status();
        return status.refusal().map(Object::toString).orElse("");
    }

    @Override
    public Map<String, LongSupplier> figures() {
        return Map.copyOf(figures);
    }

    private void cacheFigure(String name, TieredCache cache, ToLongFunction<CacheStatistics> figure) {
        figures.put(name, () -> figure.applyAsLong(cache.statistics()));
    }

    private static long sum(CacheStatistics statistics, ToLongFunction<CacheStatistics.Lookups> part) {
        return statistics.scopes().values().stream().mapToLong(part).sum();
    }
}
