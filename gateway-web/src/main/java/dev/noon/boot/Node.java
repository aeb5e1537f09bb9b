package dev.noon.boot;

import com.hazelcast.core.HazelcastInstance;
import dev.noon.admin.AdminServices;
import dev.noon.cache.CacheTallies;
import dev.noon.cache.view.CacheView;
import dev.noon.cache.view.ClusterFigures;
import dev.noon.control.Explain;
import dev.noon.control.ejb.NodeHooks;
import dev.noon.control.ejb.WakeUps;
import dev.noon.edge.Edge;
import dev.noon.observe.NodeFacts;
import dev.noon.observe.Traffic;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import javax.cache.CacheManager;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * One node in its container: takes what the server offers, has everything made by {@link Wiring}, hands
 * it to whoever injects it, and starts it before the traffic listener opens.
 */
@ApplicationScoped
public class Node {
    @Inject
    HazelcastInstance hazelcast;

    @Inject
    CacheManager caches;

    @Inject
    WakeUps wakeUps;

    @EJB
    NodeHooks hooks;

    @Resource
    ManagedExecutorService executor;

    @Resource
    ManagedThreadFactory threads;

    private @Nullable Wiring wiring;

    @PostConstruct
    void make() {
        Config config = ConfigProvider.getConfig();
        wiring = new Wiring(
                NodeSettings.of(config),
                new Wiring.Server(hazelcast, caches, executor, threads, wakeUps),
                clocks -> OidcConfig.tokens(config, clocks));
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        hooks.register(wiring().start());
    }

    @Produces
    AdminServices admin() {
        return wiring().admin();
    }

    @Produces
    Explain explain() {
        return wiring().explain();
    }

    @Produces
    Edge edge() {
        return wiring().edge();
    }

    @Produces
    Traffic traffic() {
        return wiring().traffic();
    }

    @Produces
    CacheView cacheView() {
        return wiring().cache().view();
    }

    @Produces
    CacheTallies tallies() {
        return wiring().cache().tallies();
    }

    @Produces
    ClusterFigures figures() {
        return wiring().cache().figures();
    }

    @Produces
    NodeFacts facts() {
        return wiring().facts();
    }

    private Wiring wiring() {
        if (wiring == null) {
            throw new IllegalStateException("the node was not made; expected the container to do that first");
        }
        return wiring;
    }
}
