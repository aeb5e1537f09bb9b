package dev.noon.admin;

import dev.noon.cache.CacheCount;
import dev.noon.cache.CacheFigures;
import dev.noon.cache.CacheSeries;
import dev.noon.cache.CacheStatistics.Held;
import dev.noon.cache.FillTimes;
import dev.noon.cache.Scope;
import dev.noon.cache.Tier;
import dev.noon.cache.view.CacheView;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Scopes and figures of the cache as JSON; what is not known is absent. */
final class CacheJson {
    private CacheJson() {}

    static JsonObject of(CacheView.Summary summary) {
        Scope scope = summary.scope();
        JsonObjectBuilder json = Json.object()
                .add("scope", scope.text())
                .add("holds", scope.holds())
                .add(
                        "tiers",
                        Json.strings(scope.tiers().stream()
                                .sorted()
                                .map(CacheJson::text)
                                .toList()))
                .add("persisted", scope.persisted())
                .add("visibility", scope.visibility().name().toLowerCase(Locale.ROOT));
        if (scope.holdsResponses()) {
            json.add("local", of(summary.local()).add("capacityBytes", summary.capacity()));
        }
        json.add("grid", of(summary.grid()).add("capacityEntries", summary.gridCapacity()));
        if (scope.holdsResponses()) {
            json.add("figures", of(summary.figures()));
        }
        return json.build();
    }

    static JsonObject of(Map.Entry<CacheSeries, CacheFigures> series) {
        CacheSeries name = series.getKey();
        return Json.object()
                .add("scope", name.scope().text())
                .add("proxy", name.proxy())
                .add("endpoint", name.endpoint())
                .add("policy", name.policy())
                .addAll(of(series.getValue()))
                .build();
    }

    /** The series with the most lookups first. */
    static Comparator<Map.Entry<CacheSeries, CacheFigures>> busiest() {
        return Comparator.<Map.Entry<CacheSeries, CacheFigures>>comparingLong(
                        entry -> -entry.getValue().lookups())
                .thenComparing(entry -> entry.getKey().toString());
    }

    static JsonObjectBuilder of(CacheFigures figures) {
        JsonObjectBuilder json = Json.object().add("lookups", figures.lookups());
        if (figures.lookups() > 0) {
            json.add("hitRatio", figures.hitRatio());
        }
        Map<String, JsonObjectBuilder> families = new LinkedHashMap<>();
        for (CacheCount count : CacheCount.values()) {
            if (count.label().isEmpty()) {
                json.add(count.json(), figures.of(count));
            } else if (figures.of(count) > 0) {
                families.computeIfAbsent(count.json(), family -> Json.object()).add(count.part(), figures.of(count));
            }
        }
        families.forEach(json::add);
        FillTimes fills = figures.fills();
        return json.add(
                "fill",
                Json.object()
                        .add("count", fills.count())
                        .add("p50Micros", fills.quantileMicros(0.5))
                        .add("p90Micros", fills.quantileMicros(0.9))
                        .add("p99Micros", fills.quantileMicros(0.99)));
    }

    static String text(Tier tier) {
        return tier.name().toLowerCase(Locale.ROOT);
    }

    private static JsonObjectBuilder of(Held held) {
        JsonObjectBuilder json = Json.object().add("entries", held.entries());
        return held.bytes() < 0 ? json : json.add("bytes", held.bytes());
    }
}
