package dev.noon.cache.local;

import static dev.noon.cache.Responses.TTL;
import static dev.noon.cache.Responses.key;
import static dev.noon.cache.Responses.response;
import static dev.noon.cache.Responses.served;
import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.CacheKey;
import dev.noon.cache.Freshness;
import dev.noon.cache.HotKey;
import dev.noon.cache.Lookup;
import dev.noon.cache.Stamps;
import dev.noon.time.FakeWallClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node took over when it started, and what it has for others. */
class TakenOverTest {
    private static final int MAX_BYTES = 1 << 20;
    private static final Duration LONG = Duration.ofHours(1);

    private final FakeWallClock clock = new FakeWallClock();
    private final Stamps stamps = new Stamps();
    private long inForce = 1;
    private final LocalTier local =
            new LocalTier(MAX_BYTES, new Freshness(stamps, clock), (owner, generation) -> generation < inForce);
    private final CacheKey key = key("loans", "/a");

    @Test
    void whatWasTakenOverIsFoundByWhoeverKnowsTheWholeKeyAndIsAnEntryFromThenOn() {
        takeOver(key, "a");
        assertThat(local.statistics().entries()).isZero();
        assertThat(served(local.find(key("loans", "/other")))).isEqualTo("ABSENT");
        assertThat(served(local.find(key))).isEqualTo("a");
        assertThat(served(local.find(key))).isEqualTo("a");
        assertThat(local.statistics().entries()).isEqualTo(1);
        assertThat(local.hot().askedSoFar()).isEqualTo(1);
        local.drop(key);
        assertThat(served(local.find(key))).isEqualTo("ABSENT");
        assertThat(local.statistics().bytes()).isZero();
    }

    @Test
    void itIsJudgedWhenItIsAskedForAndNotWhenItCame() {
        takeOver(key, "a");
        stamps.purgeProxy("loans", 1);
        assertThat(served(local.find(key))).isEqualTo("PURGED");
        assertThat(served(local.find(key))).isEqualTo("ABSENT");
        local.hot().takeOver(name(key), response("b", clock.millis(), 1, TTL));
        clock.advance(TTL);
        assertThat(served(local.find(key))).isEqualTo("EXPIRED");
    }

    @Test
    void whatHasEndedWhileItWasBeingReadIsNotTakenOver() {
        assertThat(local.forget(key)).isFalse();
        assertThat(local.hot().takeOver(name(key), response("old", clock.millis(), 0, TTL)))
                .isFalse();
        assertThat(served(local.find(key))).isEqualTo("ABSENT");
        assertThat(local.hot().takeOver(name(key("loans", "/b")), response("b", clock.millis(), 0, TTL)))
                .isTrue();
        local.hot().settle();
        assertThat(served(local.find(key("loans", "/b")))).isEqualTo("b");
    }

    @Test
    void anotherGenerationHasAnotherName() {
        takeOver(key, "a");
        assertThat(served(local.find(key.inGeneration(2)))).isEqualTo("ABSENT");
        assertThat(served(local.find(key))).isEqualTo("a");
    }

    @Test
    void whatIsStoredOrDroppedMeanwhileIsNotUndone() {
        takeOver(key, "old");
        local.put(key, response("new", clock.millis(), 0));
        assertThat(served(local.find(key))).isEqualTo("new");
        local.drop(key);
        assertThat(served(local.find(key))).isEqualTo("ABSENT");

        takeOver(key, "old");
        local.drop(key);
        assertThat(served(local.find(key))).isEqualTo("ABSENT");
        takeOver(key, "old");
        local.dropProxy("cards");
        local.dropProxy("loans");
        assertThat(served(local.find(key))).isEqualTo("ABSENT");
        takeOver(key, "old");
        local.dropAll();
        assertThat(served(local.find(key))).isEqualTo("ABSENT");
    }

    @Test
    void itIsAsOldACopyAsTheTimeSinceItWasTakenOver() {
        takeOver(key, "a");
        clock.advance(Duration.ofMillis(300));
        assertThat(((Lookup.Stale) local.find(key, 200)).staleMillis()).isEqualTo(100);
        assertThat(served(local.find(key))).isEqualTo("a");
    }

    @Test
    void itHasAnEighthOfTheRoomThatEntriesHaveAndGivesItBack() {
        String kilobyte = "x".repeat(1_024);
        int taken = 0;
        while (takeOver(key("loans", "/" + taken), kilobyte)) {
            taken++;
        }
        assertThat(local.hot().room()).isEqualTo(MAX_BYTES / 8);
        assertThat(taken).isBetween(80, 100);
        assertThat(takeOver(key, kilobyte)).isFalse();
        local.find(key("loans", "/0"));
        assertThat(takeOver(key, kilobyte)).isTrue();
        assertThat(takeOver(key, kilobyte)).isFalse();
        local.dropAll();
        for (int i = 0; i < taken; i++) {
            assertThat(takeOver(key("loans", "/" + i), kilobyte)).isTrue();
        }
    }

    @Test
    void whatNobodyAsksForInFiveMinutesIsForgotten() {
        takeOver(key, "a", LONG);
        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        local.sweep();
        assertThat(served(local.find(key))).isEqualTo("a");
        local.dropAll();
        takeOver(key, "a", LONG);
        clock.advance(Duration.ofMinutes(5));
        local.sweep();
        assertThat(served(local.find(key))).isEqualTo("ABSENT");
    }

    @Test
    void whatIsOverOrOfADeadGenerationIsSweptUp() {
        takeOver(key, "a", Duration.ofSeconds(1));
        clock.advance(Duration.ofSeconds(1));
        local.sweep();
        assertThat(served(local.find(key))).isEqualTo("ABSENT");
        takeOver(key, "a", LONG);
        inForce = 2;
        local.sweep();
        inForce = 1;
        assertThat(served(local.find(key))).isEqualTo("ABSENT");
    }

    @Test
    void theHottestAreThoseThatTheGridHasTooInTheOrderOfHowOftenTheyAreAskedFor() {
        CacheKey once = key("loans", "/once");
        CacheKey often = key("loans", "/often");
        local.put(once, response("a", clock.millis(), 0), true);
        local.put(often, response("a", clock.millis(), 0), true);
        local.put(key("loans", "/never"), response("a", clock.millis(), 0), true);
        local.put(key("loans", "/here-only"), response("a", clock.millis(), 0), false);
        hit(once, 1);
        hit(often, 5);
        hit(key("loans", "/here-only"), 50);
        assertThat(hottest(10)).containsExactly(often.gridName(), once.gridName());
        assertThat(hottest(1)).containsExactly(often.gridName());
        HotKey first = local.hot().hottest(1).get(0);
        assertThat(first.owner()).isEqualTo("loans");
        assertThat(first.generation()).isEqualTo(1);
        assertThat(first.bytes()).isEqualTo(EntryWeigher.bytes(often, response("a", 0, 0)));
        inForce = 2;
        assertThat(hottest(10)).isEmpty();
    }

    @Test
    void whatIsAskedForNowComesBeforeWhatWasAskedForMoreOftenInALongerTime() {
        CacheKey old = key("loans", "/old");
        CacheKey now = key("loans", "/now");
        local.put(old, response("a", clock.millis(), 0, LONG), true);
        hit(old, 100);
        clock.advance(Duration.ofMinutes(30));
        local.put(now, response("a", clock.millis(), 0, LONG), true);
        hit(now, 10);
        assertThat(hottest(10)).containsExactly(now.gridName(), old.gridName());
        clock.advance(LONG);
        assertThat(hottest(10)).isEmpty();
    }

    private List<String> hottest(int limit) {
        return local.hot().hottest(limit).stream().map(HotKey::hash).toList();
    }

    private void hit(CacheKey asked, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(local.find(asked)).isInstanceOf(Lookup.Fresh.class);
        }
    }

    private boolean takeOver(CacheKey which, String body) {
        return takeOver(which, body, TTL);
    }

    private boolean takeOver(CacheKey which, String body, Duration ttl) {
        return local.hot().takeOver(name(which), response(body, clock.millis(), 0, ttl));
    }

    private static HotKey name(CacheKey which) {
        return new HotKey(which.scope(), which.owner(), which.generation(), which.gridName(), 1, 1);
    }
}
