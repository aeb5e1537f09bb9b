package dev.noon.policy.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.CacheCount;
import dev.noon.cache.CacheFigures;
import dev.noon.cache.Tier;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Requests;
import dev.noon.model.policy.CacheConduct;
import dev.noon.model.policy.CacheLife;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a cache policy counts: each lookup once, by what came of it. */
class CacheCountsTest extends CachePolicyFixture {
    @Test
    void a_miss_is_absent_and_stored_and_hits_tell_their_tier_and_bytes() throws IOException {
        ask(get());
        ask(get());
        cache.tier = Tier.GRID;
        ask(get());
        ask(Requests.of("DELETE", "/loans"));
        CacheFigures counted = tally.read();
        assertThat(counted.lookups()).isEqualTo(3);
        assertThat(counted.of(CacheCount.ABSENT)).isEqualTo(1);
        assertThat(counted.of(CacheCount.LOCAL_HITS)).isEqualTo(1);
        assertThat(counted.of(CacheCount.GRID_HITS)).isEqualTo(1);
        assertThat(counted.of(CacheCount.SERVED_BYTES)).isEqualTo(2L * "hello".length());
        assertThat(counted.of(CacheCount.STORES)).isEqualTo(1);
        assertThat(counted.of(CacheCount.STORED_BYTES)).isEqualTo("hello".length());
        assertThat(counted.fills().count()).isEqualTo(1);
    }

    @Test
    void a_grid_that_is_away_is_a_reason_of_its_own() throws IOException {
        cache.away = true;
        ask(get());
        assertThat(tally.of(CacheCount.GRID_AWAY)).isEqualTo(1);
        assertThat(tally.of(CacheCount.ABSENT)).isZero();
    }

    @Test
    void what_is_stored_for_other_requests_is_a_miss_by_vary() throws IOException {
        upstream = Requests.reply(200, "hello", "Vary: Accept");
        ask(get("Accept: a"));
        ask(get("Accept: b"));
        ask(get("Accept: b"));
        assertThat(tally.of(CacheCount.ABSENT)).isEqualTo(1);
        assertThat(tally.of(CacheCount.VARY)).isEqualTo(1);
        assertThat(tally.of(CacheCount.LOCAL_HITS)).isEqualTo(1);
        assertThat(tally.read().lookups()).isEqualTo(3);
    }

    @Test
    void what_is_fresh_no_more_is_expired_or_stale_served_but_not_both() throws IOException {
        ask(get());
        cache.nowMillis += 61_000;
        ask(get());
        assertThat(tally.of(CacheCount.EXPIRED)).isEqualTo(1);
        assertThat(tally.of(CacheCount.STALE_SERVED)).isZero();
        assertThat(tally.read().lookups()).isEqualTo(2);
    }

    @Test
    void a_stale_answer_that_stands_in_is_no_miss() throws IOException {
        policy = policy(Duration.ZERO, Duration.ofMinutes(5));
        ask(get());
        cache.nowMillis += 100_000;
        ask(get(), exchange -> exchange.fail(Cause.RESPONSE_TIMEOUT));
        assertThat(tally.of(CacheCount.STALE_SERVED)).isEqualTo(1);
        assertThat(tally.of(CacheCount.EXPIRED)).isZero();
        assertThat(tally.read().lookups()).isEqualTo(2);
    }

    @Test
    void what_is_fetched_behind_a_requests_back_is_no_lookup() throws IOException {
        policy = policy(Duration.ofMinutes(5), Duration.ZERO);
        ask(get());
        cache.nowMillis += 70_000;
        ask(get());
        assertThat(fetches).isEqualTo(2);
        assertThat(tally.read().lookups()).isEqualTo(2);
        assertThat(tally.of(CacheCount.STALE_SERVED)).isEqualTo(1);
        assertThat(tally.of(CacheCount.STORES)).isEqualTo(2);
    }

    private CachePolicy policy(Duration whileRevalidate, Duration ifError) {
        return policy(
                CacheLife.of(Duration.ofSeconds(60)),
                new CacheConduct(whileRevalidate, ifError, 0, CacheConduct.Coalesce.DEFAULT, Optional.empty()));
    }
}
