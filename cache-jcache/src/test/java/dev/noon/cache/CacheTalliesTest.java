package dev.noon.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.time.FakeTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CacheTalliesTest {
    private final FakeTicker ticker = new FakeTicker();
    private final CacheTallies tallies = new CacheTallies(ticker, 3);

    @Test
    void aLookupCountsOnceAndTheHitRatioIsHitsPerLookup() {
        CacheTally tally = tallies.of(series("loans"), 1);
        assertThat(tally.read().hitRatio()).isNaN();
        tally.hit(Tier.LOCAL, 100);
        tally.hit(Tier.GRID, 50);
        tally.servedStale(10);
        tally.collapsed(1);
        tally.missed(Lookup.Reason.VARY);
        CacheFigures figures = tally.read();
        assertThat(figures.lookups()).isEqualTo(5);
        assertThat(figures.hits()).isEqualTo(3);
        assertThat(figures.misses()).isEqualTo(1);
        assertThat(figures.hitRatio()).isEqualTo(0.6);
        assertThat(figures.of(CacheCount.SERVED_BYTES)).isEqualTo(161);
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonOfAMissHasACountOfItsOwn(Lookup.Reason reason) {
        CacheTally tally = tallies.of(series("loans"), 1);
        tally.missed(reason);
        assertThat(tally.of(CacheCount.of(reason))).isEqualTo(1);
        assertThat(CacheCount.of(reason).part()).isEqualToIgnoringCase(reason.name());
        assertThat(CacheCount.of(reason).label()).isEqualTo("reason");
    }

    @Test
    void aFillIsTimedFromTheMissToTheStore() {
        CacheTally tally = tallies.of(series("loans"), 1);
        long begun = tally.begin();
        ticker.advance(Duration.ofMillis(3));
        tally.stored(begun, 7);
        FillTimes fills = tally.fills();
        assertThat(fills.count()).isEqualTo(1);
        assertThat(fills.nanos()).isEqualTo(3_000_000);
        assertThat(fills.quantileMicros(0.5)).isEqualTo(4_096);
        assertThat(fills.belowMicros(11)).isZero();
        assertThat(fills.belowMicros(12)).isEqualTo(1);
        assertThat(tally.of(CacheCount.STORED_BYTES)).isEqualTo(7);
    }

    @Test
    void theNextRevisionsPolicyGoesOnCounting() {
        tallies.of(series("loans"), 1).hit(Tier.LOCAL, 1);
        CacheTally next = tallies.of(series("loans"), 5);
        next.hit(Tier.LOCAL, 1);
        assertThat(tallies.all()
                        .getOrDefault(series("loans"), CacheFigures.NOTHING)
                        .hits())
                .isEqualTo(2);
        assertThat(next.generationBefore(5)).isEqualTo(1);
        assertThat(next.generationBefore(1)).isEqualTo(-1);
        tallies.of(series("loans"), 9);
        assertThat(next.generationBefore(9)).isEqualTo(5);
    }

    @Test
    void whatFindsNoRoomIsCountedTogetherByScope() {
        for (int i = 0; i < 5; i++) {
            tallies.of(series("proxy-" + i), 1).hit(Tier.LOCAL, 1);
        }
        assertThat(tallies.all()).hasSize(4);
        assertThat(tallies.all()
                        .getOrDefault(new CacheSeries(Scope.PROXY, "other", "", ""), CacheFigures.NOTHING)
                        .hits())
                .isEqualTo(2);
        assertThat(tallies.byScope()
                        .getOrDefault(Scope.PROXY, CacheFigures.NOTHING)
                        .hits())
                .isEqualTo(5);
        assertThat(tallies.byScope()
                        .getOrDefault(Scope.API_CALL, CacheFigures.NOTHING)
                        .lookups())
                .isZero();
    }

    @Test
    void theSeriesOfAProxyThatIsGoneGoesLaterAndTheSumStays() {
        tallies.of(series("loans"), 1).hit(Tier.LOCAL, 1);
        tallies.sweep(proxy -> false);
        ticker.advance(Duration.ofMinutes(9));
        tallies.sweep(proxy -> false);
        assertThat(tallies.all()).hasSize(1);
        ticker.advance(Duration.ofMinutes(1));
        tallies.sweep(proxy -> false);
        assertThat(tallies.all()).isEmpty();
        assertThat(tallies.byScope()
                        .getOrDefault(Scope.PROXY, CacheFigures.NOTHING)
                        .hits())
                .isEqualTo(1);
    }

    private static CacheSeries series(String proxy) {
        return new CacheSeries(Scope.PROXY, proxy, "", "cache");
    }
}
