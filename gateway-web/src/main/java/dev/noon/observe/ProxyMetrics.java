package dev.noon.observe;

import dev.noon.exchange.Cause;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Shows each series as gauges, which are read when somebody asks. A status, a cause or a revision appears once it has
 * counted something. Histograms are spelled as Prometheus has them, with bounds that are powers of two of microseconds.
 * Confined to the thread that sweeps.
 */
final class ProxyMetrics implements SeriesDisplay {
    private static final int[] EXPONENTS = {8, 10, 12, 14, 16, 18, 20, 22, 24};

    private final MetricRegistry registry;
    private final String region;
    private final Map<ProxySeries, Set<MetricID>> shown = new HashMap<>();

    ProxyMetrics(MetricRegistry registry, String region) {
        this.registry = registry;
        this.region = region;
    }

    @Override
    public void show(ProxySeries series) {
        boolean known = shown.containsKey(series);
        Set<MetricID> present = shown.computeIfAbsent(series, key -> new HashSet<>());
        if (!known) {
            Labels labels = new Labels(series, present);
            labels.gauge("noon_proxy_received_bytes_total", "Bytes of request bodies", series::receivedBytes);
            labels.gauge("noon_proxy_sent_bytes_total", "Bytes of reply bodies", series::sentBytes);
            histogram(labels, "noon_proxy_latency_seconds", series.latency());
            histogram(labels, "noon_proxy_upstream_latency_seconds", series.upstreamLatency());
        }
        counts(series, new Labels(series, present));
        revisions(series, present);
    }

    @Override
    public void hide(ProxySeries series) {
        Set<MetricID> present = shown.remove(series);
        if (present != null) {
            present.forEach(registry::remove);
        }
    }

    private static void counts(ProxySeries series, Labels labels) {
        for (int digit = 0; digit < Era.DIGITS; digit++) {
            int first = digit;
            if (series.statuses(first) > 0) {
                Tag status = new Tag("status", first == 0 ? "none" : first + "xx");
                labels.gauge("noon_proxy_requests_total", "Replies by status", () -> series.statuses(first), status);
            }
        }
        for (Cause cause : Cause.values()) {
            if (series.causes(cause) > 0) {
                Tag label = new Tag("cause", cause.label());
                labels.gauge("noon_proxy_causes_total", "Replies by cause", () -> series.causes(cause), label);
            }
        }
    }

    private void revisions(ProxySeries series, Set<MetricID> present) {
        Set<MetricID> current = new HashSet<>();
        Labels labels = new Labels(series, current);
        for (ProxySeries.Share share : series.shares()) {
            Tag revision = new Tag("revision", Long.toString(share.revision()));
            labels.gauge(
                    "noon_proxy_revision_requests_total",
                    "Replies under a revision",
                    () -> series.share(share.revision()).requests(),
                    revision);
            labels.gauge(
                    "noon_proxy_revision_failed_total",
                    "Replies under a revision that were 5xx, or none",
                    () -> series.share(share.revision()).failed(),
                    revision);
        }
        present.removeIf(id -> id.getTags().containsKey("revision") && !current.contains(id) && registry.remove(id));
        present.addAll(current);
    }

    private static void histogram(Labels labels, String name, LatencyHistogram histogram) {
        for (int exponent : EXPONENTS) {
            Tag bound = new Tag("le", Double.toString((1L << exponent) / 1e6));
            labels.gauge(name + "_bucket", "Exchanges within that time", () -> histogram.belowMicros(exponent), bound);
        }
        labels.gauge(name + "_bucket", "Exchanges within that time", histogram::count, new Tag("le", "+Inf"));
        labels.gauge(name + "_count", "Exchanges", histogram::count);
        labels.show(name + "_sum", "Seconds, at most an eighth off", () -> histogram.sumMicros() / 1e6);
    }

    /** Registers what is not there yet, with the labels of one series. */
    private final class Labels {
        private final ProxySeries series;
        private final Set<MetricID> present;

        Labels(ProxySeries series, Set<MetricID> present) {
            this.series = series;
            this.present = present;
        }

        void gauge(String name, String description, LongSupplier value, Tag... more) {
            show(name, description, value::getAsLong, more);
        }

        void show(String name, String description, Supplier<Number> value, Tag... more) {
            Tag[] tags = new Tag[more.length + 3];
            tags[0] = new Tag("proxy", series.proxy());
            tags[1] = new Tag("endpoint", series.endpoint());
            tags[2] = new Tag("region", region);
            System.arraycopy(more, 0, tags, 3, more.length);
            MetricID id = new MetricID(name, tags);
            if (present.add(id) && !registry.getMetricIDs().contains(id)) {
                Metadata metadata = Metadata.builder()
                        .withName(name)
                        .withDescription(description)
                        .build();
                registry.gauge(metadata, value, tags);
            }
        }
    }
}
