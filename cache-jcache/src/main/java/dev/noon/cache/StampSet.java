package dev.noon.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The stamps of all purges of one kind. Read by many threads, written by one at a time: what is contained is read first, and
 * what contains it is raised first, so that a stamp that moves up is never missed.
 */
final class StampSet {
    private final Stamps.Bounds bounds;
    private final AtomicLong newest = new AtomicLong();
    private final AtomicLong everything = new AtomicLong();
    /** Entries that have tags, whichever. */
    private final AtomicLong tagged = new AtomicLong();
    /** By the scope's ordinal. */
    private final AtomicLongArray scopes = new AtomicLongArray(Scope.values().length);

    private final BoundedStamps<String> groups;
    private final BoundedStamps<Long> tags;
    private final BoundedStamps<String> keys;
    private final Map<String, ProxyStamps> proxies = new ConcurrentHashMap<>();

    StampSet(Stamps.Bounds bounds) {
        this.bounds = bounds;
        this.groups = new BoundedStamps<>(bounds.endpoints(), everything);
        this.tags = new BoundedStamps<>(bounds.tags(), tagged);
        this.keys = new BoundedStamps<>(bounds.keys(), everything);
    }

    /** Whether a stamp here is above what the entry began at. */
    boolean covers(CacheKey key, Provenance provenance) {
        long began = provenance.operation();
        return began < newest.get() && isCovered(key, provenance, began);
    }

    /** The caller tells readers afterwards that there is something new. */
    void raise(Selection selection, long operation) {
        switch (selection.by()) {
            case ALL -> {
                raise(everything, operation);
                forgetAllBut(operation);
            }
            case SCOPE -> scopes.accumulateAndGet(scope(selection.what()), operation, Math::max);
            case GROUP -> groups.raise(selection.what(), operation);
            case PROXY -> of(selection.what()).raise(selection, operation);
            case ENDPOINT, PREFIX -> of(selection.proxy()).raise(selection, operation);
            case TAG, KEY -> raiseAnywhere(selection, operation);
        }
        raise(newest, operation);
    }

    /** How many stamps are kept apart. */
    long size() {
        return (long) groups.size()
                + tags.size()
                + keys.size()
                + proxies.values().stream().mapToLong(ProxyStamps::size).sum();
    }

    /** Puts one stamp of everything in the place of all up to {@code operation}: whatever began before is over anyway. */
    void forget(long operation) {
        raise(everything, operation);
        forgetAllBut(operation);
    }

    private boolean isCovered(CacheKey key, Provenance provenance, long began) {
        Belonging belonging = key.belonging();
        ProxyStamps proxy = proxies.get(belonging.proxy());
        Tags own = provenance.tags();
        return (keys.anyAfter(began) && keys.of(key.gridName()) > began)
                || (tags.anyAfter(began) && own.any(hash -> tags.of(hash) > began))
                || (own.size() > 0 && tagged.get() > began)
                || (proxy != null && proxy.covers(key, provenance))
                || (groups.anyAfter(began) && groups.of(belonging.group()) > began)
                || scopes.get(belonging.scope().ordinal()) > began
                || everything.get() > began;
    }

    private void raiseAnywhere(Selection selection, long operation) {
        if (!selection.proxy().isEmpty()) {
            of(selection.proxy()).raise(selection, operation);
        } else if (selection.by() == Selection.By.KEY) {
            keys.raise(selection.what(), operation);
        } else {
            tags.raise(Tags.hash(selection.what()), operation);
            tags.raise(Tags.MANY, operation);
        }
    }

    private void forgetAllBut(long operation) {
        groups.forget(operation);
        tags.forget(operation);
        keys.forget(operation);
        proxies.values().removeIf(proxy -> proxy.forget(operation));
    }

    private ProxyStamps of(String proxy) {
        return proxies.computeIfAbsent(proxy, name -> new ProxyStamps(bounds));
    }

    private static int scope(String text) {
        return Scope.responses().stream()
                .filter(scope -> scope.text().equals(text))
                .findFirst()
                .orElseThrow()
                .ordinal();
    }

    private static void raise(AtomicLong stamp, long operation) {
        stamp.accumulateAndGet(operation, Math::max);
    }
}
