package dev.noon.boot;

import dev.noon.cache.Stamps;
import dev.noon.control.Operation.Command;
import dev.noon.control.PurgeTarget;
import dev.noon.policy.ban.Bans;
import dev.noon.policy.limit.LimitNode;
import dev.noon.upstream.breaker.Breakers;

/** Passes the commands of the operation log on to the cache, the breakers, the bans and the counters of limits. */
final class StampTarget implements PurgeTarget {
    private final Stamps stamps;
    private final Breakers breakers;
    private final Bans bans;
    private final LimitNode limits;

    StampTarget(Stamps stamps, Breakers breakers, Bans bans, LimitNode limits) {
        this.stamps = stamps;
        this.breakers = breakers;
        this.bans = bans;
        this.limits = limits;
    }

    @Override
    public void purge(Command.Purge purge, long operation, long timeMillis) {
        stamps.purge(purge.selection(), purge.soft(), operation, timeMillis);
    }

    @Override
    public void resetBreakers(String upstream, String target) {
        breakers.reset(upstream, target);
    }

    @Override
    public void liftBan(String id) {
        bans.lift(id);
    }

    @Override
    public void resetCounters(String limit, String identity, long operation) {
        limits.reset(limit, identity, operation);
    }

    @Override
    public void advanceTo(long operation) {
        stamps.advanceTo(operation);
    }
}
