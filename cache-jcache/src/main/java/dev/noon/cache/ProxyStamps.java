package dev.noon.cache;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The stamps of one proxy and of what is in it. Read by many threads, written by one at a time: what is contained is read
 * first, and what contains it is raised first.
 */
final class ProxyStamps {
    /** A path and the number of its purge. */
    private record Prefix(String path, long operation) {}

    private static final Prefix[] NO_PREFIXES = {};

    private final Stamps.Bounds bounds;
    private final AtomicLong whole = new AtomicLong();
    private final BoundedStamps<String> endpoints;
    private final BoundedStamps<Long> tags;
    private final BoundedStamps<String> keys;
    private volatile Prefix[] prefixes = NO_PREFIXES;

    ProxyStamps(Stamps.Bounds bounds) {
        this.bounds = bounds;
        this.endpoints = new BoundedStamps<>(bounds.endpoints(), whole);
        this.tags = new BoundedStamps<>(bounds.tags(), whole);
        this.keys = new BoundedStamps<>(bounds.keys(), whole);
    }

    /** Whether a stamp here is above what the entry began at. */
    boolean covers(CacheKey key, Provenance provenance) {
        long began = provenance.operation();
        return (keys.anyAfter(began) && keys.of(key.gridName()) > began)
                || (tags.anyAfter(began) && provenance.tags().any(hash -> tags.of(hash) > began))
                || isBeneathAny(provenance.path(), began)
                || (endpoints.anyAfter(began) && endpoints.of(key.belonging().endpoint()) > began)
                || whole.get() > began;
    }

    void raise(Selection selection, long operation) {
        switch (selection.by()) {
            case KEY -> keys.raise(selection.what(), operation);
            case TAG -> {
                tags.raise(Tags.hash(selection.what()), operation);
                tags.raise(Tags.MANY, operation);
            }
            case PREFIX -> raisePrefix(selection.what(), operation);
            case ENDPOINT -> endpoints.raise(selection.what(), operation);
            case PROXY -> {
                whole.accumulateAndGet(operation, Math::max);
                forgetParts(operation);
            }
            case ALL, SCOPE, GROUP -> throw new IllegalArgumentException(selection + " is not of one proxy");
        }
    }

    /** How many stamps are kept apart. */
    long size() {
        return 1L + prefixes.length + endpoints.size() + tags.size() + keys.size();
    }

    /** Forgets the stamps up to {@code operation}; whether none is left. */
    boolean forget(long operation) {
        forgetParts(operation);
        return whole.get() <= operation && prefixes.length == 0 && endpoints.size() + tags.size() + keys.size() == 0;
    }

    private void forgetParts(long operation) {
        endpoints.forget(operation);
        tags.forget(operation);
        keys.forget(operation);
        prefixes = Arrays.stream(prefixes)
                .filter(prefix -> prefix.operation() > operation)
                .toArray(Prefix[]::new);
    }

    private boolean isBeneathAny(String path, long began) {
        for (Prefix prefix : prefixes) {
            if (prefix.operation() > began && Selection.isBeneath(path, prefix.path())) {
                return true;
            }
        }
        return false;
    }

    private void raisePrefix(String path, long operation) {
        Prefix[] before = prefixes;
        Prefix[] left = Arrays.stream(before)
                .filter(old -> old.operation() > operation || !Selection.isBeneath(old.path(), path))
                .toArray(Prefix[]::new);
        if (left.length >= bounds.prefixes()) {
            left = newerPrefixes(left);
        }
        Prefix[] after = Arrays.copyOf(left, left.length + 1);
        after[left.length] = new Prefix(path, operation);
        prefixes = after;
    }

    /** Gives the older quarter up: the proxy is stamped with the highest number among those. */
    private Prefix[] newerPrefixes(Prefix[] all) {
        long[] sorted = Arrays.stream(all).mapToLong(Prefix::operation).sorted().toArray();
        long last = sorted[sorted.length / 4];
        whole.accumulateAndGet(last, Math::max);
        return Arrays.stream(all).filter(prefix -> prefix.operation() > last).toArray(Prefix[]::new);
    }
}
