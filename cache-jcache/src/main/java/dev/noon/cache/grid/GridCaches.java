package dev.noon.cache.grid;

import com.hazelcast.cache.ICache;
import com.hazelcast.config.CacheConfig;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MaxSizePolicy;
import dev.noon.cache.Scope;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;

/**
 * One JCache cache per scope. Opening asks other members and may block for the
 * grid's call timeout, so it is done by whoever starts the node, never by a request. Thread-safe.
 */
final class GridCaches {
    private final CacheManager manager;
    private final GridSettings settings;
    private final Set<Scope> scopes;
    /** Replaced whole, never changed. */
    private volatile Map<Scope, ICache<String, byte[]>> caches = Map.of();

    GridCaches(CacheManager manager, GridSettings settings, Set<Scope> scopes) {
        this.manager = manager;
        this.settings = settings;
        this.scopes = Set.copyOf(scopes);
    }

    /** The cache of {@code scope}, once it is open. */
    Optional<ICache<String, byte[]>> of(Scope scope) {
        return Optional.ofNullable(caches.get(scope));
    }

    /**
     * Opens what is not open.
     *
     * @throws CacheException if the grid refuses
     * @throws IllegalStateException if the manager or the member is closed
     */
    void open() {
        Map<Scope, ICache<String, byte[]>> opened = new EnumMap<>(Scope.class);
        for (Scope scope : scopes) {
            opened.put(scope, open(scope));
        }
        caches = opened;
    }

    private ICache<String, byte[]> open(Scope scope) {
        return of(scope)
                .filter(cache -> !cache.isClosed())
                .orElseGet(() -> open(settings.namespace() + "." + scope.text()));
    }

    @SuppressWarnings("unchecked") // ICache has no class token with type arguments
    private ICache<String, byte[]> open(String name) {
        return (ICache<String, byte[]>)
                existing(name).orElseGet(() -> create(name)).unwrap(ICache.class);
    }

    /** What another node or the grid's own configuration has defined is taken as it is. */
    private Optional<Cache<String, byte[]>> existing(String name) {
        return Optional.ofNullable(manager.getCache(name, String.class, byte[].class));
    }

    private Cache<String, byte[]> create(String name) {
        try {
            return manager.createCache(name, configuration());
        } catch (CacheException e) {
            return existing(name).orElseThrow(() -> e); // another node was faster
        }
    }

    /**
     * The backup is written behind the owner's back: every read goes to the owner, so a fill is
     * visible everywhere as soon as the owner has it, and a silent backup member delays nobody.
     */
    private CacheConfig<String, byte[]> configuration() {
        CacheConfig<String, byte[]> configuration = new CacheConfig<>();
        configuration.setTypes(String.class, byte[].class);
        configuration.setStatisticsEnabled(false);
        configuration.setBackupCount(0);
        configuration.setAsyncBackupCount(1);
        configuration.setInMemoryFormat(InMemoryFormat.BINARY);
        configuration.setEvictionConfig(new EvictionConfig()
                .setMaxSizePolicy(MaxSizePolicy.ENTRY_COUNT)
                .setSize(settings.entriesPerScope())
                .setEvictionPolicy(EvictionPolicy.LRU));
        return configuration;
    }
}
