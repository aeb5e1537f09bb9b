package dev.noon.boot;

import dev.noon.cache.CacheCount;
import dev.noon.cache.CacheStatistics;
import dev.noon.cache.takeover.Takeover;
import dev.noon.cache.view.CacheView;
import dev.noon.control.Duty;
import dev.noon.control.Fence;
import dev.noon.control.NodeStatus;
import dev.noon.control.Reconciler;
import dev.noon.control.SwapFigures;
import dev.noon.control.SwapFigures.Collected;
import dev.noon.control.swap.ApplyFigures;
import dev.noon.control.swap.SwapReporter;
import dev.noon.control.swap.SwapWatch;
import dev.noon.edge.Tunnels;
import dev.noon.edge.connector.Connector;
import dev.noon.members.Members;
import dev.noon.observe.NodeFacts;
import dev.noon.policy.ban.Bans;
import dev.noon.policy.cache.Flights;
import dev.noon.policy.cache.Refreshes;
import dev.noon.policy.limit.LimitNode;
import dev.noon.policy.limit.LimitTally;
import dev.noon.policy.mirror.Mirrors;
import dev.noon.snapshot.ActiveSnapshot;
import dev.noon.snapshot.PolicyCatalogue;
import dev.noon.snapshot.SharedResources;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** What health and metrics may know of the node, gathered from its parts. Thread-safe. */
final class Facts implements NodeFacts {
    private final NodeSettings settings;
    private final Reconciler reconciler;
    private final ActiveSnapshot active;
    private final TrafficPort port;
    private final NodeDrain drain;
    private final Map<String, Supplier<Number>> figures = new LinkedHashMap<>();
    private volatile boolean started;
    private volatile BooleanSupplier settled = () -> false;

    Facts(NodeSettings settings, Reconciler reconciler, ActiveSnapshot active, TrafficPort port, NodeDrain drain) {
        this.settings = settings;
        this.reconciler = reconciler;
        this.active = active;
        this.port = port;
        this.drain = drain;
    }

    /** Adds the figures of the cache, the grid and the shared resources. */
    void include(CacheSide side, Members members, SharedResources resources) {
        CacheView cache = side.view();
        Takeover takeover = side.takeover();
        settled = takeover::isOver;
        figures.put("noon_cache_taken_over_total", takeover::takenSoFar);
        figures.put("noon_cache_taken_over_asked_total", takeover::askedSoFar);
        figures.put("noon_grid_members", () -> members.current().size());
        figures.put("noon_grid_majority", () -> side.scopes().hasMajority() ? 1 : 0);
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
        cacheFigure(
                "noon_cache_copies_behind_total", cache, s -> s.behind().times().count());
        cacheFigure(
                "noon_cache_behind_p99_millis", cache, s -> s.behind().times().quantileMicros(0.99) / 1_000);
        cacheFigure("noon_cache_behind_longest_millis", cache, s -> s.behind().longestMillis());
        cacheFigure("noon_grid_timeouts_total", cache, s -> s.grid().timeouts());
        cacheFigure("noon_grid_failures_total", cache, s -> s.grid().failures());
        cacheFigure("noon_grid_skipped_total", cache, s -> s.grid().skipped());
        cacheFigure("noon_grid_damaged_total", cache, s -> s.grid().damaged());
        cacheFigure(
                "noon_cache_evicted_by_generation_total", cache, s -> s.local().evictedByGeneration());
        figures.put("noon_cache_hit_ratio", () -> cache.total().hitRatio());
        figures.put("noon_cache_lookups_total", () -> cache.total().lookups());
        counted("noon_cache_local_hits_total", cache, CacheCount.LOCAL_HITS);
        counted("noon_cache_grid_hits_total", cache, CacheCount.GRID_HITS);
        figures.put("noon_cache_misses_total", () -> cache.total().misses());
        counted("noon_cache_stale_served_total", cache, CacheCount.STALE_SERVED);
        counted("noon_cache_collapsed_total", cache, CacheCount.COLLAPSED);
        counted("noon_cache_stores_total", cache, CacheCount.STORES);
        counted("noon_cache_stored_bytes_total", cache, CacheCount.STORED_BYTES);
        counted("noon_cache_served_bytes_total", cache, CacheCount.SERVED_BYTES);
    }

    /** Adds the figures of what policies share: copies that are sent aside, requests that were sent again, bans. */
    void include(PolicyCatalogue.Shares shares) {
        Mirrors mirrors = shares.mirrors();
        figures.put("noon_mirror_answered_total", mirrors::answeredSoFar);
        figures.put("noon_mirror_failed_total", mirrors::failedSoFar);
        figures.put("noon_mirror_dropped_total", mirrors::droppedSoFar);
        figures.put("noon_idempotency_lost_total", shares.repetitions()::lostSoFar);
        Bans bans = shares.bans();
        figures.put("noon_bans", bans::size);
        figures.put("noon_bans_made_total", bans::bannedSoFar);
        figures.put("noon_bans_refused_total", bans::refusedSoFar);
        include(shares.limits());
        Flights flights = shares.caching().flights();
        figures.put("noon_cache_fetches_under_way", flights::underWay);
        figures.put("noon_cache_waited_total", flights::waitedSoFar);
        figures.put("noon_cache_wait_ended_total", flights::tiredSoFar);
        Refreshes refreshes = shares.caching().refreshes();
        figures.put("noon_cache_refreshed_total", refreshes::doneSoFar);
        figures.put("noon_cache_refresh_failed_total", refreshes::failedSoFar);
        figures.put("noon_cache_refresh_dropped_total", refreshes::droppedSoFar);
    }

    /** Adds the figures of what calls upstreams. */
    void include(UpstreamSide upstreams) {
        upstreams.figures(figures);
    }

    private void include(LimitNode limits) {
        tally("noon_throttle", limits.throttles());
        tally("noon_quota", limits.quotas());
        figures.put("noon_throttle_near", limits::throttlesNear);
        figures.put("noon_quota_near", limits::quotasNear);
        figures.put("noon_limit_units_in_advance", limits::inAdvance);
        figures.put("noon_limit_counters_in_use", limits::inUse);
        figures.put("noon_limit_collisions_total", limits::collisions);
        figures.put("noon_quota_behind_records", () -> limits.behind().dirty());
        figures.put("noon_quota_behind_millis", () -> limits.behind().oldestMillis());
        figures.put("noon_quota_written_total", () -> limits.behind().written());
        figures.put("noon_quota_write_failures_total", () -> limits.behind().failed());
    }

    private void tally(String prefix, LimitTally tally) {
        figures.put(prefix + "_admitted_total", tally::admitted);
        figures.put(prefix + "_refused_total", tally::refused);
        figures.put(prefix + "_logged_total", tally::logged);
        figures.put(prefix + "_unknown_total", tally::unknown);
    }

    /** Adds what the connector cut off, and what it shows; and how many connections speak another protocol. */
    void include(Connector connector, Tunnels tunnels) {
        figures.put("noon_tunnels", tunnels::open);
        figures.put("noon_headers_cut_off_total", connector::cutOff);
        figures.put("noon_https_certificates", connector::certificates);
        figures.put("noon_https_certificate_expires_seconds", connector::certificatesUntil);
    }

    /** Adds how many more exchanges may call upstreams. */
    void include(Semaphore places) {
        figures.put("noon_upstream_places_free", places::availablePermits);
    }

    /** Adds the figures of the fence. */
    void include(Fence fence) {
        figures.put("noon_requests_held_total", fence::held);
    }

    /** Adds what the newest swap that has settled cost this node, and what is known of its revision on all nodes. */
    void include(SwapWatch watch, SwapReporter reporter) {
        swapFigure("noon_swap_revision", watch, swap -> OptionalLong.of(swap.revision()));
        swapFigure("noon_swap_allocated_bytes", watch, SwapFigures::allocatedBytes);
        swapFigure("noon_swap_collected_bytes", watch, swap -> collected(swap, Collected::bytes));
        swapFigure("noon_swap_gc_pause_millis", watch, swap -> collected(swap, Collected::pauseMillis));
        swapFigure("noon_swap_dropped", watch, swap -> OptionalLong.of(swap.dropped()));
        figures.put(
                "noon_propagation_millis",
                () -> number(
                        reporter.newest().map(ApplyFigures::propagationMillis).orElse(OptionalLong.empty())));
        figures.put("noon_audit_completeness_ratio", () -> reporter.newest()
                .map(applied -> applied.auditCompleteness().orElse(Double.NaN))
                .orElse(Double.NaN));
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
    public String region() {
        return settings.region();
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
        return active.current().isWarm() && settled.getAsBoolean();
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
    public Map<String, Supplier<Number>> figures() {
        return Map.copyOf(figures);
    }

    private void swapFigure(String name, SwapWatch watch, Function<SwapFigures, OptionalLong> figure) {
        figures.put(name, () -> number(watch.latest().map(figure).orElse(OptionalLong.empty())));
    }

    private static OptionalLong collected(SwapFigures swap, ToLongFunction<Collected> part) {
        Optional<Collected> collected = swap.collected();
        return collected.isPresent() ? OptionalLong.of(part.applyAsLong(collected.get())) : OptionalLong.empty();
    }

    private static Number number(OptionalLong value) {
        return value.isPresent() ? (Number) value.getAsLong() : (Number) Double.NaN;
    }

    private void cacheFigure(String name, CacheView cache, ToLongFunction<CacheStatistics> figure) {
        figures.put(name, () -> figure.applyAsLong(cache.statistics()));
    }

    private void counted(String name, CacheView cache, CacheCount count) {
        figures.put(name, () -> cache.total().of(count));
    }
}
