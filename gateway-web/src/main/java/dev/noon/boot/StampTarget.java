package dev.noon.boot;

import dev.noon.cache.Stamps;
import dev.noon.control.PurgeTarget;
import dev.noon.policy.ban.Bans;
import dev.noon.upstream.breaker.Breakers;

/** Passes the commands of the operation log on to the cache, the breakers and the bans. */
final class StampTarget implements PurgeTarget {
    private final Stamps stamps;
    private final Breakers breakers;
    private final Bans bans;

    StampTarget(Stamps stamps, Breakers breakers, Bans bans) {
        this.bans = bans;
        this.stamps = stamps;
        this.breakers = breakers;
    }

    @Override
    public void purgeProxy(String proxy, long operation) {
        stamps.purgeProxy(proxy, operation);
    }

    @Override
    public void purgeAll(long operation) {
        stamps.purgeAll(operation);
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
    public void advanceTo(long operation) {
        stamps.advanceTo(operation);
    }
}
