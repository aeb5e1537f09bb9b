package dev.noon.boot;

import dev.noon.cache.CacheTallies;
import dev.noon.cache.Freshness;
import dev.noon.cache.Generations;
import dev.noon.cache.Region;
import dev.noon.cache.Selection;
import dev.noon.cache.Stamps;
import dev.noon.cache.TieredCache;
import dev.noon.cache.grid.GridConnection;
import dev.noon.cache.grid.GridScopes;
import dev.noon.cache.local.LocalTier;
import dev.noon.cache.takeover.HotKeys;
import dev.noon.cache.takeover.Takeover;
import dev.noon.cache.view.CacheView;
import dev.noon.cache.view.ClusterFigures;
import dev.noon.control.Clocks;
import dev.noon.control.Statistics;
import dev.noon.counter.grid.GridClock;
import dev.noon.members.Members;
import dev.noon.snapshot.Snapshot;
import dev.noon.time.WallClock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;

/** The cache of a node: its tiers and scopes, and what counts and shows them. Thread-safe. */
final class CacheSide {
    private static final int SECONDS_BETWEEN_FIGURES = 5;
    private static final int SECONDS_BETWEEN_HOT_KEYS = 10;

    private final Stamps stamps = new Stamps();
    private final LocalTier local;
    private final GridScopes scopes;
    private final TieredCache cache;
    private final CacheTallies tallies;
    private final CacheView view;
    private final ClusterFigures figures;
    private final HotKeys hotKeys;
    private final Takeover takeover;
    private final Members members;
    private final WallClock clock;
    private final AtomicInteger seconds = new AtomicInteger();

    /** @param generations which of them the snapshot in force serves */
    CacheSide(
            NodeSettings settings, GridConnection connection, Members members, Generations generations, Clocks clocks) {
        this.members = members;
        this.clock = new GridClock(connection.hazelcast(), clocks.wall());
        Freshness freshness = new Freshness(stamps, clocks.wall());
        local = new LocalTier(settings.localCacheBytes(), freshness, generations);
        scopes = new GridScopes(connection, settings.grid(), freshness, clocks.ticker());
        cache = new TieredCache(local, scopes.responses(), stamps, clocks.wall());
        tallies = new CacheTallies(clocks.ticker(), settings.observing().series());
        view = new CacheView(
                local.view(),
                scopes.view(),
                new CacheView.Counted(cache, tallies, settings.localCacheBytes(), scopes::capacity));
        figures = new ClusterFigures(
                new ClusterFigures.NodeName(settings.node(), settings.region()),
                view,
                scopes.records(Region.FIGURES),
                members,
                clocks.wall());
        hotKeys = new HotKeys(local.hot(), scopes.records(Region.HOTTEST), members);
        takeover = new Takeover(hotKeys, local.hot(), scopes.responses(), generations, clocks.ticker());
    }

    /** Opens what is not open in the grid; may block as long as the grid's call timeout. */
    void open() {
        scopes.open();
    }

    void close() {
        scopes.close();
    }

    /** Takes over what other nodes are asked for most, if that is still to be done; two seconds at most. */
    void takeOver(Snapshot inForce) {
        takeover.attempt(!inForce.hash().isEmpty());
    }

    void everySecond(Snapshot inForce) {
        takeOver(inForce);
        tallies.sweep(inForce::has);
        int second = seconds.incrementAndGet();
        if (second % SECONDS_BETWEEN_FIGURES == 0) {
            figures.publish();
        }
        if (second % SECONDS_BETWEEN_HOT_KEYS == 0) {
            hotKeys.publish();
        }
    }

    void everyMinute() {
        open();
        cache.sweep();
    }

    Members members() {
        return members;
    }

    /** The time that all nodes share. */
    WallClock clock() {
        return clock;
    }

    Stamps stamps() {
        return stamps;
    }

    TieredCache responses() {
        return cache;
    }

    GridScopes scopes() {
        return scopes;
    }

    CacheTallies tallies() {
        return tallies;
    }

    CacheView view() {
        return view;
    }

    ClusterFigures figures() {
        return figures;
    }

    Takeover takeover() {
        return takeover;
    }

    /** About how many answers a purge would be about. */
    ToLongFunction<Selection> selecting() {
        return Seen.selecting(local);
    }

    /** What is stored here, by whose it is. */
    Map<Statistics.Owner, Long> stored() {
        return Seen.stored(local);
    }
}
