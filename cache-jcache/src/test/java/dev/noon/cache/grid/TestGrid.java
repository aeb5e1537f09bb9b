package dev.noon.cache.grid;

import com.hazelcast.cache.ICache;
import com.hazelcast.cache.impl.CacheService;
import com.hazelcast.cache.impl.HazelcastServerCachingProvider;
import com.hazelcast.cache.impl.ICacheRecordStore;
import com.hazelcast.cache.impl.ICacheService;
import com.hazelcast.cluster.Address;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.spi.impl.PartitionSpecificRunnable;
import com.hazelcast.spi.impl.operationservice.impl.OperationServiceImpl;
import dev.noon.cache.CacheKey;
import dev.noon.cache.Region;
import dev.noon.cache.Responses;
import dev.noon.time.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.cache.CacheManager;

/**
 * Members of a real grid in this JVM, on loopback, on ports that the system gives, configured as on
 * the server and with the same JCache provider.
 */
public final class TestGrid implements AutoCloseable {
    private static final int OPERATION_THREADS = 2;

    private final String name;
    private final List<HazelcastInstance> members = new ArrayList<>();

    public TestGrid() {
        this("test-" + UUID.randomUUID());
    }

    /** A grid of that name; two of one name are one that is divided, until they hear of each other. */
    TestGrid(String name) {
        this.name = name;
    }

    /** Starts one more member and waits until all see each other. */
    public HazelcastInstance start() {
        return start(config -> {});
    }

    /** Starts one more member that {@code more} has configured. */
    HazelcastInstance start(Consumer<Config> more) {
        Config config = config();
        more.accept(config);
        HazelcastInstance member = Hazelcast.newHazelcastInstance(config);
        members.add(member);
        return member;
    }

    /** The running members of this JVM, in the order of their start. */
    List<HazelcastInstance> members() {
        return List.copyOf(members);
    }

    String name() {
        return name;
    }

    @Override
    public void close() {
        members.forEach(member -> member.getLifecycleService().terminate());
    }

    /** The one manager of {@code member}, as a server injects it. */
    static CacheManager manager(HazelcastInstance member) {
        return (CacheManager) member.getUserContext()
                .computeIfAbsent("manager", name -> new HazelcastServerCachingProvider(member).getCacheManager());
    }

    static GridConnection connection(HazelcastInstance member) {
        return new GridConnection(manager(member), member);
    }

    /** Where one region is, as seen from there. */
    static GridPlace place(GridConnection connection, GridSettings settings, Region region) {
        return new GridPlace(
                new GridCaches(connection.manager(), settings, List.of(region)),
                new GridCalls(connection.hazelcast(), settings.budget(), new GridCounters(), Ticker.system()),
                new FailureLog(Ticker.system()),
                Repairs.of(connection.hazelcast(), Ticker.system()));
    }

    @SuppressWarnings("unchecked")
    static ICache<String, byte[]> cache(HazelcastInstance member, String name) {
        return manager(member).getCache(name, String.class, byte[].class).unwrap(ICache.class);
    }

    /** The name of the entry in the grid. */
    static String gridKey(CacheKey key) {
        return key.owner() + "/" + key.gridName();
    }

    /** Keys whose entries {@code owner} owns. */
    static List<CacheKey> keysOwnedBy(HazelcastInstance owner, int count) {
        return keysOwnedBy(owner.getCluster().getLocalMember().getUuid(), owner, count);
    }

    /** Keys whose entries the member {@code owner} owns, as {@code asked} knows. */
    static List<CacheKey> keysOwnedBy(UUID owner, HazelcastInstance asked, int count) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> Responses.key("loans", "/owned/" + i))
                .filter(key -> asked.getPartitionService()
                        .getPartition(gridKey(key))
                        .getOwner()
                        .getUuid()
                        .equals(owner))
                .limit(count)
                .toList();
    }

    /** Whether {@code member} keeps the entry, as owner or as backup. */
    static boolean isKeptBy(HazelcastInstance member, String cache, CacheKey key) {
        String name = gridKey(key);
        CacheService service = inside(member).node.nodeEngine.getService(ICacheService.SERVICE_NAME);
        int partition = member.getPartitionService().getPartition(name).getPartitionId();
        ICacheRecordStore records = service.getRecordStore("/hz/" + cache, partition);
        return records != null
                && records.getReadOnlyRecords()
                        .containsKey(inside(member).getSerializationService().toData(name));
    }

    /** Stops {@code member} from working on any partition, until the latch is released; it stays in the grid. */
    static CountDownLatch silence(HazelcastInstance member) {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch silent = new CountDownLatch(OPERATION_THREADS);
        for (int thread = 0; thread < OPERATION_THREADS; thread++) {
            operations(member).execute(new Blocker(thread, silent, released));
        }
        await(silent);
        return released;
    }

    static OperationServiceImpl operations(HazelcastInstance member) {
        return inside(member).node.nodeEngine.getOperationService();
    }

    private static HazelcastInstanceImpl inside(HazelcastInstance member) {
        return ((HazelcastInstanceProxy) member).getOriginal();
    }

    private Config config() {
        Config config = new Config();
        config.setClusterName(name);
        config.setProperty("hazelcast.logging.type", "none");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.jcache.provider.type", "member");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.partition.count", "271");
        config.setProperty("hazelcast.operation.call.timeout.millis", "5000");
        config.setProperty("hazelcast.operation.backup.timeout.millis", "1000");
        config.setProperty("hazelcast.operation.thread.count", Integer.toString(OPERATION_THREADS));
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
        members.stream()
                .filter(member -> member.getLifecycleService().isRunning())
                .forEach(member -> join.getTcpIpConfig().addMember(address(member)));
        return config;
    }

    static String address(HazelcastInstance member) {
        Address address = member.getCluster().getLocalMember().getAddress();
        return address.getHost() + ":" + address.getPort();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }

    private record Blocker(int partition, CountDownLatch silent, CountDownLatch released)
            implements PartitionSpecificRunnable {
        @Override
        public int getPartitionId() {
            return partition;
        }

        @Override
        public void run() {
            silent.countDown();
            await(released);
        }
    }
}
