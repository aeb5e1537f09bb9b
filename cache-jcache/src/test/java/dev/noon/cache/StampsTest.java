package dev.noon.cache;

import static dev.noon.cache.Responses.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampsTest {
    private final Stamps stamps = new Stamps();

    @Test
    void whereNothingWasPurgedEverythingIsAdmitted() {
        assertThat(admits(key("loans", "/a"), 0)).isTrue();
        assertThat(stamps.operation()).isZero();
    }

    @ParameterizedTest(name = "all purged at {0}, loans at {1}: an entry of {2} that began at {3} is admitted: {4}")
    @CsvSource({
        "0, 5, loans, 4, false",
        "0, 5, loans, 5, true",
        "0, 5, loans, 6, true",
        "0, 5, cards, 4, true",
        "5, 0, loans, 4, false",
        "5, 0, cards, 4, false",
        "5, 0, cards, 5, true",
        "5, 7, loans, 6, false",
        "5, 7, loans, 7, true",
        "5, 7, cards, 6, true",
        "5, 7, cards, 4, false",
        "7, 5, loans, 6, false",
        "7, 5, loans, 7, true",
    })
    void anEntryOutlivesOnlyWhatItBeganAfter(long all, long loans, String owner, long began, boolean admitted) {
        stamps.purgeProxy("loans", loans);
        stamps.purgeAll(all);
        assertThat(admits(key(owner, "/a"), began)).isEqualTo(admitted);
    }

    @Test
    void theOrderInWhichPurgesArriveDoesNotMatter() {
        stamps.purgeAll(9);
        stamps.purgeAll(3);
        stamps.purgeProxy("loans", 12);
        stamps.purgeProxy("loans", 10);
        assertThat(admits(key("loans", "/a"), 11)).isFalse();
        assertThat(admits(key("cards", "/a"), 8)).isFalse();
        assertThat(admits(key("cards", "/a"), 9)).isTrue();
    }

    @Test
    void aPurgeAloneIsNotAReceipt() {
        stamps.purgeProxy("loans", 5);
        assertThat(stamps.operation()).isZero();
        stamps.advanceTo(5);
        stamps.advanceTo(3);
        assertThat(stamps.operation()).isEqualTo(5);
    }

    @Test
    void threadsThatPurgeTogetherLoseNoPurge() {
        LongStream.rangeClosed(1, 10_000).parallel().forEach(op -> {
            if (op % 100 == 0) {
                stamps.purgeAll(op);
            } else {
                stamps.purgeProxy("proxy-" + op % 7, op);
            }
            stamps.advanceTo(op);
        });
        assertThat(stamps.operation()).isEqualTo(10_000);
        IntStream.range(0, 7)
                .forEach(i -> assertThat(admits(key("proxy-" + i, "/a"), 9_999)).isFalse());
        assertThat(admits(key("proxy-1", "/a"), 10_000)).isTrue();
    }

    private boolean admits(CacheKey key, long began) {
        return stamps.judge(key, new Provenance(began, 1)) == Stamps.Verdict.VALID;
    }
}
