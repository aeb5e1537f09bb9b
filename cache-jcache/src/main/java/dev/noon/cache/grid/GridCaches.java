package dev.noon.cache.grid;

import com.hazelcast.cache.ICache;
import com.hazelcast.config.CacheConfig;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MaxSizePolicy;
import dev.noon.cache.Region;
import dev.noon.cache.Scope;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;

/**
 * One JCache cache per region. Opening asks other members and may block for the
 * grid's call timeout, so it is done by whoever starts the node, never by a request. Thread-safe.
 */
final class GridCaches {
    private final CacheManager manager;
    private final GridSettings settings;
    private final List<Region> regions;
    /** Replaced whole, never changed. */
    private volatile Map<Region, ICache<String, byte[]>> caches = Map.of();

    GridCaches(CacheManager manager, GridSettings settings, Collection<Region> regions) {
        this.manager = manager;
        this.settings = settings;
        this.regions = List.copyOf(regions);
    }

    /** The cache of {@code region}, once it is open. */
    Optional<ICache<String, byte[]>> of(Region region) {
        return Optional.ofNullable(caches.get(region));
    }

    /**
     * Opens what is not open.
     *
     * @throws CacheException if the grid refuses
     * @throws IllegalStateException if the manager or the member is closed
     */
    void open() {
        Map<Region, ICache<String, byte[]>> opened = new HashMap<>();
        for (Region region : regions) {
            opened.put(region, open(region));
        }
        caches = opened;
    }

    private ICache<String, byte[]> open(Region region) {
        return of(region).filter(cache -> !cache.isClosed()).orElseGet(() -> existingOrNew(region));
    }

    @SuppressWarnings("unchecked") // ICache has no class token with type arguments
    private ICache<String, byte[]> existingOrNew(Region region) {
        String name = settings.nameOf(region);
        return (ICache<String, byte[]>) existing(name)
                .orElseGet(() -> create(name, configuration(region.scope())))
                .unwrap(ICache.class);
    }

    /** What another node or the grid's own configuration has defined is taken as it is. */
    private Optional<Cache<String, byte[]>> existing(String name) {
        return Optional.ofNullable(manager.getCache(name, String.class, byte[].class));
    }

    private Cache<String, byte[]> create(String name, CacheConfig<String, byte[]> configuration) {
        try {
            return manager.createCache(name, configuration);
        } catch (CacheException e) {
            return existing(name).orElseThrow(() -> e); // another node was faster
        }
    }

    /**
     * The backup is written behind the owner's back: every read goes to the owner, so a fill is
     * visible everywhere as soon as the owner has it, and a silent backup member delays nobody. Identities and counters
     * wait for it: what was used up must stay so when its owner is lost. While the grid is divided, {@link Division} says what
     * is written where.
     */
    private CacheConfig<String, byte[]> configuration(Scope scope) {
        boolean sure = scope.visibility() != Scope.Visibility.FULL;
        CacheConfig<String, byte[]> configuration = new CacheConfig<>();
        configuration.setTypes(String.class, byte[].class);
        configuration.setStatisticsEnabled(true);
        configuration.setBackupCount(sure ? 1 : 0);
        configuration.setAsyncBackupCount(sure ? 0 : 1);
        configuration.setInMemoryFormat(InMemoryFormat.BINARY);
        Division.of(scope).configure(configuration);
        configuration.setEvictionConfig(new EvictionConfig()
                .setMaxSizePolicy(MaxSizePolicy.ENTRY_COUNT)
                .setSize(settings.capacity(scope))
                .setEvictionPolicy(EvictionPolicy.LRU));
        return configuration;
    }
}
