package dev.noon.cache.local;

import static dev.noon.cache.Responses.key;
import static dev.noon.cache.Responses.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.CacheKey;
import dev.noon.cache.Freshness;
import dev.noon.cache.Generations;
import dev.noon.cache.Stamps;
import dev.noon.time.FakeWallClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EstimateTest {
    private final FakeWallClock clock = new FakeWallClock();
    private final LocalTier local = new LocalTier(8 << 20, new Freshness(new Stamps(), clock), Generations.all());

    @BeforeEach
    void fill() {
        for (int i = 0; i < 1_000; i++) {
            local.put(key(i % 4 == 0 ? "loans" : "cards", "/" + i), response("a", clock.millis(), 0));
        }
    }

    @Test
    void whenAllAreLookedAtItIsACount() {
        assertThat(local.estimate((key, response) -> isOfLoans(key), 1_000)).isEqualTo(250);
        assertThat(local.estimate((key, response) -> false, 1_000)).isZero();
    }

    @Test
    void whenSomeAreLookedAtTheOthersAreTakenToBeLikeThem() {
        assertThat(local.estimate((key, response) -> isOfLoans(key), 400)).isBetween(150L, 350L);
        assertThat(local.estimate((key, response) -> true, 10)).isEqualTo(1_000);
    }

    private static boolean isOfLoans(CacheKey key) {
        return key.owner().equals("loans");
    }
}
