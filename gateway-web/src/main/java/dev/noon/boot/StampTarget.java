package dev.noon.boot;

import dev.noon.cache.Stamps;
import dev.noon.control.PurgeTarget;
import dev.noon.upstream.breaker.Breakers;

/** Passes the commands of the operation log on to the cache and the breakers. */
final class StampTarget implements PurgeTarget {
    private final Stamps stamps;
    private final Breakers breakers;

    StampTarget(Stamps stamps, Breakers breakers) {
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
    public void advanceTo(long operation) {
        stamps.advanceTo(operation);
    }
}
