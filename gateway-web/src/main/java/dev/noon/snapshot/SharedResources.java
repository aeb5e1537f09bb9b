package dev.noon.snapshot;

import dev.noon.exchange.SharedResource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What outlives snapshots: pools today, key sets and breakers alike. Two snapshots share a resource
 * exactly when its {@link Key} is equal in both; whoever lets go last closes it. Thread-safe.
 */
public final class SharedResources {
    /**
     * What makes two resources one.
     *
     * @param kind what it is, for example {@code upstream}
     * @param name whose it is
     * @param configuration everything that the resource depends on, as text
     */
    public record Key(String kind, String name, String configuration) {}

    /** One user's share of a resource. Thread-safe; releasing it twice is harmless. */
    public static final class Lease<R extends SharedResource> {
        private final Holding holding;
        private final R resource;
        private final AtomicBoolean held = new AtomicBoolean(true);

        private Lease(Holding holding, R resource) {
            this.holding = holding;
            this.resource = resource;
        }

        /** The resource; not to be used after {@link #release}. */
        public R resource() {
            return resource;
        }

        /**
         * Another share.
         *
         * @throws IllegalStateException if this one was released
         */
        public Lease<R> again() {
            if (!held.get() || !holding.retain()) {
                throw new IllegalStateException("the lease was released; expected a live one");
            }
            return new Lease<>(holding, resource);
        }

        /** Gives the share back; the last one closes the resource. */
        public void release() {
            if (held.compareAndSet(true, false)) {
                holding.release();
            }
        }
    }

    private final class Holding {
        private final Key key;
        private final SharedResource resource;
        private final AtomicInteger users = new AtomicInteger(1);

        Holding(Key key, SharedResource resource) {
            this.key = key;
            this.resource = resource;
        }

        boolean retain() {
            int before = users.get();
            while (before > 0 && !users.compareAndSet(before, before + 1)) {
                before = users.get();
            }
            return before > 0;
        }

        void release() {
            if (users.decrementAndGet() == 0) {
                holdings.remove(key, this);
                retired.remove(this);
                resource.close();
            }
        }
    }

    private final ConcurrentMap<Key, Holding> holdings = new ConcurrentHashMap<>();
    /** Still held by somebody, and never shared again. */
    private final Set<Holding> retired = ConcurrentHashMap.newKeySet();

    /** A share of the resource of that key, made by {@code maker} if nobody holds one. */
    public <R extends SharedResource> Lease<R> lease(Key key, Class<R> type, Supplier<R> maker) {
        Holding holding = holdings.compute(
                key, (same, present) -> present != null && present.retain() ? present : new Holding(same, maker.get()));
        return new Lease<>(holding, type.cast(holding.resource));
    }

    /** Lets every resource do what is due; about once a second. */
    public void sweep() {
        holdings.values().forEach(holding -> holding.resource.sweep());
        retired.forEach(holding -> holding.resource.sweep());
    }

    /** Lets nobody else share what is held now and does not outlive a rollout: whoever asks from now on gets a resource made anew. */
    public void retire() {
        for (Holding holding : holdings.values()) {
            if (holding.resource.outlivesRollout()) {
                continue;
            }
            retired.add(holding);
            holdings.remove(holding.key, holding);
            if (holding.users.get() == 0) {
                retired.remove(holding);
            }
        }
    }

    /** How many resources are held. */
    public int size() {
        return holdings.size() + retired.size();
    }
}
