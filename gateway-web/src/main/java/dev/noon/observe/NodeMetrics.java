package dev.noon.observe;

import dev.noon.cache.CacheTallies;
import dev.noon.cache.Scope;
import dev.noon.cache.Tier;
import dev.noon.cache.view.CacheView;
import dev.noon.exchange.CacheVerdict;
import dev.noon.exchange.Cause;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.annotation.RegistryScope;

/** Shows the counters as gauges: they are read when somebody asks, and cost an exchange nothing. */
@ApplicationScoped
public class NodeMetrics {
    @Inject
    MetricRegistry registry;

    /** The application's own registry is listened to by the server, which would remember each revision for ever. */
    @Inject
    @RegistryScope(scope = "noon")
    MetricRegistry coming;

    @Inject
    Traffic traffic;

    @Inject
    NodeFacts facts;

    @Inject
    CacheTallies caches;

    @Inject
    CacheView cache;

    void register(@Observes @Initialized(ApplicationScoped.class) Object start) {
        registerTraffic();
        registerLatency();
        registerNode();
        registerScopes();
        caches.shownBy(new CacheMetrics(coming, facts.region()));
        traffic.proxies().shownBy(new ProxyMetrics(coming, facts.region()));
    }

    private void registerTraffic() {
        for (int digit = 1; digit <= 5; digit++) {
            int first = digit;
            Tag tag = new Tag("status", digit + "xx");
            gauge("noon_requests_total", "Replies by status", () -> traffic.statuses(first), tag);
        }
        gauge("noon_requests_aborted_total", "Exchanges whose client got no status", () -> traffic.statuses(0));
        for (Cause cause : Cause.values()) {
            Tag tag = new Tag("cause", cause.label());
            gauge("noon_causes_total", "Replies by cause", () -> traffic.causes(cause), tag);
        }
        for (CacheVerdict verdict : CacheVerdict.values()) {
            Tag tag = new Tag("verdict", verdict.label());
            gauge("noon_cache_verdicts_total", "Replies by cache verdict", () -> traffic.verdicts(verdict), tag);
        }
        gauge("noon_upstream_calls_total", "Exchanges that called an upstream", traffic::upstreamCalls);
        gauge(
                "noon_swap_dropped_total",
                "Exchanges that began at most five seconds before a swap and failed",
                () -> traffic.dropped().total());
        gauge("noon_proxy_series", "Proxies and endpoints whose traffic is counted", () -> traffic.proxies()
                .size());
        gauge("noon_access_lines_total", "Lines of the access log", () -> traffic.log()
                .written());
        gauge("noon_access_lines_dropped_total", "Lines of the access log that were not written", () -> traffic.log()
                .dropped());
        gauge("noon_in_flight", "Exchanges under way", traffic::inFlight);
    }

    private void registerLatency() {
        for (double quantile : new double[] {0.5, 0.9, 0.99, 0.999}) {
            Tag tag = new Tag("quantile", Double.toString(quantile));
            gauge("noon_latency_micros", "Time per exchange", () -> traffic.latencyMicros(quantile), tag);
            gauge(
                    "noon_upstream_latency_micros",
                    "Time per upstream answer",
                    () -> traffic.upstreamLatencyMicros(quantile),
                    tag);
        }
    }

    private void registerNode() {
        gauge("noon_revision", "Number of the revision in force", facts::revision);
        gauge("noon_operation", "Sequence of the last operation applied", facts::operation);
        gauge("noon_store_reachable", "1 if the store answered last time", () -> facts.isStoreReachable() ? 1 : 0);
        gauge("noon_detached", "1 if the store has not answered for four seconds", () -> detached() ? 1 : 0);
        gauge("noon_store_contact_age_millis", "Time since the store last answered", facts::millisSinceContact);
        gauge("noon_revision_refused", "1 if the node refused the latest revision", () -> refused() ? 1 : 0);
        gauge("noon_drained", "1 if the node wants no traffic", () -> facts.wantsTraffic() ? 0 : 1);
        facts.figures().forEach((name, figure) -> show(name, name.replace('_', ' '), figure));
    }

    private void registerScopes() {
        for (Scope scope : Scope.values()) {
            Tag name = new Tag("scope", scope.text());
            for (Tier tier : scope.holdsResponses() ? Tier.values() : new Tier[] {Tier.GRID}) {
                Tag place = new Tag("tier", tier.name().toLowerCase(Locale.ROOT));
                gauge(
                        "noon_cache_scope_entries",
                        "Entries that this node holds",
                        () -> cache.held(scope, tier).entries(),
                        name,
                        place);
            }
            if (scope.holdsResponses()) {
                gauge(
                        "noon_cache_scope_bytes",
                        "What entries in this node's heap weigh",
                        () -> cache.held(scope, Tier.LOCAL).bytes(),
                        name);
            }
        }
    }

    private boolean detached() {
        return facts.state().equals("detached");
    }

    private boolean refused() {
        return !facts.refusal().isEmpty();
    }

    private void gauge(String name, String description, LongSupplier value, Tag... tags) {
        show(name, description, value::getAsLong, tags);
    }

    private void show(String name, String description, Supplier<Number> value, Tag... tags) {
        Metadata metadata =
                Metadata.builder().withName(name).withDescription(description).build();
        registry.gauge(metadata, value, tags);
    }
}
