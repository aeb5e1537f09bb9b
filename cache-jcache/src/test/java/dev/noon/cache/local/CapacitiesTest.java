package dev.noon.cache.local;

import static dev.noon.cache.Responses.response;
import static dev.noon.cache.Responses.served;
import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.CacheCount;
import dev.noon.cache.CacheKey;
import dev.noon.cache.CacheSeries;
import dev.noon.cache.CacheTallies;
import dev.noon.cache.CacheTally;
import dev.noon.cache.Freshness;
import dev.noon.cache.Generations;
import dev.noon.cache.Scope;
import dev.noon.cache.Stamps;
import dev.noon.time.FakeWallClock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CapacitiesTest {
    private static final int CAPACITY = 20;

    private final FakeWallClock clock = new FakeWallClock();
    private final LocalTier local = new LocalTier(8 << 20, new Freshness(new Stamps(), clock), Generations.all());
    private final CacheTallies tallies = new CacheTallies(() -> 0, 10);
    private final CacheTally bounded = tally("loans").within(CAPACITY);
    private final CacheTally free = tally("cards");

    @Test
    void aPolicyHasNoMoreEntriesThanItsCapacityAndOthersKeepTheirs() {
        put(free, 0, 100);
        put(bounded, 0, 500);
        assertThat(held(bounded, 500)).isBetween(1L, (long) CAPACITY);
        assertThat(held(free, 100)).isEqualTo(100);
        assertThat(bounded.of(CacheCount.EVICTED_BY_SIZE)).isEqualTo(500 - held(bounded, 500));
        assertThat(bounded.of(CacheCount.EVICTED_EXPLICITLY)).isZero();
    }

    @Test
    void whatIsAskedForOftenOutlastsWhatIsAskedForOnce() {
        put(bounded, 0, 5);
        for (int i = 5; i < 2_000; i++) {
            find(bounded, i % 5);
            put(bounded, i, i + 1);
        }
        assertThat(held(bounded, 5)).isEqualTo(5);
    }

    @Test
    void anotherCapacityHoldsFromTheNextEntryOn() {
        put(bounded, 0, 100);
        bounded.within(CAPACITY * 4);
        put(bounded, 100, 400);
        assertThat(held(bounded, 400)).isBetween(CAPACITY + 1L, CAPACITY * 4L);
        bounded.within(0);
        local.sweep();
        put(bounded, 400, 900);
        assertThat(held(bounded, 900)).isGreaterThanOrEqualTo(500);
    }

    @Test
    void whatIsGoneMakesRoom() {
        put(bounded, 0, CAPACITY);
        local.dropProxy("loans");
        put(bounded, 100, 100 + CAPACITY);
        assertThat(held(bounded, 100 + CAPACITY)).isEqualTo(CAPACITY);
    }

    private CacheTally tally(String proxy) {
        return tallies.of(new CacheSeries(Scope.PROXY, proxy, "", "cache"), 1);
    }

    private void put(CacheTally tally, int from, int to) {
        for (int i = from; i < to; i++) {
            local.put(key(tally, i), response("a", clock.millis(), 0));
        }
    }

    private boolean find(CacheTally tally, int number) {
        return served(local.find(key(tally, number))).equals("a");
    }

    private long held(CacheTally tally, int numbers) {
        return IntStream.range(0, numbers).filter(i -> find(tally, i)).count();
    }

    private static CacheKey key(CacheTally tally, int number) {
        return CacheKey.of(Scope.PROXY, tally.series().proxy(), 1)
                .counting(tally)
                .part("/" + number)
                .build();
    }
}
