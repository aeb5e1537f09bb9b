package dev.noon.boot;

import dev.noon.cache.Stamps;
import dev.noon.control.PurgeTarget;

/** Passes the purges of the operation log on to the cache. */
final class StampTarget implements PurgeTarget {
    private final Stamps stamps;

    StampTarget(Stamps stamps) {
        this.stamps = stamps;
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
    public void advanceTo(long operation) {
        stamps.advanceTo(operation);
    }
}
