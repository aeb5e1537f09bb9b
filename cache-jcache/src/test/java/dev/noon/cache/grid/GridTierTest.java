package dev.noon.cache.grid;

import static dev.noon.cache.Responses.key;
import static dev.noon.cache.Responses.response;
import static dev.noon.cache.Responses.served;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.cache.ICache;
import com.hazelcast.config.CacheConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.core.HazelcastInstance;
import dev.noon.cache.CacheKey;
import dev.noon.cache.CacheStatistics;
import dev.noon.cache.Freshness;
import dev.noon.cache.ResponseTier;
import dev.noon.cache.ResponseTierContract;
import dev.noon.cache.Scope;
import dev.noon.cache.Stamps;
import dev.noon.cache.Tier;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The grid tier on a real grid of two members. Every test has caches of its own. */
@ExtendWith(SharedGrid.class)
class GridTierTest extends ResponseTierContract {
    /** Wide: a busy machine is not what is tested here. */
    private static final Duration BUDGET = Duration.ofSeconds(10);

    private final GridSettings settings = new GridSettings("test-" + UUID.randomUUID(), 1_000, BUDGET);
    private final HazelcastInstance one;
    private final HazelcastInstance two;
    private final GridTier here;
    private final Stamps otherStamps = new Stamps();
    private final GridTier there;

    GridTierTest(SharedGrid.Pair pair) {
        one = pair.one();
        two = pair.two();
        here = new GridTier(TestGrid.connection(one), settings, freshness, ticker);
        there = new GridTier(TestGrid.connection(two), settings, new Freshness(otherStamps, clock), ticker);
    }

    @Override
    protected ResponseTier emptyTier() {
        assertThat(here.open()).isTrue();
        assertThat(there.open()).isTrue();
        return here;
    }

    @Override
    protected Tier kind() {
        return Tier.GRID;
    }

    @Test
    void whatOneNodeStoresEveryNodeSees() {
        for (int i = 0; i < 100; i++) {
            here.put(key("loans", "/" + i), response("body " + i, clock.millis(), 0));
            assertThat(served(there.find(key("loans", "/" + i)))).isEqualTo("body " + i);
        }
    }

    @Test
    void eachNodeJudgesByThePurgesItKnows() {
        here.put(key("loans", "/a"), response("a", clock.millis(), 4));
        otherStamps.purgeProxy("loans", 5);
        assertThat(served(there.find(key("loans", "/a")))).isEqualTo("PURGED");
        assertThat(served(here.find(key("loans", "/a")))).isEqualTo("a");
    }

    @Test
    void theFillOfANodeThatLagsBehindIsVoidWhereThePurgeIsKnown() {
        otherStamps.purgeProxy("loans", 5);
        here.put(key("loans", "/a"), response("old", clock.millis(), stamps.operation()));
        assertThat(served(there.find(key("loans", "/a")))).isEqualTo("PURGED");
        there.put(key("loans", "/a"), response("new", clock.millis(), 5));
        assertThat(served(there.find(key("loans", "/a")))).isEqualTo("new");
        assertThat(served(here.find(key("loans", "/a")))).isEqualTo("new");
    }

    @Test
    void everyEntryHasItsOwnLifeAndReadingDoesNotProlongIt() {
        CacheKey brief = key("loans", "/short");
        here.put(brief, response("a", clock.millis(), 0, Duration.ofMillis(800)));
        here.put(key("loans", "/long"), response("b", clock.millis(), 0, Duration.ofMinutes(5)));
        here.put(key("loans", "/late"), response("c", clock.millis() - 59_200, 0));
        assertThat(served(here.find(brief))).isEqualTo("a");
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(served(here.find(brief))).isEqualTo("ABSENT"));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(served(there.find(key("loans", "/late"))))
                .isEqualTo("ABSENT"));
        assertThat(served(there.find(key("loans", "/long")))).isEqualTo("b");
    }

    @Test
    void whatEndsOnOneNodeIsToldToTheOthersAndNotToItself() {
        emptyTier();
        List<CacheKey> heardHere = new CopyOnWriteArrayList<>();
        List<CacheKey> heardThere = new CopyOnWriteArrayList<>();
        here.listen(heardHere::add);
        there.listen(heardThere::add);
        CacheKey key = key("loans", "/a");
        assertThat(here.end(key, response("end", clock.millis(), 0))).isTrue();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(heardThere).containsExactly(key));
        assertThat(served(there.find(key))).isEqualTo("end");
        there.forget(key);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(served(here.find(key))).isEqualTo("ABSENT"));
        there.tell(key("loans", "/b"));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(heardHere).containsExactly(key("loans", "/b")));
        here.close();
        there.close();
    }

    @Test
    void aNewResponseHasANewLife() {
        CacheKey key = key("loans", "/a");
        here.put(key, response("old", clock.millis(), 0, Duration.ofMillis(500)));
        here.put(key, response("new", clock.millis(), 0, Duration.ofMinutes(5)));
        here.put(key("loans", "/b"), response("b", clock.millis(), 0, Duration.ofMillis(600)));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(served(here.find(key("loans", "/b"))))
                .isEqualTo("ABSENT"));
        assertThat(served(there.find(key))).isEqualTo("new");
    }

    @ParameterizedTest
    @EnumSource(names = {"PROXY_GROUP", "PROXY", "PROXY_METHOD", "API_CALL"})
    void everyResponseScopeIsACacheOfItsOwn(Scope scope) {
        CacheConfig<?, ?> configuration = cache(one, scope).getConfiguration(CacheConfig.class);
        assertThat(configuration.getKeyType()).isEqualTo(String.class);
        assertThat(configuration.getValueType()).isEqualTo(byte[].class);
        assertThat(configuration.getTotalBackupCount()).isEqualTo(1);
        assertThat(configuration.getInMemoryFormat()).isEqualTo(InMemoryFormat.BINARY);
        assertThat(configuration.isStatisticsEnabled()).isTrue();
        assertThat(configuration.getEvictionConfig().getMaxSizePolicy()).isEqualTo(MaxSizePolicy.ENTRY_COUNT);
        assertThat(configuration.getEvictionConfig().getSize()).isEqualTo(1_000);
        assertThat(configuration.getEvictionConfig().getEvictionPolicy()).isEqualTo(EvictionPolicy.LRU);
    }

    @Test
    void anEntrysNameSaysWhoseItIsAndNotWhatWasAsked() {
        here.put(key("loans", "/secret"), response("a", clock.millis(), 0));
        assertThat(cache(two, Scope.PROXY)).hasSize(1).first().satisfies(entry -> assertThat(entry.getKey())
                .matches("loans/[0-9a-f]{64}"));
    }

    @Test
    void entriesAreBoundedByCount() {
        for (int i = 0; i < 6_000; i++) {
            here.put(key("loans", "/" + i), response("a", clock.millis(), 0));
        }
        assertThat(cache(one, Scope.PROXY).size()).isBetween(1_000, 3_523);
    }

    @Test
    void openingAgainChangesNothing() {
        here.put(key("loans", "/a"), response("a", clock.millis(), 0));
        assertThat(here.open()).isTrue();
        assertThat(served(here.find(key("loans", "/a")))).isEqualTo("a");
    }

    @Test
    void nodesThatOpenAtTheSameTimeAgree() {
        for (int round = 0; round < 5; round++) {
            GridSettings fresh = new GridSettings("test-" + UUID.randomUUID(), 1_000, BUDGET);
            GridTier first = new GridTier(TestGrid.connection(one), fresh, freshness, ticker);
            GridTier second = new GridTier(TestGrid.connection(two), fresh, freshness, ticker);
            assertThat(IntStream.range(0, 2).parallel().allMatch(i -> i == 0 ? first.open() : second.open()))
                    .isTrue();
            first.put(key("loans", "/a"), response("a", clock.millis(), 0));
            assertThat(served(second.find(key("loans", "/a")))).isEqualTo("a");
        }
    }

    @Test
    void aNodeWithAnotherLimitTakesWhatTheGridHas() {
        String namespace = "test-" + UUID.randomUUID();
        GridTier first =
                new GridTier(TestGrid.connection(one), new GridSettings(namespace, 100, BUDGET), freshness, ticker);
        GridTier late =
                new GridTier(TestGrid.connection(two), new GridSettings(namespace, 200, BUDGET), freshness, ticker);
        assertThat(first.open()).isTrue();
        assertThat(late.open()).isTrue();
        first.put(key("loans", "/a"), response("a", clock.millis(), 0));
        assertThat(served(late.find(key("loans", "/a")))).isEqualTo("a");
    }

    @Test
    void environmentsThatShareAGridSeeTheirOwnEntries() {
        GridSettings production = new GridSettings(settings.namespace() + "-prod", 1_000, BUDGET);
        GridTier other = new GridTier(TestGrid.connection(two), production, freshness, ticker);
        other.open();
        here.put(key("loans", "/a"), response("a", clock.millis(), 0));
        assertThat(served(other.find(key("loans", "/a")))).isEqualTo("ABSENT");
    }

    @Test
    void bytesThatCannotBeReadAreAMissAndCounted() {
        CacheKey key = key("loans", "/a");
        byte[] unknownFormat = new StoredResponseCodec().encode(response("a", clock.millis(), 0));
        unknownFormat[0] = 9;
        for (byte[] damaged : new byte[][] {{}, {1, 2, 3}, unknownFormat}) {
            cache(two, Scope.PROXY).put(TestGrid.gridKey(key), damaged);
            assertThat(served(here.find(key))).isEqualTo("ABSENT");
        }
        assertThat(here.statistics()).isEqualTo(new CacheStatistics.Grid(0, 0, 0, 3));
        here.put(key, response("a", clock.millis(), 0));
        assertThat(served(here.find(key))).isEqualTo("a");
    }

    private ICache<String, byte[]> cache(HazelcastInstance member, Scope scope) {
        return TestGrid.cache(member, settings.namespace() + "." + scope.text());
    }
}
