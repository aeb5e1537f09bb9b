package dev.noon.cache;

import static dev.noon.cache.Responses.TTL;
import static dev.noon.cache.Responses.assertEqual;
import static dev.noon.cache.Responses.key;
import static dev.noon.cache.Responses.response;
import static dev.noon.cache.Responses.served;
import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.time.FakeTicker;
import dev.noon.time.FakeWallClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every tier promises, whatever it is made of. */
public abstract class ResponseTierContract {
    protected final FakeWallClock clock = new FakeWallClock();
    protected final FakeTicker ticker = new FakeTicker();
    protected final Stamps stamps = new Stamps();
    protected final Freshness freshness = new Freshness(stamps, clock);
    private ResponseTier tier = GridResponses.none();

    /** An empty tier that judges with {@link #freshness}. */
    protected abstract ResponseTier emptyTier();

    protected abstract Tier kind();

    @BeforeEach
    void open() {
        tier = emptyTier();
    }

    @Test
    void whatWasNeverPutIsAbsent() {
        assertThat(tier.find(key("loans", "/a"))).isEqualTo(new Lookup.Miss(Lookup.Reason.ABSENT));
    }

    @Test
    void whatWasPutIsFoundAsItWas() {
        StoredResponse stored = new StoredResponse(
                203,
                List.of(
                        new HeaderField("ETag", "\"a\""),
                        new HeaderField("Link", "</b>"),
                        new HeaderField("Link", "</a>"),
                        new HeaderField("X-Name", "Zoë ünd ☃"),
                        new HeaderField("X-Empty", "")),
                new byte[] {0, -1, 13, 10, 0},
                new Life(clock.millis(), 7_000, 5_000, 9_000),
                new Provenance(3, 42, "/a/ü", Tags.of(1, -1, Long.MIN_VALUE)));
        tier.put(key("loans", "/a"), stored);
        Lookup.Fresh found = (Lookup.Fresh) tier.find(key("loans", "/a"));
        assertEqual(found.response(), stored);
        assertThat(found.tier()).isEqualTo(kind());
        assertThat(found.ageSeconds()).isEqualTo(7);
        assertThat(found.ttlSeconds()).isEqualTo(5);
    }

    @Test
    void anEmptyResponseIsAResponse() {
        tier.put(key("loans", "/a"), empty(Life.fresh(clock.millis(), 1_000)));
        Lookup.Fresh found = (Lookup.Fresh) tier.find(key("loans", "/a"));
        assertThat(found.response().body()).isEmpty();
        assertThat(found.response().headers()).isEmpty();
    }

    @Test
    void whatIsFreshNoMoreSaysForHowLong() {
        tier.put(key("loans", "/a"), empty(new Life(clock.millis(), 0, 1_000, 3_000)));
        clock.advance(Duration.ofMillis(2_500));
        Lookup.Stale found = (Lookup.Stale) tier.find(key("loans", "/a"));
        assertThat(found.staleMillis()).isEqualTo(1_500);
        assertThat(found.ageSeconds()).isEqualTo(2);
    }

    @Test
    void aBodyOfAMegabyteIsKept() {
        String body = "0123456789abcdef".repeat(65_536);
        tier.put(key("loans", "/a"), response(body, clock.millis(), 0));
        assertThat(served(tier.find(key("loans", "/a")))).isEqualTo(body);
    }

    @Test
    void ageGrowsAndTtlShrinks() {
        tier.put(key("loans", "/a"), response("a", clock.millis(), 0));
        clock.advance(Duration.ofMillis(12_999));
        Lookup.Fresh found = (Lookup.Fresh) tier.find(key("loans", "/a"));
        assertThat(found.ageSeconds()).isEqualTo(12);
        assertThat(found.ttlSeconds()).isEqualTo(47);
    }

    @Test
    void atTheEndOfItsLifeAResponseIsNotFresh() {
        tier.put(key("loans", "/a"), response("a", clock.millis(), 0));
        clock.advance(TTL.minusMillis(1));
        assertThat(served(tier.find(key("loans", "/a")))).isEqualTo("a");
        clock.advance(Duration.ofMillis(1));
        assertThat(served(tier.find(key("loans", "/a")))).isEqualTo("stale a");
    }

    @Test
    void aClockThatStepsBackMakesNothingYoungerThanItWasWhenStored() {
        tier.put(key("loans", "/a"), response("a", clock.millis(), 0));
        clock.advance(Duration.ofHours(-1));
        Lookup.Fresh found = (Lookup.Fresh) tier.find(key("loans", "/a"));
        assertThat(found.ageSeconds()).isZero();
        assertThat(found.ttlSeconds()).isEqualTo(60);
    }

    @Test
    void whatIsOverAlreadyIsNotKept() {
        tier.put(key("loans", "/a"), response("a", clock.millis() - TTL.toMillis(), 0));
        tier.put(key("loans", "/b"), response("b", clock.millis(), 0, Duration.ZERO));
        assertThat(served(tier.find(key("loans", "/a")))).isEqualTo("ABSENT");
        assertThat(served(tier.find(key("loans", "/b")))).isEqualTo("ABSENT");
    }

    @Test
    void theLastPutWins() {
        tier.put(key("loans", "/a"), response("old", clock.millis(), 0));
        tier.put(key("loans", "/a"), response("new", clock.millis(), 0));
        assertThat(served(tier.find(key("loans", "/a")))).isEqualTo("new");
    }

    @Test
    void whatIsDroppedIsAbsentAndTheRestStays() {
        tier.put(key("loans", "/a"), response("a", clock.millis(), 0));
        tier.put(key("loans", "/b"), response("b", clock.millis(), 0));
        tier.drop(key("loans", "/a"));
        tier.drop(key("loans", "/never"));
        assertThat(served(tier.find(key("loans", "/a")))).isEqualTo("ABSENT");
        assertThat(served(tier.find(key("loans", "/b")))).isEqualTo("b");
    }

    @Test
    void aPurgeOfTheProxyVoidsItsEntriesOnly() {
        tier.put(key("loans", "/a"), response("loan", clock.millis(), 4));
        tier.put(key("cards", "/a"), response("card", clock.millis(), 4));
        stamps.purgeProxy("loans", 5);
        assertThat(served(tier.find(key("loans", "/a")))).isEqualTo("PURGED");
        assertThat(served(tier.find(key("cards", "/a")))).isEqualTo("card");
    }

    @Test
    void aPurgeOfEverythingVoidsEverything() {
        tier.put(key("loans", "/a"), response("loan", clock.millis(), 4));
        tier.put(key("cards", "/a"), response("card", clock.millis(), 4));
        stamps.purgeAll(5);
        assertThat(served(tier.find(key("loans", "/a")))).isEqualTo("PURGED");
        assertThat(served(tier.find(key("cards", "/a")))).isEqualTo("PURGED");
    }

    @Test
    void aFillThatBeganBeforeThePurgeIsFencedHoweverLateItArrives() {
        long begun = stamps.operation();
        stamps.purgeProxy("loans", 5);
        stamps.advanceTo(5);
        tier.put(key("loans", "/a"), response("old", clock.millis(), begun));
        assertThat(served(tier.find(key("loans", "/a")))).isEqualTo("PURGED");
        tier.put(key("loans", "/a"), response("new", clock.millis(), stamps.operation()));
        assertThat(served(tier.find(key("loans", "/a")))).isEqualTo("new");
    }

    @ParameterizedTest
    @EnumSource(names = {"PROXY_GROUP", "PROXY", "PROXY_METHOD", "API_CALL"})
    void everyResponseScopeHasItsOwnEntries(Scope scope) {
        for (Scope other : List.of(Scope.PROXY_GROUP, Scope.PROXY, Scope.PROXY_METHOD, Scope.API_CALL)) {
            tier.put(sameParts(other, 1), response(other.text(), clock.millis(), 0));
        }
        assertThat(served(tier.find(sameParts(scope, 1)))).isEqualTo(scope.text());
    }

    @Test
    void anotherGenerationHasOtherEntries() {
        tier.put(sameParts(Scope.PROXY, 1), response("old", clock.millis(), 0));
        assertThat(served(tier.find(sameParts(Scope.PROXY, 2)))).isEqualTo("ABSENT");
    }

    private static CacheKey sameParts(Scope scope, long generation) {
        return CacheKey.of(scope, "loans", generation).part("GET").part("/a").build();
    }

    private static StoredResponse empty(Life life) {
        return new StoredResponse(204, List.of(), new byte[0], life, new Provenance(0, 0));
    }
}
