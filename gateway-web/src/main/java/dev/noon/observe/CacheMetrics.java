package dev.noon.observe;

import dev.noon.cache.CacheCount;
import dev.noon.cache.CacheSeries;
import dev.noon.cache.CacheTallies;
import dev.noon.cache.CacheTally;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Shows what each cache policy does as gauges, which are read when somebody asks. A figure appears once it has counted
 * something. Bounds of histograms are powers of two of microseconds. Confined to the thread that sweeps.
 */
final class CacheMetrics implements CacheTallies.Display {
    private static final int[] EXPONENTS = {8, 10, 12, 14, 16, 18, 20, 22, 24};
    private static final String PREFIX = "noon_proxy_cache_";

    private final MetricRegistry registry;
    private final String region;
    private final Map<CacheTally, Shown> shown = new HashMap<>();

    CacheMetrics(MetricRegistry registry, String region) {
        this.registry = registry;
        this.region = region;
    }

    @Override
    public void show(CacheTally tally) {
        shown.computeIfAbsent(tally, Shown::new).refresh();
    }

    @Override
    public void hide(CacheTally tally) {
        Shown gone = shown.remove(tally);
        if (gone != null) {
            gone.ids.forEach(registry::remove);
        }
    }

    /** The gauges of one series. */
    private final class Shown {
        private final CacheTally tally;
        private final List<MetricID> ids = new ArrayList<>();
        private final EnumSet<CacheCount> waiting = EnumSet.allOf(CacheCount.class);

        Shown(CacheTally tally) {
            this.tally = tally;
        }

        void refresh() {
            for (CacheCount count : List.copyOf(waiting)) {
                if (tally.of(count) > 0) {
                    waiting.remove(count);
                    show(count);
                }
            }
        }

        private void show(CacheCount count) {
            Tag[] part = count.label().isEmpty() ? new Tag[0] : new Tag[] {new Tag(count.label(), count.part())};
            gauge(
                    PREFIX + count.family() + "_total",
                    "Of a cache policy: " + count.family(),
                    () -> tally.of(count),
                    part);
            if (count == CacheCount.STORES) {
                fills();
            }
            if (count.isLookup()) {
                gauge(PREFIX + "hit_ratio", "Hits, fresh or stale, per lookup", () -> tally.read()
                        .hitRatio());
            }
        }

        private void fills() {
            String name = PREFIX + "fill_seconds";
            for (int exponent : EXPONENTS) {
                Tag bound = new Tag("le", Double.toString((1L << exponent) / 1e6));
                gauge(
                        name + "_bucket",
                        "Fills within that time",
                        () -> tally.fills().belowMicros(exponent),
                        bound);
            }
            gauge(
                    name + "_bucket",
                    "Fills within that time",
                    () -> tally.fills().count(),
                    new Tag("le", "+Inf"));
            gauge(name + "_count", "Fills", () -> tally.fills().count());
            gauge(name + "_sum", "Seconds", () -> tally.fills().nanos() / 1e9);
        }

        private void gauge(String name, String description, Supplier<Number> value, Tag... more) {
            CacheSeries series = tally.series();
            List<Tag> tags = new ArrayList<>(List.of(more));
            tags.add(new Tag("scope", series.scope().text()));
            tags.add(new Tag("proxy", series.proxy()));
            tags.add(new Tag("endpoint", series.endpoint()));
            tags.add(new Tag("policy", series.policy()));
            tags.add(new Tag("region", region));
            Tag[] all = tags.toArray(Tag[]::new);
            MetricID id = new MetricID(name, all);
            if (registry.getMetric(id) == null) {
                ids.add(id);
                Metadata metadata = Metadata.builder()
                        .withName(name)
                        .withDescription(description)
                        .build();
                registry.gauge(metadata, value, all);
            }
        }
    }
}
