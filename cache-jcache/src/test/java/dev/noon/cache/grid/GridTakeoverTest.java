package dev.noon.cache.grid;

import static dev.noon.cache.Responses.key;
import static dev.noon.cache.Responses.response;
import static dev.noon.cache.Responses.served;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.partition.Partition;
import dev.noon.cache.CacheKey;
import dev.noon.cache.Freshness;
import dev.noon.cache.Generations;
import dev.noon.cache.GridResponses;
import dev.noon.cache.Lookup;
import dev.noon.cache.Region;
import dev.noon.cache.SharedRecords;
import dev.noon.cache.Stamps;
import dev.noon.cache.Storage;
import dev.noon.cache.Tier;
import dev.noon.cache.TieredCache;
import dev.noon.cache.local.LocalRecords;
import dev.noon.cache.local.LocalTier;
import dev.noon.cache.takeover.HotKeys;
import dev.noon.cache.takeover.Takeover;
import dev.noon.members.Member;
import dev.noon.members.Members;
import dev.noon.members.grid.GridMembers;
import dev.noon.time.Ticker;
import dev.noon.time.WallClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node that starts beside one that has been asked for something, on a real grid. */
class GridTakeoverTest {
    private static final int KEYS = 100;

    private final CapturedLog log = new CapturedLog(Takeover.class.getName());
    private final TestGrid grid = new TestGrid();
    private final HazelcastInstance one = grid.start();
    private final Peer asked = new Peer(one, Generations.all());

    @AfterEach
    void stop() {
        log.close();
        grid.close();
    }

    @Test
    void whatTheOtherIsAskedForMostIsInTheHeapBeforeTheNodeIsAskedForAnything() {
        for (int i = 0; i < KEYS; i++) {
            asked.serve(key("loans", "/" + i), "body " + i);
        }
        asked.publish();
        Peer starting = beside(Generations.all());
        starting.takeover.attempt(true);

        assertThat(starting.takeover.isOver()).isTrue();
        assertThat(starting.takeover.takenSoFar()).isEqualTo(KEYS);
        assertThat(log.lines()).singleElement().asString().startsWith("INFO took over");
        // From here on nothing can come from the grid any more.
        grid.close();
        for (int i = 0; i < KEYS; i++) {
            Lookup found = starting.cache.find(key("loans", "/" + i), Storage.TIERED);
            assertThat(served(found)).isEqualTo("body " + i);
            assertThat(((Lookup.Fresh) found).tier()).isEqualTo(Tier.LOCAL);
        }
        assertThat(starting.takeover.askedSoFar()).isEqualTo(KEYS);
    }

    @Test
    void whatHasBeenPurgedIsNotServedAlthoughItWasTakenOver() {
        asked.serve(key("loans", "/a"), "old");
        asked.serve(key("cards", "/a"), "good");
        asked.publish();
        Peer starting = beside(Generations.all());
        // The log says so before anything is taken over, and while it is.
        starting.stamps.purgeProxy("loans", 1);
        starting.takeover.attempt(true);
        assertThat(served(starting.cache.find(key("loans", "/a"), Storage.TIERED)))
                .isEqualTo("PURGED");
        starting.stamps.purgeProxy("cards", 2);
        assertThat(served(starting.cache.find(key("cards", "/a"), Storage.TIERED)))
                .isEqualTo("PURGED");
    }

    @Test
    void whatNobodyWillAskForIsNotTakenOver() {
        asked.serve(key("loans", "/a"), "old");
        asked.serve(key("cards", "/a"), "good");
        asked.cache.put(
                key("cards", "/gone"), response("gone", WallClock.system().millis(), 0), Storage.TIERED);
        asked.cache.find(key("cards", "/gone"), Storage.TIERED);
        asked.grid.drop(key("cards", "/gone"));
        asked.publish();
        Peer starting = beside((owner, generation) -> owner.equals("loans"));
        starting.takeover.attempt(true);
        assertThat(starting.takeover.takenSoFar()).isEqualTo(1);
        assertThat(served(starting.cache.find(key("cards", "/a"), Storage.TIERED)))
                .isEqualTo("good");
    }

    @Test
    void asMuchIsTakenOverAsThereIsRoomFor() {
        String large = "x".repeat(20 << 10);
        for (int i = 0; i < 20; i++) {
            asked.serve(key("loans", "/" + i), large);
        }
        asked.publish();
        Peer starting = beside(Generations.all());
        starting.takeover.attempt(true);
        // An eighth of a mebibyte.
        assertThat(starting.takeover.takenSoFar()).isEqualTo(6);
    }

    @Test
    void withoutARevisionItWaitsForOneUnlessThereIsNothingToTake() {
        Peer alone = beside(Generations.all());
        alone.takeover.attempt(false);
        assertThat(alone.takeover.isOver()).isTrue();

        asked.serve(key("loans", "/a"), "a");
        asked.publish();
        Peer starting = beside(Generations.all());
        starting.takeover.attempt(false);
        assertThat(starting.takeover.isOver()).isFalse();
        starting.takeover.attempt(true);
        assertThat(starting.takeover.isOver()).isTrue();
        assertThat(starting.takeover.takenSoFar()).isEqualTo(1);
        asked.serve(key("loans", "/b"), "b");
        asked.publish();
        starting.takeover.attempt(true);
        assertThat(starting.takeover.takenSoFar()).isEqualTo(1);
    }

    @Test
    void withoutAGridItIsOverAtOnce() {
        LocalTier local = new LocalTier(1 << 20, freshness(new Stamps()), Generations.all());
        Takeover none = takeover(local, SharedRecords.none(), Members.none(), GridResponses.none());
        none.attempt(true);
        assertThat(none.isOver()).isTrue();
        Members another = () -> List.of(new Member("other", "other:5701", false));
        Takeover away = takeover(local, SharedRecords.none(), another, GridResponses.none());
        away.attempt(true);
        assertThat(away.isOver()).isTrue();
        assertThat(away.takenSoFar()).isZero();
    }

    @Test
    void aMemberThatDoesNotAnswerKeepsWhatItOwnsAndTheRestIsTakenOver() {
        HazelcastInstance two = grid.start();
        Peer starting = new Peer(grid.start(), Generations.all(), Duration.ofMillis(200));
        settle();
        List<CacheKey> silent = TestGrid.keysOwnedBy(two, 60);
        List<CacheKey> answering = TestGrid.keysOwnedBy(one, 60);
        silent.forEach(key -> asked.serve(key, "silent"));
        answering.forEach(key -> asked.serve(key, "answering"));
        // The list itself may be anywhere; this one is where everybody finds it.
        SharedRecords lists = new LocalRecords(Ticker.system(), 10_000);
        new HotKeys(asked.local.hot(), lists, new GridMembers(one)).publish();
        Takeover takeover = takeover(starting.local, lists, starting.members, starting.grid);
        CountDownLatch silence = TestGrid.silence(two);
        takeover.attempt(true);
        silence.countDown();
        assertThat(takeover.isOver()).isTrue();
        assertThat(takeover.takenSoFar()).isEqualTo(60);
        assertThat(answering)
                .allSatisfy(key -> assertThat(served(starting.local.find(key))).isEqualTo("answering"));
        assertThat(served(starting.local.find(silent.get(0)))).isEqualTo("ABSENT");
    }

    /** Starts one more member, and waits until it owns its part. */
    private Peer beside(Generations generations) {
        Peer peer = new Peer(grid.start(), generations);
        settle();
        return peer;
    }

    private void settle() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> grid.members().stream().allMatch(this::ownsItsPart)
                        && one.getPartitionService().isClusterSafe());
    }

    private boolean ownsItsPart(HazelcastInstance member) {
        Set<Partition> partitions = member.getPartitionService().getPartitions();
        long owned = partitions.stream()
                .filter(partition ->
                        partition.getOwner() != null && partition.getOwner().localMember())
                .count();
        return owned >= partitions.size() / (grid.members().size() + 1);
    }

    private static Takeover takeover(LocalTier local, SharedRecords records, Members members, GridResponses grid) {
        HotKeys others = new HotKeys(local.hot(), records, members);
        return new Takeover(others, local.hot(), grid, Generations.all(), Ticker.system());
    }

    private static Freshness freshness(Stamps stamps) {
        return new Freshness(stamps, WallClock.system());
    }

    /** A node with its cache. */
    private static final class Peer {
        final Stamps stamps = new Stamps();
        final LocalTier local;
        final GridTier grid;
        final TieredCache cache;
        final Takeover takeover;
        final Members members;
        private final HotKeys hotKeys;

        Peer(HazelcastInstance member, Generations generations) {
            this(member, generations, Duration.ofSeconds(1));
        }

        Peer(HazelcastInstance member, Generations generations, Duration budget) {
            Freshness freshness = freshness(stamps);
            GridSettings settings = new GridSettings("noon", 10_000, budget);
            members = new GridMembers(member);
            local = new LocalTier(1 << 20, freshness, generations);
            GridScopes scopes = new GridScopes(TestGrid.connection(member), settings, freshness, Ticker.system());
            assertThat(scopes.open()).isTrue();
            grid = (GridTier) scopes.responses();
            cache = new TieredCache(local, grid, stamps, WallClock.system());
            hotKeys = new HotKeys(local.hot(), scopes.records(Region.HOTTEST), members);
            takeover = new Takeover(hotKeys, local.hot(), grid, generations, Ticker.system());
        }

        void serve(CacheKey key, String body) {
            cache.put(key, response(body, WallClock.system().millis(), 0), Storage.TIERED);
            assertThat(served(cache.find(key, Storage.TIERED))).isEqualTo(body);
        }

        void publish() {
            hotKeys.publish();
        }
    }
}
