package dev.noon.it.container;

import com.hazelcast.core.HazelcastInstance;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import javax.cache.CacheManager;

/** A bean of the archive that gets what Noon's own beans get. */
@ApplicationScoped
public class Injected {
    @Inject
    private HazelcastInstance grid;

    @Inject
    private CacheManager caches;

    @EJB
    private ModuleTimers timers;

    public HazelcastInstance grid() {
        return grid;
    }

    public CacheManager caches() {
        return caches;
    }

    public ModuleTimers timers() {
        return timers;
    }
}
