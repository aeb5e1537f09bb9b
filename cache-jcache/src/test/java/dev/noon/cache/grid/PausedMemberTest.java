package dev.noon.cache.grid;

import static dev.noon.cache.Responses.response;
import static dev.noon.cache.Responses.served;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import dev.noon.cache.CacheKey;
import dev.noon.cache.CacheStatistics;
import dev.noon.cache.Freshness;
import dev.noon.cache.Stamps;
import dev.noon.time.FakeTicker;
import dev.noon.time.FakeWallClock;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A member in another process that the operating system stops, wakes and kills. */
@DisabledOnOs(OS.WINDOWS)
class PausedMemberTest {
    private final FakeWallClock clock = new FakeWallClock();
    private final FakeTicker ticker = new FakeTicker();
    private final Freshness freshness = new Freshness(new Stamps(), clock);

    @Test
    void aMemberThatStopsWakesAndDiesIsNeverWaitedForAndLosesNothing(@TempDir Path directory) throws Exception {
        try (TestGrid grid = new TestGrid();
                MemberProcess other = MemberProcess.start(grid, grid.start(), directory)) {
            HazelcastInstance here = grid.members().get(0);
            GridTier tier = new GridTier(
                    TestGrid.connection(here),
                    new GridSettings("noon", 1_000, Duration.ofMillis(500)),
                    freshness,
                    ticker);
            assertThat(tier.open()).isTrue();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> owned(here).size() == 10
                            && here.getPartitionService().isClusterSafe());
            List<CacheKey> keys = owned(here);
            await().atMost(Duration.ofSeconds(20)).until(() -> keys.stream().allMatch(key -> kept(tier, here, key)));

            InetSocketAddress address = address(here);

            other.pause();
            assertThat(Repairs.refuses(address)).isFalse();
            CacheStatistics.Grid before = tier.statistics();
            for (int i = 0; i < 100; i++) {
                assertThat(served(tier.find(keys.get(i % 10)))).isEqualTo("GRID_AWAY");
            }
            CacheStatistics.Grid after = tier.statistics();
            assertThat(after.timeouts() - before.timeouts()).isLessThanOrEqualTo(3);
            assertThat(after.skipped() - before.skipped()).isGreaterThanOrEqualTo(97);

            other.resume();
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                ticker.advance(Duration.ofSeconds(1));
                assertThat(served(tier.find(keys.get(0)))).isEqualTo("a");
            });

            other.close();
            await().atMost(Duration.ofSeconds(20)).until(() -> Repairs.refuses(address));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> here.getCluster().getMembers().size() == 1);
            assertThat(keys)
                    .allSatisfy(key -> assertThat(served(tier.find(key))).isEqualTo("a"));
        }
    }

    private static InetSocketAddress address(HazelcastInstance here) {
        return here.getCluster().getMembers().stream()
                .filter(member -> !member.localMember())
                .map(Member::getSocketAddress)
                .findFirst()
                .orElseThrow();
    }

    /** Ten keys that the other member owns; none while there is no other. */
    private static List<CacheKey> owned(HazelcastInstance here) {
        return here.getCluster().getMembers().stream()
                .filter(member -> !member.localMember())
                .map(Member::getUuid)
                .filter(id -> here.getPartitionService().getPartitions().stream()
                        .anyMatch(partition -> partition.getOwner() != null
                                && partition.getOwner().getUuid().equals(id)))
                .findFirst()
                .map(id -> TestGrid.keysOwnedBy(id, here, 10))
                .orElse(List.of());
    }

    /** Whether the entry is with its owner and, as a backup, here; stores it if it is not. */
    private boolean kept(GridTier tier, HazelcastInstance here, CacheKey key) {
        if (served(tier.find(key)).equals("a") && TestGrid.isKeptBy(here, "noon.proxy", key)) {
            return true;
        }
        tier.put(key, response("a", clock.millis(), 0));
        return false;
    }
}
