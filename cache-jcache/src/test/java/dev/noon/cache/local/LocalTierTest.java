package dev.noon.cache.local;

import static dev.noon.cache.Responses.TTL;
import static dev.noon.cache.Responses.key;
import static dev.noon.cache.Responses.response;
import static dev.noon.cache.Responses.served;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.noon.cache.CacheKey;
import dev.noon.cache.CacheStatistics;
import dev.noon.cache.HeaderField;
import dev.noon.cache.Life;
import dev.noon.cache.Lookup;
import dev.noon.cache.Provenance;
import dev.noon.cache.ResponseTier;
import dev.noon.cache.ResponseTierContract;
import dev.noon.cache.StoredResponse;
import dev.noon.cache.Tags;
import dev.noon.cache.Tier;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalTierTest extends ResponseTierContract {
    private static final long MAX_BYTES = 8 << 20;
    private final LocalTier local = new LocalTier(MAX_BYTES, freshness, ticker);

    @Override
    protected ResponseTier emptyTier() {
        return local;
    }

    @Override
    protected Tier kind() {
        return Tier.LOCAL;
    }

    @Test
    void whatIsOverGivesItsMemoryBackWhenSwept() {
        local.put(key("loans", "/short"), response("a", clock.millis(), 0, Duration.ofSeconds(1)));
        local.put(key("loans", "/long"), response("b", clock.millis(), 0, Duration.ofHours(1)));
        pass(Duration.ofSeconds(2));
        local.sweep();
        assertThat(local.statistics().entries()).isEqualTo(1);
        assertThat(local.statistics().evictedByExpiry()).isEqualTo(1);
        assertThat(served(local.find(key("loans", "/short")))).isEqualTo("ABSENT");
        assertThat(served(local.find(key("loans", "/long")))).isEqualTo("b");
    }

    @Test
    void readingDoesNotProlongALife() {
        local.put(key("loans", "/a"), response("a", clock.millis(), 0));
        for (int i = 0; i < 59; i++) {
            pass(Duration.ofSeconds(1));
            assertThat(served(local.find(key("loans", "/a")))).isEqualTo("a");
        }
        pass(Duration.ofSeconds(1));
        assertThat(served(local.find(key("loans", "/a")))).isEqualTo("ABSENT");
    }

    @Test
    void aResponseThatComesLateIsKeptForTheRestOfItsLifeOnly() {
        local.put(key("loans", "/a"), response("a", clock.millis() - 50_000, 0));
        pass(Duration.ofSeconds(10));
        assertThat(served(local.find(key("loans", "/a")))).isEqualTo("ABSENT");
    }

    @Test
    void aNewResponseHasANewLife() {
        local.put(key("loans", "/a"), response("old", clock.millis(), 0));
        pass(Duration.ofSeconds(50));
        local.put(key("loans", "/a"), response("new", clock.millis(), 0));
        pass(Duration.ofSeconds(50));
        assertThat(served(local.find(key("loans", "/a")))).isEqualTo("new");
    }

    @Test
    void bytesNeverExceedTheBound() {
        String kilobyte = "x".repeat(1_024);
        for (int i = 0; i < 20_000; i++) {
            local.put(key("loans", "/" + i), response(kilobyte, clock.millis(), 0));
        }
        local.sweep();
        CacheStatistics.Local statistics = local.statistics();
        assertThat(statistics.bytes()).isBetween(MAX_BYTES / 2, MAX_BYTES);
        assertThat(statistics.evictedBySize()).isEqualTo(20_000 - statistics.entries());
    }

    @Test
    void whatIsLargerThanTheWholeTierIsNotKept() {
        local.put(key("loans", "/a"), response("x".repeat((int) MAX_BYTES), clock.millis(), 0));
        local.sweep();
        assertThat(local.statistics().entries()).isZero();
    }

    @Test
    void aTierOfNoBytesKeepsNothing() {
        LocalTier none = new LocalTier(0, freshness, ticker);
        none.put(key("loans", "/a"), response("a", clock.millis(), 0));
        assertThat(served(none.find(key("loans", "/a")))).isEqualTo("ABSENT");
    }

    @Test
    void aProxyOrEverythingCanBeDropped() {
        local.put(key("loans", "/a"), response("a", clock.millis(), 0));
        local.put(key("loans", "/b"), response("b", clock.millis(), 0));
        local.put(key("cards", "/a"), response("c", clock.millis(), 0));
        local.dropProxy("loans");
        assertThat(local.statistics().entries()).isEqualTo(1);
        assertThat(served(local.find(key("cards", "/a")))).isEqualTo("c");
        local.dropAll();
        assertThat(local.statistics()).isEqualTo(new CacheStatistics.Local(0, 0, 0, 0, 3));
    }

    @Test
    void aPurgedEntryGoesWhenItIsFound() {
        local.put(key("loans", "/a"), response("a", clock.millis(), 0));
        stamps.purgeAll(1);
        assertThat(served(local.find(key("loans", "/a")))).isEqualTo("PURGED");
        assertThat(served(local.find(key("loans", "/a")))).isEqualTo("ABSENT");
        assertThat(local.statistics().evictedExplicitly()).isEqualTo(1);
    }

    @Test
    void anEntryWeighsItsBytesItsHeadersAndItsKey() {
        StoredResponse response = new StoredResponse(
                200,
                List.of(new HeaderField("ETag", "\"a\""), new HeaderField("Via", "x")),
                new byte[1_000],
                Life.fresh(clock.millis(), TTL.toMillis()),
                new Provenance(0, 0, "/a", Tags.of(1, 2)));
        local.put(key("loans", "/a"), response);
        assertThat(local.statistics().bytes())
                .isEqualTo(EntryWeigher.ENTRY_BYTES
                        + 1_000
                        + 2 * EntryWeigher.HEADER_BYTES
                        + "ETag\"a\"Viax".length()
                        + "/a".length()
                        + 2 * Long.BYTES
                        + key("loans", "/a").length());
    }

    @Test
    void aHitAllocatesItsAnswerAndNothingElse() {
        CacheKey key = key("loans", "/a");
        local.put(key, response("a", clock.millis(), 0));
        stamps.purgeProxy("cards", 1);
        hits(key, 10_000);
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(hits(key, 100_000)).isEqualTo(100_000);
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 100_000)
                .isLessThanOrEqualTo(48);
    }

    private int hits(CacheKey key, int lookups) {
        int fresh = 0;
        for (int i = 0; i < lookups; i++) {
            if (local.find(key) instanceof Lookup.Fresh) {
                fresh++;
            }
        }
        return fresh;
    }

    /** Time passes on both clocks. */
    private void pass(Duration elapsed) {
        clock.advance(elapsed);
        ticker.advance(elapsed);
    }
}
