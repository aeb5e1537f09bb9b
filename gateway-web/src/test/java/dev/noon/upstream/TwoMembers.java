package dev.noon.upstream;

import com.hazelcast.cache.impl.HazelcastServerCachingProvider;
import com.hazelcast.cluster.Address;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.noon.cache.Freshness;
import dev.noon.cache.Region;
import dev.noon.cache.Scope;
import dev.noon.cache.SharedStates;
import dev.noon.cache.Stamps;
import dev.noon.cache.grid.GridConnection;
import dev.noon.cache.grid.GridScopes;
import dev.noon.cache.grid.GridSettings;
import dev.noon.time.Ticker;
import dev.noon.time.WallClock;
import java.time.Duration;
import java.util.UUID;

/** A real grid of two members in this JVM, on loopback, on ports that the system gives. */
public final class TwoMembers implements AutoCloseable {
    private final String name = "test-" + UUID.randomUUID();
    private final HazelcastInstance one = Hazelcast.newHazelcastInstance(config());
    private final HazelcastInstance two = Hazelcast.newHazelcastInstance(joining(one));
    /** What each of the two knows. */
    final SharedStates oneStates = states(one);

    final SharedStates twoStates = states(two);

    /** The two places in the grid. */
    public final GridConnection oneConnection = connection(one);

    public final GridConnection twoConnection = connection(two);

    private static GridConnection connection(HazelcastInstance member) {
        return new GridConnection(new HazelcastServerCachingProvider(member).getCacheManager(), member);
    }

    private static SharedStates states(HazelcastInstance member) {
        GridConnection connection = connection(member);
        GridSettings settings = new GridSettings("noon", 1_000, Duration.ofSeconds(10));
        Freshness freshness = new Freshness(new Stamps(), WallClock.system());
        GridScopes scopes = new GridScopes(connection, settings, freshness, Ticker.system());
        SharedStates states = scopes.states(Region.of(Scope.CIRCUIT_BREAKER));
        if (scopes.open()) {
            return states;
        }
        throw new IllegalStateException("the grid does not open");
    }

    @Override
    public void close() {
        one.getLifecycleService().terminate();
        two.getLifecycleService().terminate();
    }

    private Config joining(HazelcastInstance member) {
        Config config = config();
        Address address = member.getCluster().getLocalMember().getAddress();
        config.getNetworkConfig().getJoin().getTcpIpConfig().addMember(address.getHost() + ":" + address.getPort());
        return config;
    }

    private Config config() {
        Config config = new Config();
        config.setClusterName(name);
        config.setProperty("hazelcast.logging.type", "none");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.jcache.provider.type", "member");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.operation.thread.count", "2");
        config.setProperty("hazelcast.operation.generic.thread.count", "2");
        config.setProperty("hazelcast.io.thread.count", "1");
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.getJetConfig().setEnabled(false);
        config.getNetworkConfig().setPort(0).setPortAutoIncrement(false);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true);
        return config;
    }
}
