package dev.noon.cache.grid;

import static dev.noon.cache.Responses.key;
import static dev.noon.cache.Responses.response;
import static dev.noon.cache.Responses.served;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import dev.noon.cache.CacheKey;
import dev.noon.cache.CacheStatistics;
import dev.noon.cache.Freshness;
import dev.noon.cache.Generations;
import dev.noon.cache.Patience;
import dev.noon.cache.Stamps;
import dev.noon.cache.Storage;
import dev.noon.cache.TieredCache;
import dev.noon.cache.local.LocalTier;
import dev.noon.time.FakeTicker;
import dev.noon.time.FakeWallClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.CacheManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A grid that is stopped, cut off, or silent: requests go on without it. */
class AwayGridTest {
    private final FakeWallClock clock = new FakeWallClock();
    private final FakeTicker ticker = new FakeTicker();
    private final Stamps stamps = new Stamps();
    private final Freshness freshness = new Freshness(stamps, clock);
    private final CapturedLog log = new CapturedLog("dev.noon.cache.grid");
    private final TestGrid grid = new TestGrid();
    private final HazelcastInstance one = grid.start();

    @AfterEach
    void stop() {
        grid.close();
        log.close();
    }

    @Test
    void beforeItIsOpenTheGridIsAway() {
        GridTier tier = tier(one, Duration.ofSeconds(5));
        tier.put(key("loans", "/a"), response("a", clock.millis(), 0));
        tier.drop(key("loans", "/a"));
        assertThat(served(tier.find(key("loans", "/a")))).isEqualTo("GRID_AWAY");
    }

    @Test
    void aStoppedGridIsAwayAndNeverAnException() {
        GridTier tier = open(one, Duration.ofSeconds(5));
        tier.put(key("loans", "/a"), response("a", clock.millis(), 0));
        one.shutdown();
        assertThat(served(tier.find(key("loans", "/a")))).isEqualTo("GRID_AWAY");
        tier.put(key("loans", "/a"), response("a", clock.millis(), 0));
        tier.drop(key("loans", "/a"));
        assertThat(tier.open()).isFalse();
        assertThat(tier.statistics()).isEqualTo(new CacheStatistics.Grid(0, 4, 0, 0));
        assertThat(log.lines()).first().asString().startsWith("INFO the grid failed a call");
    }

    @Test
    void aGridThatWasNeverThereCannotBeOpened() {
        GridTier tier = tier(one, Duration.ofSeconds(5));
        one.getLifecycleService().terminate();
        assertThat(tier.open()).isFalse();
        assertThat(served(tier.find(key("loans", "/a")))).isEqualTo("GRID_AWAY");
    }

    @Test
    void theLocalTierServesOnWhenTheGridStops() {
        TieredCache cache = new TieredCache(
                new LocalTier(1 << 20, freshness, Generations.all()), open(one, Duration.ofSeconds(5)), stamps, clock);
        cache.put(key("loans", "/a"), response("a", clock.millis(), 0), Storage.TIERED);
        one.getLifecycleService().terminate();
        assertThat(served(cache.find(key("loans", "/a"), Storage.TIERED))).isEqualTo("a");
        assertThat(served(cache.find(key("loans", "/b"), Storage.TIERED))).isEqualTo("GRID_AWAY");
        cache.put(key("loans", "/b"), response("b", clock.millis(), 0), Storage.TIERED);
        assertThat(served(cache.find(key("loans", "/b"), Storage.TIERED))).isEqualTo("b");
    }

    @Test
    void cachesThatWereClosedAreOpenedAgain() {
        CacheManager manager = TestGrid.manager(one);
        GridTier tier =
                new GridTier(new GridConnection(manager, one), settings(Duration.ofSeconds(5)), freshness, ticker);
        tier.open();
        tier.put(key("loans", "/a"), response("a", clock.millis(), 0));
        manager.getCache("noon.proxy", String.class, byte[].class).close();
        assertThat(served(tier.find(key("loans", "/a")))).isEqualTo("GRID_AWAY");
        assertThat(tier.open()).isTrue();
        assertThat(served(tier.find(key("loans", "/a")))).isEqualTo("a");
    }

    @Test
    void anExchangeWaitsForASilentMemberOnce() {
        TieredCache cache = new TieredCache(
                new LocalTier(1 << 20, freshness, Generations.all()), open(one, Duration.ofMillis(50)), stamps, clock);
        CacheKey key = key("loans", "/a");
        CountDownLatch silence = TestGrid.silence(one);
        Patience patience = new Patience();

        assertThat(served(cache.find(key, Storage.TIERED, patience))).isEqualTo("GRID_AWAY");
        cache.put(key, response("a", clock.millis(), 0), Storage.TIERED, patience);
        cache.put(key, response("b", clock.millis(), 0), Storage.TIERED, patience);

        assertThat(cache.statistics().grid()).isEqualTo(new CacheStatistics.Grid(1, 0, 0, 0));
        assertThat(served(cache.find(key, Storage.TIERED))).isEqualTo("b");
        silence.countDown();
        // What was stored meanwhile was sent, and not waited for.
        await().until(() -> served(cache.find(key, Storage.DISTRIBUTED)).equals("b"));
    }

    @Test
    void aSilentMemberCostsThreeBudgetsAndThenNothing() {
        GridTier tier = open(one, Duration.ofMillis(50));
        CacheKey key = key("loans", "/a");
        tier.put(key, response("a", clock.millis(), 0));
        CountDownLatch silence = TestGrid.silence(one);
        for (int i = 0; i < 1_000; i++) {
            assertThat(served(tier.find(key))).isEqualTo("GRID_AWAY");
        }
        assertThat(tier.statistics()).isEqualTo(new CacheStatistics.Grid(3, 0, 997, 0));
        silence.countDown();
        ticker.advance(Duration.ofSeconds(1));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            ticker.advance(Duration.ofSeconds(1));
            assertThat(served(tier.find(key))).isEqualTo("a");
        });
        assertThat(served(tier.find(key))).isEqualTo("a");
    }

    @Test
    void openingSettlesWhoOwnsWhatSoThatNoRequestHasTo() {
        open(one, Duration.ofSeconds(5));
        assertThat(one.getPartitionService().getPartitions()).allMatch(partition -> partition.getOwner() != null);
    }

    @Test
    void aThreadThatWasInterruptedDoesNotWaitAndStaysInterrupted() {
        GridTier tier = open(one, Duration.ofMinutes(1));
        CountDownLatch silence = TestGrid.silence(one);
        Thread.currentThread().interrupt();
        assertThat(served(tier.find(key("loans", "/a")))).isEqualTo("GRID_AWAY");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(tier.statistics()).isEqualTo(CacheStatistics.Grid.NOTHING);
        silence.countDown();
    }

    @Test
    void anInterruptionWhileWaitingIsKeptAndNotTheMembersFault() throws InterruptedException {
        GridTier tier = open(one, Duration.ofMillis(400));
        CountDownLatch silence = TestGrid.silence(one);
        AtomicReference<String> outcome = new AtomicReference<>("");
        Thread waiting = new Thread(() -> outcome.set(served(tier.find(key("loans", "/a"))) + " "
                + Thread.currentThread().isInterrupted()));
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        waiting.interrupt();
        waiting.join();
        assertThat(outcome).hasValue("GRID_AWAY true");
        assertThat(tier.statistics()).isEqualTo(CacheStatistics.Grid.NOTHING);
        silence.countDown();
    }

    @Test
    void whatComesLateLeavesNothingBehind() {
        GridTier tier = open(one, Duration.ofMillis(5));
        CountDownLatch silence = TestGrid.silence(one);
        for (int i = 0; i < 200; i++) {
            tier.find(key("loans", "/" + i));
            tier.put(key("loans", "/" + i), response("a", clock.millis(), 0));
            ticker.advance(Duration.ofSeconds(1));
        }
        assertThat(tier.statistics().timeouts()).isGreaterThan(200);
        assertThat(TestGrid.operations(one).getInvocationRegistry().size()).isPositive();
        silence.countDown();
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        TestGrid.operations(one).getInvocationRegistry().size())
                .isZero());
    }

    @Test
    void aSilentMemberIsSkippedAndTheOthersAreAsked() {
        HazelcastInstance two = grid.start();
        GridTier tier = open(one, Duration.ofMillis(500));
        List<CacheKey> silent = TestGrid.keysOwnedBy(two, 10);
        List<CacheKey> answering = TestGrid.keysOwnedBy(one, 10);
        silent.forEach(key -> tier.put(key, response("two", clock.millis(), 0)));
        answering.forEach(key -> tier.put(key, response("one", clock.millis(), 0)));
        CountDownLatch silence = TestGrid.silence(two);
        assertThat(silent).allSatisfy(key -> assertThat(served(tier.find(key))).isEqualTo("GRID_AWAY"));
        assertThat(tier.statistics()).isEqualTo(new CacheStatistics.Grid(3, 0, 7, 0));
        assertThat(answering)
                .allSatisfy(key -> assertThat(served(tier.find(key))).isEqualTo("one"));
        // The silent member holds the backups of these, and delays nobody.
        answering.forEach(key -> tier.put(key, response("again", clock.millis(), 0)));
        assertThat(answering)
                .allSatisfy(key -> assertThat(served(tier.find(key))).isEqualTo("again"));
        assertThat(tier.statistics().timeouts()).isEqualTo(3);
        silence.countDown();
    }

    @Test
    void anEntrySurvivesTheLossOfItsMember() {
        HazelcastInstance two = grid.start();
        GridTier tier = open(one, Duration.ofSeconds(5));
        List<CacheKey> keys = TestGrid.keysOwnedBy(two, 20);
        keys.forEach(key -> tier.put(key, response("a", clock.millis(), 0)));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(keys).allMatch(key -> TestGrid.isKeptBy(one, "noon.proxy", key)));
        two.getLifecycleService().terminate();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> one.getCluster().getMembers().size() == 1);
        assertThat(keys).allSatisfy(key -> assertThat(served(tier.find(key))).isEqualTo("a"));
    }

    private GridTier open(HazelcastInstance member, Duration budget) {
        GridTier tier = tier(member, budget);
        assertThat(tier.open()).isTrue();
        return tier;
    }

    private GridTier tier(HazelcastInstance member, Duration budget) {
        return new GridTier(TestGrid.connection(member), settings(budget), freshness, ticker);
    }

    private static GridSettings settings(Duration budget) {
        return new GridSettings("noon", 10_000, budget);
    }
}
