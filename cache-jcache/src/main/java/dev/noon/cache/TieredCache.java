package dev.noon.cache;

import dev.noon.time.WallClock;

/**
 * The local tier in front of the grid. What the grid answers is kept locally too, for what is left
 * of its life; what a purge voids is void in both tiers at once. Thread-safe.
 */
public final class TieredCache implements ResponseCache {
    private final LocalResponses local;
    private final GridResponses grid;
    private final Stamps stamps;
    private final Staleness staleness;
    private final Changes changes = new Changes();

    /** @param clock tells how far a copy lay behind */
    public TieredCache(LocalResponses local, GridResponses grid, Stamps stamps, WallClock clock) {
        this.local = local;
        this.grid = grid;
        this.stamps = stamps;
        this.staleness = new Staleness(clock);
        grid.listen(this::heard);
    }

    @Override
    public Lookup find(CacheKey key, Storage storage, Patience patience) {
        Lookup found;
        if (!storage.usesGrid()) {
            found = local.find(key);
        } else {
            found = storage.usesLocal() ? findTiered(key, storage, patience) : grid.find(key, patience);
        }
        return found.equals(Lookup.Miss.ABSENT) && storage.usesLocal() ? absent(key) : found;
    }

    @Override
    public void put(CacheKey key, StoredResponse response, Storage storage, Patience patience) {
        if (response.life().keptMillis() == 0 || judge(key, response) == Stamps.Verdict.VOID) {
            return;
        }
        if (storage.usesLocal()) {
            local.put(key, response);
        }
        if (storage.usesGrid()) {
            grid.put(key, response, patience);
        }
    }

    @Override
    public Stamps.Verdict judge(CacheKey key, StoredResponse response) {
        return stamps.judge(key, response.provenance());
    }

    @Override
    public long operation() {
        return stamps.operation();
    }

    @Override
    public boolean end(CacheKey key, StoredResponse end, Storage storage) {
        changes.note(key);
        if (storage.usesLocal()) {
            local.put(key, end);
        }
        if (storage.usesGrid()) {
            return grid.end(key, end);
        }
        grid.tell(key);
        return true;
    }

    @Override
    public long changes() {
        return changes.last();
    }

    @Override
    public boolean hasEnded(CacheKey key, long since) {
        return changes.concern(key, since);
    }

    /** What is here may have been put into the grid after it ended there, by a fetch that had not heard of it. */
    private void heard(CacheKey key) {
        changes.note(key);
        if (local.forget(key)) {
            grid.forget(key);
        }
    }

    /** Gives back the memory of what is over; for a timer. */
    public void sweep() {
        local.sweep();
    }

    /** What happened since the start. */
    public CacheStatistics statistics() {
        return new CacheStatistics(local.statistics(), grid.statistics(), staleness.read());
    }

    /** Why there is nothing: perhaps a change of the proxy has dropped it. */
    private Lookup absent(CacheKey key) {
        long before = key.tally().generationBefore(key.generation());
        return before >= 0 && local.buries(key.inGeneration(before)) ? Lookup.Miss.GENERATION : Lookup.Miss.ABSENT;
    }

    private Lookup findTiered(CacheKey key, Storage storage, Patience patience) {
        Lookup near = local.find(key, storage.nearMillis());
        if (near instanceof Lookup.Fresh) {
            return near;
        }
        Lookup far = grid.find(key, patience);
        if (far instanceof Lookup.Fresh fresh) {
            if (near instanceof Lookup.Stale stale) {
                staleness.compare(stale, fresh.response());
            }
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
