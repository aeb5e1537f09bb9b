package dev.noon.cache;

import static dev.noon.cache.Responses.TTL;
import static dev.noon.cache.Responses.key;
import static dev.noon.cache.Responses.response;
import static dev.noon.cache.Responses.served;
import static dev.noon.cache.Storage.DISTRIBUTED;
import static dev.noon.cache.Storage.LOCAL;
import static dev.noon.cache.Storage.TIERED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.local.LocalTier;
import dev.noon.time.FakeWallClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TieredCacheTest {
    private final FakeWallClock clock = new FakeWallClock();
    private long inForce = 1;
    private final Stamps stamps = new Stamps();
    private final Freshness freshness = new Freshness(stamps, clock);
    private final RecordingGrid grid = new RecordingGrid(freshness);
    private final LocalTier local = new LocalTier(1 << 20, freshness, (owner, generation) -> generation < inForce);
    private final TieredCache cache = new TieredCache(local, grid, stamps, clock);
    private final CacheKey key = key("loans", "/a");

    @ParameterizedTest
    @CsvSource({"LOCAL, a, ABSENT", "DISTRIBUTED, ABSENT, a", "TIERED, a, a"})
    void storageSaysWhichTiersKeepAResponse(String which, String near, String far) {
        cache.put(key, now("a"), storage(which));
        assertThat(served(local.find(key))).isEqualTo(near);
        assertThat(served(grid.find(key))).isEqualTo(far);
    }

    @ParameterizedTest
    @CsvSource({"LOCAL, near", "DISTRIBUTED, far", "TIERED, near"})
    void storageSaysWhichTierAnswers(String which, String answer) {
        local.put(key, now("near"));
        grid.put(key, now("far"));
        assertThat(served(cache.find(key, storage(which)))).isEqualTo(answer);
    }

    private static Storage storage(String name) {
        return switch (name) {
            case "LOCAL" -> LOCAL;
            case "DISTRIBUTED" -> DISTRIBUTED;
            default -> TIERED;
        };
    }

    @Test
    void aLocalHitDoesNotAskTheGrid() {
        cache.put(key, now("a"), TIERED);
        grid.calls.clear();
        assertThat(((Lookup.Fresh) cache.find(key, TIERED)).tier()).isEqualTo(Tier.LOCAL);
        assertThat(grid.calls).isEmpty();
    }

    @Test
    void localStorageNeverTouchesTheGrid() {
        cache.put(key, now("a"), LOCAL);
        cache.find(key, LOCAL);
        cache.find(key("loans", "/b"), LOCAL);
        assertThat(grid.calls).isEmpty();
    }

    @Test
    void aGridHitFillsTheLocalTierForTheRestOfItsLife() {
        grid.put(key, now("a"));
        clock.advance(TTL.minusSeconds(10));
        assertThat(((Lookup.Fresh) cache.find(key, TIERED)).tier()).isEqualTo(Tier.GRID);
        Lookup.Fresh again = (Lookup.Fresh) cache.find(key, TIERED);
        assertThat(again.tier()).isEqualTo(Tier.LOCAL);
        assertThat(again.ageSeconds()).isEqualTo(50);
        assertThat(again.ttlSeconds()).isEqualTo(10);
        clock.advance(Duration.ofSeconds(10));
        assertThat(served(local.find(key))).isEqualTo("EXPIRED");
    }

    @Test
    void aDistributedHitLeavesTheLocalTierAlone() {
        grid.put(key, now("a"));
        cache.find(key, DISTRIBUTED);
        assertThat(served(local.find(key))).isEqualTo("ABSENT");
    }

    @Test
    void aPurgeVoidsBothTiers() {
        cache.put(key, now("a"), TIERED);
        stamps.purgeProxy("loans", 1);
        assertThat(served(cache.find(key, TIERED))).isEqualTo("PURGED");
        assertThat(served(cache.find(key, DISTRIBUTED))).isEqualTo("PURGED");
    }

    @Test
    void aFillThatBeganBeforeThePurgeIsNotEvenStored() {
        StoredResponse late = now("old");
        stamps.purgeProxy("loans", 1);
        stamps.advanceTo(1);
        cache.put(key, late, TIERED);
        assertThat(grid.calls).isEmpty();
        assertThat(served(cache.find(key, TIERED))).isEqualTo("ABSENT");
        cache.put(key, response("new", clock.millis(), cache.operation()), TIERED);
        assertThat(served(cache.find(key, TIERED))).isEqualTo("new");
    }

    @Test
    void anotherNodesFillReplacesWhatWasPurgedHere() {
        cache.put(key, now("old"), TIERED);
        stamps.purgeProxy("loans", 1);
        grid.put(key, response("new", clock.millis(), 1));
        assertThat(served(cache.find(key, TIERED))).isEqualTo("new");
        assertThat(served(local.find(key))).isEqualTo("new");
    }

    @ParameterizedTest(name = "local {0}, grid {1}: {2}")
    @CsvSource({
        "absent, absent, ABSENT",
        "absent, purged, PURGED",
        "absent, stale, stale far",
        "absent, away, GRID_AWAY",
        "purged, absent, PURGED",
        "purged, purged, PURGED",
        "purged, stale, stale far",
        "purged, away, GRID_AWAY",
        "stale, absent, stale near",
        "stale, purged, stale near",
        "stale, stale, stale far",
        "stale, away, stale near",
        "stale, fresh, far",
        "purged, fresh, far",
        "fresh, away, near",
    })
    void whatNeitherTierServesIsExplainedAsWellAsPossible(String near, String far, String answer) {
        place(local, near, "near");
        place(grid, far, "far");
        if (far.equals("away")) {
            grid.goAway();
        }
        stamps.purgeAll(1);
        assertThat(served(cache.find(key, TIERED))).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOCAL", "DISTRIBUTED", "TIERED"})
    void aResponseWithoutALifeIsNotStored(String which) {
        Storage storage = storage(which);
        cache.put(key, response("a", clock.millis(), 0, Duration.ZERO), storage);
        assertThat(served(cache.find(key, storage))).isEqualTo("ABSENT");
    }

    @Test
    void aCopyAnswersWithinItsBoundAndIsComparedAfterwards() {
        Storage bounded = TIERED.within(Duration.ofMillis(200));
        cache.put(key, now("a"), bounded);
        grid.put(key, now("b"));
        clock.advance(Duration.ofMillis(199));
        assertThat(served(cache.find(key, bounded))).isEqualTo("a");
        clock.advance(Duration.ofMillis(1));
        assertThat(served(cache.find(key, bounded))).isEqualTo("b");
        grid.goAway();
        clock.advance(Duration.ofMillis(199));
        assertThat(served(cache.find(key, bounded))).isEqualTo("b");
    }

    @Test
    void aCopyThatCannotBeComparedIsStaleSinceItsBoundWasOver() {
        Storage bounded = TIERED.within(Duration.ofMillis(200));
        cache.put(key, now("a"), bounded);
        grid.goAway();
        clock.advance(Duration.ofMillis(500));
        assertThat(((Lookup.Stale) cache.find(key, bounded)).staleMillis()).isEqualTo(300);
        assertThat(served(cache.find(key, TIERED))).isEqualTo("a");
    }

    @Test
    void aClockThatWasSetBackDoesNotProlongTheBound() {
        Storage bounded = TIERED.within(Duration.ofMillis(200));
        cache.put(key, now("a"), bounded);
        grid.goAway();
        clock.advance(Duration.ofMillis(-50));
        assertThat(cache.find(key, bounded)).isInstanceOf(Lookup.Stale.class);
    }

    @Test
    void howFarACopyLayBehindIsMeasuredUpToTheEndOfItsBound() {
        Storage bounded = TIERED.within(Duration.ofMillis(200));
        cache.put(key, now("a"), bounded);
        clock.advance(Duration.ofMillis(80));
        grid.put(key, now("b"));
        clock.advance(Duration.ofSeconds(10));
        assertThat(served(cache.find(key, bounded))).isEqualTo("b");
        assertThat(cache.statistics().behind().longestMillis()).isEqualTo(120);
        assertThat(cache.statistics().behind().times().count()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(10));
        assertThat(served(cache.find(key, bounded))).isEqualTo("b");
        assertThat(cache.statistics().behind().times().count()).isEqualTo(1);
    }

    @Test
    void withoutAGridTheLocalTierServesAlone() {
        TieredCache alone = new TieredCache(local, GridResponses.none(), stamps, clock);
        assertThat(served(alone.find(key, TIERED))).isEqualTo("GRID_AWAY");
        assertThat(served(alone.find(key, DISTRIBUTED))).isEqualTo("GRID_AWAY");
        alone.put(key, now("a"), TIERED);
        assertThat(served(alone.find(key, TIERED))).isEqualTo("a");
        assertThat(alone.statistics().grid()).isEqualTo(CacheStatistics.Grid.NOTHING);
    }

    @Test
    void whatAChangeOfTheProxyDroppedIsSaidToHaveBeenThereAndGivesItsMemoryBack() {
        CacheTallies tallies = new CacheTallies(() -> 0, 10);
        CacheSeries series = new CacheSeries(Scope.PROXY, "loans", "", "cache");
        CacheTally tally = tallies.of(series, 1);
        CacheKey old = counted(tally, 1);
        cache.put(old, now("old"), TIERED);
        tallies.of(series, 5);
        assertThat(served(cache.find(counted(tally, 5), TIERED)))
                .as("not yet swapped")
                .isEqualTo("GENERATION");
        assertThat(served(cache.find(old, TIERED))).isEqualTo("old");
        inForce = 5;
        assertThat(served(cache.find(counted(tally, 5), TIERED))).isEqualTo("GENERATION");
        assertThat(served(cache.find(counted(tally, 5), TIERED))).isEqualTo("ABSENT");
        assertThat(tally.of(CacheCount.EVICTED_BY_GENERATION)).isEqualTo(1);
        assertThat(cache.statistics().local().evictedByGeneration()).isEqualTo(1);
    }

    private static CacheKey counted(CacheTally tally, long generation) {
        return CacheKey.of(Scope.PROXY, "loans", generation)
                .counting(tally)
                .part("/a")
                .build();
    }

    @Test
    void whatEndsHereEndsInTheGridAndFencesWhatIsBeingFetched() {
        cache.put(key, now("old"), TIERED);
        long before = cache.changes();
        assertThat(cache.end(key, now("end"), TIERED)).isTrue();
        assertThat(served(local.find(key))).isEqualTo("end");
        assertThat(served(grid.find(key))).isEqualTo("end");
        assertThat(cache.hasEnded(key, before)).isTrue();
        assertThat(cache.hasEnded(key, cache.changes())).isFalse();
    }

    @Test
    void aGridThatDoesNotConfirmAnEndIsNamed() {
        grid.goAway();
        assertThat(cache.end(key, now("end"), TIERED)).isFalse();
        assertThat(cache.end(key, now("end"), LOCAL)).isTrue();
        assertThat(grid.calls).endsWith("end", "tell");
    }

    @Test
    void whatEndsOnAnotherNodeGoesHereAndTakesWhatWasPutIntoTheGridMeanwhileAlong() {
        long before = cache.changes();
        cache.put(key, now("late"), TIERED);
        grid.hear(CacheKey.parse(key.text()));
        assertThat(served(cache.find(key, TIERED))).isEqualTo("ABSENT");
        assertThat(cache.hasEnded(key, before)).isTrue();
    }

    @Test
    void whatIsNotHereIsLeftInTheGridWhenItEndsElsewhere() {
        grid.put(key, now("end"));
        grid.hear(CacheKey.parse(key.text()));
        assertThat(grid.calls).doesNotContain("forget");
    }

    @Test
    void sweepingReachesTheLocalTier() {
        cache.put(key, now("a"), LOCAL);
        clock.advance(TTL);
        cache.sweep();
        assertThat(cache.statistics().local().entries()).isZero();
    }

    /** Everything is judged after a purge with number 1: what began at 0 is purged. */
    private void place(ResponseTier tier, String state, String body) {
        switch (state) {
            case "purged" -> tier.put(key, now(body));
            case "stale" -> {
                StoredResponse fresh = response(body, clock.millis(), 1);
                Life life = new Life(clock.millis() - 1, 0, 1, TTL.toMillis());
                tier.put(
                        key,
                        new StoredResponse(fresh.status(), fresh.headers(), fresh.body(), life, fresh.provenance()));
            }
            case "fresh" -> tier.put(key, response(body, clock.millis(), 1));
            default -> assertThat(state).isIn("absent", "away");
        }
    }

    private StoredResponse now(String body) {
        return response(body, clock.millis(), 0);
    }
}
