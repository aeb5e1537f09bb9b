package dev.noon.cache.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.CacheFigures;
import dev.noon.cache.CacheSeries;
import dev.noon.cache.CacheTallies;
import dev.noon.cache.Freshness;
import dev.noon.cache.Generations;
import dev.noon.cache.GridResponses;
import dev.noon.cache.Lookup;
import dev.noon.cache.Patience;
import dev.noon.cache.Scope;
import dev.noon.cache.SharedRecords;
import dev.noon.cache.Stamps;
import dev.noon.cache.Tier;
import dev.noon.cache.TieredCache;
import dev.noon.cache.local.LocalRecords;
import dev.noon.cache.local.LocalTier;
import dev.noon.members.Member;
import dev.noon.time.FakeTicker;
import dev.noon.time.FakeWallClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterFiguresTest {
    private final FakeTicker ticker = new FakeTicker();
    private final FakeWallClock clock = new FakeWallClock();
    private final SharedRecords records = new LocalRecords(ticker, 10_000);
    private final CacheTallies mine = new CacheTallies(ticker, 10);
    private final CacheTallies theirs = new CacheTallies(ticker, 10);
    private final ClusterFigures here = node("one", mine);
    private final ClusterFigures there = node("two", theirs);
    private final CacheSeries loans = new CacheSeries(Scope.PROXY_METHOD, "loans", "/rates", "cache");

    @Test
    void figuresOfEveryNodeAreGathered() {
        mine.of(loans, 1).hit(Tier.LOCAL, 5);
        theirs.of(loans, 1).hit(Tier.GRID, 7);
        theirs.of(loans, 1).missed(Lookup.Reason.ABSENT);
        theirs.of(loans, 1).stored(0, 70);
        there.publish();
        ClusterFigures.Gathered gathered = here.gather();
        assertThat(gathered.missing()).isEmpty();
        assertThat(gathered.nodes()).extracting(NodeFigures::node).containsExactly("one", "two");
        assertThat(gathered.nodes()
                        .get(1)
                        .series()
                        .getOrDefault(loans, CacheFigures.NOTHING)
                        .hits())
                .isEqualTo(1);
        assertThat(gathered.nodes()
                        .get(1)
                        .series()
                        .getOrDefault(loans, CacheFigures.NOTHING)
                        .fills()
                        .count())
                .isEqualTo(1);
        assertThat(gathered.nodes().get(1).total().lookups()).isEqualTo(2);
        assertThat(gathered.nodes()
                        .get(0)
                        .total()
                        .plus(gathered.nodes().get(1).total())
                        .hits())
                .isEqualTo(2);
    }

    @Test
    void whoHasNotWrittenLatelyIsNamed() {
        there.publish();
        ticker.advance(Duration.ofSeconds(31));
        assertThat(here.gather().missing()).containsExactly("two:5701");
        assertThat(here.gather().nodes()).hasSize(1);
    }

    @Test
    void whatIsNotUnderstoodIsMissing() {
        records.put("two", new byte[] {0, 0, 0, 9, 1}, Duration.ofMinutes(1), new Patience());
        assertThat(here.gather().missing()).containsExactly("two:5701");
        records.put("two", new byte[] {0, 0, 0, 1, 1}, Duration.ofMinutes(1), new Patience());
        assertThat(here.gather().missing()).containsExactly("two:5701");
    }

    private ClusterFigures node(String name, CacheTallies tallies) {
        Freshness freshness = new Freshness(new Stamps(), clock);
        LocalTier local = new LocalTier(1 << 20, freshness, Generations.all());
        CacheView view = new CacheView(
                local.view(),
                local.view(),
                new CacheView.Counted(
                        new TieredCache(local, GridResponses.none(), new Stamps(), clock),
                        tallies,
                        1 << 20,
                        scope -> 10));
        return new ClusterFigures(
                new ClusterFigures.NodeName(name, "here"),
                view,
                records,
                () -> List.of(
                        new Member("one", "one:5701", name.equals("one")),
                        new Member("two", "two:5701", name.equals("two"))),
                clock);
    }
}
