package dev.noon.observe;

import dev.noon.exchange.Cause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Shows each series as gauges, which are read when somebody asks. A status, a cause or a revision appears once it has
 * counted something. Histograms are spelled as Prometheus has them, with bounds that are powers of two of microseconds.
 * A series that has counted nothing since the last sweep costs nothing. Confined to the thread that sweeps.
 */
final class ProxyMetrics implements SeriesDisplay {
    private static final int[] EXPONENTS = {8, 10, 12, 14, 16, 18, 20, 22, 24};

    private final MetricRegistry registry;
    private final String region;
    private final Map<ProxySeries, Shown> shown = new HashMap<>();

    ProxyMetrics(MetricRegistry registry, String region) {
        this.registry = registry;
        this.region = region;
    }

    @Override
    public void show(ProxySeries series) {
        shown.computeIfAbsent(series, Shown::new).refresh();
    }

    @Override
    public void hide(ProxySeries series) {
        Shown gone = shown.remove(series);
        if (gone != null) {
            gone.hide();
        }
    }

    /** The gauges of one series. */
    private final class Shown {
        private final ProxySeries series;
        private final List<MetricID> lasting = new ArrayList<>();
        private final Map<Long, List<MetricID>> revisions = new HashMap<>();
        private final boolean[] digits = new boolean[Era.DIGITS];
        private final EnumSet<Cause> causes = EnumSet.noneOf(Cause.class);
        /** As they were at the last sweep. */
        private long requests = -1;

        Shown(ProxySeries series) {
            this.series = series;
            gauge(lasting, "noon_proxy_received_bytes_total", "Bytes of request bodies", series::receivedBytes);
            gauge(lasting, "noon_proxy_sent_bytes_total", "Bytes of reply bodies", series::sentBytes);
            histogram("noon_proxy_latency_seconds", series.latency());
            histogram("noon_proxy_upstream_latency_seconds", series.upstreamLatency());
        }

        void refresh() {
            long now = series.requests();
            if (now != requests) {
                requests = now;
                statuses();
                causes();
                revisions();
            }
        }

        void hide() {
            lasting.forEach(registry::remove);
            revisions.values().forEach(ids -> ids.forEach(registry::remove));
        }

        private void statuses() {
            for (int digit = 0; digit < Era.DIGITS; digit++) {
                int first = digit;
                if (!digits[first] && series.statuses(first) > 0) {
                    digits[first] = true;
                    Tag status = new Tag("status", first == 0 ? "none" : first + "xx");
                    gauge(
                            lasting,
                            "noon_proxy_requests_total",
                            "Replies by status",
                            () -> series.statuses(first),
                            status);
                }
            }
        }

        private void causes() {
            for (Cause cause : EnumSet.complementOf(causes)) {
                if (series.causes(cause) > 0) {
                    causes.add(cause);
                    Tag label = new Tag("cause", cause.label());
                    gauge(lasting, "noon_proxy_causes_total", "Replies by cause", () -> series.causes(cause), label);
                }
            }
        }

        private void revisions() {
            Set<Long> current =
                    series.shares().stream().map(ProxySeries.Share::revision).collect(Collectors.toSet());
            revisions.entrySet().removeIf(entry -> {
                boolean over = !current.contains(entry.getKey());
                if (over) {
                    entry.getValue().forEach(registry::remove);
                }
                return over;
            });
            current.forEach(revision -> revisions.computeIfAbsent(revision, this::revision));
        }

        private List<MetricID> revision(long revision) {
            List<MetricID> ids = new ArrayList<>(2);
            Tag label = new Tag("revision", Long.toString(revision));
            gauge(
                    ids,
                    "noon_proxy_revision_requests_total",
                    "Replies under a revision",
                    () -> series.share(revision).requests(),
                    label);
            gauge(
                    ids,
                    "noon_proxy_revision_failed_total",
                    "Replies under a revision that were 5xx, or none",
                    () -> series.share(revision).failed(),
                    label);
            return ids;
        }

        private void histogram(String name, LatencyHistogram histogram) {
            String bucket = name + "_bucket";
            for (int exponent : EXPONENTS) {
                Tag bound = new Tag("le", Double.toString((1L << exponent) / 1e6));
                gauge(lasting, bucket, "Exchanges within that time", () -> histogram.belowMicros(exponent), bound);
            }
            gauge(lasting, bucket, "Exchanges within that time", histogram::count, new Tag("le", "+Inf"));
            gauge(lasting, name + "_count", "Exchanges", histogram::count);
            register(lasting, name + "_sum", "Seconds, at most an eighth off", () -> histogram.sumMicros() / 1e6);
        }

        private void gauge(List<MetricID> ids, String name, String description, LongSupplier value, Tag... more) {
            register(ids, name, description, value::getAsLong, more);
        }

        private void register(
                List<MetricID> ids, String name, String description, Supplier<Number> value, Tag... more) {
            Tag[] tags = Arrays.copyOf(more, more.length + 3);
            tags[more.length] = new Tag("proxy", series.proxy());
            tags[more.length + 1] = new Tag("endpoint", series.endpoint());
            tags[more.length + 2] = new Tag("region", region);
            MetricID id = new MetricID(name, tags);
            ids.add(id);
            if (registry.getMetric(id) == null) {
                Metadata metadata = Metadata.builder()
                        .withName(name)
                        .withDescription(description)
                        .build();
                registry.gauge(metadata, value, tags);
            }
        }
    }
}
