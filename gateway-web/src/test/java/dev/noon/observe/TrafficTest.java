package dev.noon.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.CacheVerdict;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Requests;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Traffic traffic = new Traffic(nanos::get, () -> 0, 10, AccessLog.off());

    @BeforeEach
    void quiet() {
        Logger.getLogger("dev.noon.access").setLevel(Level.OFF);
    }

    @AfterEach
    void loud() {
        Logger.getLogger("dev.noon.access").setLevel(null);
    }

    @Test
    void every_exchange_counts_once_by_status_cause_and_verdict() {
        traffic.began();
        traffic.began();
        assertThat(traffic.inFlight()).isEqualTo(2);
        Exchange hit = exchange();
        hit.cause(Cause.CACHE);
        hit.cacheVerdict(CacheVerdict.HIT_LOCAL);
        traffic.ended(hit, 200);
        Exchange failed = exchange();
        failed.cause(Cause.RESPONSE_TIMEOUT);
        failed.upstreamNanos(5_000_000);
        traffic.ended(failed, 504);
        assertThat(traffic.inFlight()).isZero();
        assertThat(traffic.begun()).isEqualTo(2);
        assertThat(traffic.statuses(2)).isEqualTo(1);
        assertThat(traffic.statuses(5)).isEqualTo(1);
        assertThat(traffic.causes(Cause.CACHE)).isEqualTo(1);
        assertThat(traffic.causes(Cause.RESPONSE_TIMEOUT)).isEqualTo(1);
        assertThat(traffic.verdicts(CacheVerdict.HIT_LOCAL)).isEqualTo(1);
        assertThat(traffic.upstreamCalls()).isEqualTo(1);
        assertThat(traffic.upstreamLatencyMicros(0.5)).isBetween(5000L, 6250L);
    }

    @Test
    void an_exchange_whose_client_got_nothing_counts_too() {
        traffic.began();
        traffic.ended(exchange(), 0);
        assertThat(traffic.statuses(0)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, 200, 0",
        "NONE, 503, 0",
        "CACHE, 200, 0",
        "NO_ROUTE, 404, 0",
        "UNKNOWN_METHOD, 501, 0",
        "CLIENT_GONE, 200, 0",
        "UPSTREAM_RESET, 502, 1",
        "SHED, 503, 1",
        "RESPONSE_TIMEOUT, 504, 1",
        "INTERNAL_ERROR, 500, 1",
        "UPSTREAM_TRUNCATED, 200, 1",
        "NONE, 0, 1"
    })
    void what_the_gateway_fails_or_breaks_off_around_a_swap_is_dropped(Cause cause, int status, long dropped) {
        Exchange exchange = exchange();
        exchange.cause(cause);
        LongSupplier swap = traffic.dropped().swapped(exchange.startNanos() + 1);

        traffic.ended(exchange, status);

        assertThat(swap.getAsLong()).isEqualTo(dropped);
        assertThat(traffic.dropped().total()).isEqualTo(dropped);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 4, 5, 7, 8, 100, 1000, 1001, 123_456, 10_000_000, 3_600_000_000L})
    void a_quantile_is_at_most_a_quarter_too_high(long micros) {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.record(micros * 1000);
        assertThat(histogram.quantileMicros(0.99))
                .isGreaterThan(micros - 1)
                .isLessThanOrEqualTo(micros + Math.max(1, micros / 4 + 1));
    }

    @Test
    void quantiles_split_what_was_recorded() {
        LatencyHistogram histogram = new LatencyHistogram();
        assertThat(histogram.quantileMicros(0.5)).isZero();
        for (int i = 0; i < 99; i++) {
            histogram.record(100_000);
        }
        histogram.record(Long.MAX_VALUE);
        assertThat(histogram.count()).isEqualTo(100);
        assertThat(histogram.quantileMicros(0.99)).isBetween(100L, 125L);
        assertThat(histogram.quantileMicros(1.0)).isGreaterThan(1_000_000_000L);
    }

    @Test
    void a_line_says_what_happened_and_no_secret() {
        Exchange exchange = exchange();
        exchange.cause(Cause.UPSTREAM_RESET);
        assertThat(AccessLine.of(exchange, 502, 1_500_000, 1_000))
                .isEqualTo(
                        "{\"time\":\"1970-01-01T00:00:01Z\",\"requestId\":\"\",\"traceId\":\"\",\"spanId\":\"\",\"method\":\"GET\",\"host\":\"api.example\",\"path\":\"/lo\\\"ans\",\"proxy\":\"\","
                                + "\"endpoint\":\"\",\"upstream\":\"\",\"consumer\":\"\",\"cause\":\"upstream-reset\",\"cache\":\"none\",\"status\":502,"
                                + "\"revision\":7,\"receivedBytes\":0,\"sentBytes\":0,\"upstreamMicros\":0,\"micros\":1500}");
    }

    private static Exchange exchange() {
        return Requests.exchange(Requests.of("GET", "/lo\"ans?secret=1", "Authorization: Bearer secret"));
    }
}
