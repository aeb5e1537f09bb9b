package dev.noon.cache;

import java.util.EnumMap;
import java.util.Map;

/**
 * The local tier in front of the grid. What the grid answers is kept locally too, for what is left
 * of its life; what a purge voids is void in both tiers at once. Thread-safe.
 */
public final class TieredCache implements ResponseCache {
    private final LocalResponses local;
    private final GridResponses grid;
    private final Stamps stamps;
    /** By the scope's ordinal. */
    private final LookupCounters[] counters = new LookupCounters[Scope.values().length];

    public TieredCache(LocalResponses local, GridResponses grid, Stamps stamps) {
        this.local = local;
        this.grid = grid;
        this.stamps = stamps;
        for (int i = 0; i < counters.length; i++) {
            counters[i] = new LookupCounters();
        }
    }

    @Override
    public Lookup find(CacheKey key, Storage storage, Patience patience) {
        Lookup found =
                switch (storage) {
                    case LOCAL -> local.find(key);
                    case DISTRIBUTED -> grid.find(key, patience);
                    case TIERED -> findTiered(key, patience);
                };
        counters[key.scope().ordinal()].count(found);
        return found;
    }

    @Override
    public void put(CacheKey key, StoredResponse response, Storage storage, Patience patience) {
        if (response.life().keptMillis() == 0 || !stands(key, response)) {
            return;
        }
        counters[key.scope().ordinal()].countStore();
        if (storage.usesLocal()) {
            local.put(key, response);
        }
        if (storage.usesGrid()) {
            grid.put(key, response, patience);
        }
    }

    @Override
    public boolean stands(CacheKey key, StoredResponse response) {
        return stamps.judge(key, response.provenance()) != Stamps.Verdict.VOID;
    }

    @Override
    public long operation() {
        return stamps.operation();
    }

    /** Gives back the memory of what is over; for a timer. */
    public void sweep() {
        local.sweep();
    }

    /** What happened since the start. */
    public CacheStatistics statistics() {
        Map<Scope, CacheStatistics.Lookups> scopes = new EnumMap<>(Scope.class);
        for (Scope scope : Scope.values()) {
            if (scope.holdsResponses()) {
                scopes.put(scope, counters[scope.ordinal()].read());
            }
        }
        return new CacheStatistics(scopes, local.statistics(), grid.statistics());
    }

    private Lookup findTiered(CacheKey key, Patience patience) {
        Lookup near = local.find(key);
        if (near instanceof Lookup.Fresh) {
            return near;
        }
        Lookup far = grid.find(key, patience);
        if (far instanceof Lookup.Fresh fresh) {
            local.put(key, fresh.response());
            return far;
        }
        return moreTelling(near, far);
    }

    /** Neither is fresh: something stale says more than nothing, and a reason says more than "absent". */
    private static Lookup moreTelling(Lookup near, Lookup far) {
        if (far instanceof Lookup.Stale) {
            return far;
        }
        if (near instanceof Lookup.Stale || far.equals(Lookup.Miss.ABSENT)) {
            return near;
        }
        return far;
    }
}
