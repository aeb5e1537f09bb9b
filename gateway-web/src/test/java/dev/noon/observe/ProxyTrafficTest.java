package dev.noon.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Cause;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.RouteFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProxyTrafficTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Traffic traffic = new Traffic(nanos::get, () -> 0, 3, AccessLog.off());
    private final ProxyTraffic proxies = traffic.proxies();

    @Test
    void a_proxy_and_its_endpoint_are_counted_apart_by_status_cause_bytes_and_time() {
        Exchange exchange = exchange(new RouteFacts("loans", "u"), 7);
        exchange.sent(100);
        exchange.upstreamNanos(3_000_000);
        nanos.set(5_000_000);
        traffic.ended(exchange, 200);
        Exchange failed = exchange(new RouteFacts("loans", "u", "/rates"), 7);
        failed.cause(Cause.SHED);
        traffic.ended(failed, 503);

        assertThat(names()).containsExactly("loans", "loans/rates");
        ProxySeries loans = proxies.all().get(0);
        assertThat(loans.statuses(2)).isEqualTo(1);
        assertThat(loans.causes(Cause.NONE)).isEqualTo(1);
        assertThat(loans.sentBytes()).isEqualTo(100);
        assertThat(loans.latency().quantileMicros(0.5)).isBetween(5000L, 6250L);
        assertThat(loans.upstreamLatency().quantileMicros(0.5)).isBetween(3000L, 3750L);
        assertThat(proxies.all().get(1).causes(Cause.SHED)).isEqualTo(1);
        assertThat(proxies.all().get(1).shares()).containsExactly(new ProxySeries.Share(7, 1, 1));
    }

    @Test
    void what_was_compiled_again_goes_on_counting_where_it_was() {
        RouteFacts before = new RouteFacts("loans", "u");
        traffic.ended(exchange(before, 7), 200);
        RouteFacts after = new RouteFacts("loans", "other");
        traffic.ended(exchange(after, 8), 200);
        traffic.ended(exchange(before, 7), 200);

        assertThat(after.tally().get()).isSameAs(before.tally().get());
        assertThat(proxies.all().get(0).shares())
                .containsExactly(new ProxySeries.Share(8, 1, 0), new ProxySeries.Share(7, 2, 0));
    }

    @Test
    void the_newest_four_revisions_are_told_apart_and_none_is_lost() {
        RouteFacts route = new RouteFacts("loans", "u");
        for (int revision = 1; revision <= 9; revision++) {
            traffic.ended(exchange(route, revision), 200);
        }
        traffic.ended(exchange(route, 2), 200);
        ProxySeries loans = proxies.all().get(0);
        assertThat(loans.shares()).extracting(ProxySeries.Share::revision).containsExactly(9L, 8L, 7L, 6L);
        assertThat(loans.statuses(2)).isEqualTo(10);
        assertThat(loans.requests()).isEqualTo(10);
    }

    @Test
    void what_has_no_room_is_counted_together() {
        for (int i = 0; i < 5; i++) {
            traffic.ended(exchange(new RouteFacts("p" + i, "u"), 1), 200);
        }
        assertThat(names()).containsExactly("other", "p0", "p1", "p2");
        assertThat(proxies.all().get(0).requests()).isEqualTo(2);
    }

    @Test
    void a_proxy_takes_its_series_with_it_ten_minutes_later() {
        List<String> hidden = new ArrayList<>();
        proxies.shownBy(new SeriesDisplay() {
            @Override
            public void show(ProxySeries series) {}

            @Override
            public void hide(ProxySeries series) {
                hidden.add(series.proxy());
            }
        });
        traffic.ended(exchange(new RouteFacts("gone", "u"), 1), 200);
        traffic.ended(exchange(new RouteFacts("kept", "u"), 1), 200);
        proxies.sweep("kept"::equals);
        nanos.addAndGet(Duration.ofMinutes(9).toNanos());
        proxies.sweep("kept"::equals);
        assertThat(names()).containsExactly("gone", "kept");
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        proxies.sweep("kept"::equals);
        assertThat(names()).containsExactly("kept");
        assertThat(hidden).containsExactly("gone");
    }

    @Test
    void a_request_without_a_route_belongs_to_no_proxy() {
        traffic.ended(new Exchange(1, 0), 404);
        assertThat(proxies.all()).isEmpty();
        assertThat(traffic.statuses(4)).isEqualTo(1);
    }

    @Test
    void a_histogram_counts_below_powers_of_two() {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.record(1_023_000);
        histogram.record(1_024_000);
        histogram.record(5_000_000);
        assertThat(histogram.belowMicros(10)).isEqualTo(1);
        assertThat(histogram.belowMicros(11)).isEqualTo(2);
        assertThat(histogram.belowMicros(24)).isEqualTo(3);
        assertThat(histogram.sumMicros()).isBetween(6_100L, 8_000L);
    }

    private List<String> names() {
        return proxies.all().stream()
                .map(series -> series.proxy() + series.endpoint())
                .toList();
    }

    private static Exchange exchange(RouteFacts route, long revision) {
        Exchange exchange = new Exchange(revision, 0);
        exchange.route(route);
        return exchange;
    }
}
