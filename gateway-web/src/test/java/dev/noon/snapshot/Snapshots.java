package dev.noon.snapshot;

import dev.noon.exchange.Chain;
import dev.noon.exchange.Policy;
import dev.noon.exchange.RouteFacts;
import dev.noon.model.ApiProxy;
import dev.noon.model.DefinitionSet;
import dev.noon.model.DefinitionSet.Versioned;
import dev.noon.model.Metadata;
import dev.noon.model.Table;
import dev.noon.upstream.UpstreamTransport;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Snapshots for tests. */
public final class Snapshots {
    private Snapshots() {}

    /** Runs {@code policy} at {@code /api}, and at {@code /only-get} for GET. */
    public static Snapshot of(long revision, Policy policy) {
        Map<String, CompiledProxy> proxies = new HashMap<>();
        proxies.put("api", proxy("api", new dev.noon.model.Route(List.of("*"), "/api", List.of()), policy));
        proxies.put(
                "only-get",
                proxy("only-get", new dev.noon.model.Route(List.of("*"), "/only-get", List.of("GET")), policy));
        return of(revision, proxies, Map.of());
    }

    static Snapshot of(
            long revision, Map<String, CompiledProxy> proxies, Map<String, Snapshot.HeldUpstream> upstreams) {
        Snapshot.Shared nothing = Snapshot.Shared.NOTHING;
        return new Snapshot(new Snapshot.Content(
                new DefinitionSet(revision, "hash", Collections.emptySortedMap()),
                new Snapshot.Shared(upstreams, nothing.lookup(), nothing.secrets(), nothing.identities()),
                Table.copyOf(new TreeMap<>(proxies)),
                new RouteTable(proxies.values())));
    }

    static UpstreamTransport transport(Snapshot snapshot, String upstream) {
        return Objects.requireNonNull(snapshot.content().shared().upstreams().get(upstream))
                .held()
                .pool()
                .resource();
    }

    static CompiledProxy proxy(String name, dev.noon.model.Route route, Policy policy) {
        Metadata metadata = new Metadata(name, "default", Optional.empty());
        ApiProxy definition = new ApiProxy(metadata, route, "u", false, List.of(), List.of(), List.of());
        Versioned versioned = new Versioned(definition, "h", 1);
        CompiledProxy.Sources sources =
                new CompiledProxy.Sources(versioned, Optional.empty(), CompiledProxy.Uses.NOTHING);
        return new CompiledProxy(sources, Optional.empty(), found(name, policy), List.of());
    }

    static RouteMatch.Found found(String name, Policy policy) {
        Chain chain = Chain.of(List.of(policy), exchange -> {
            throw new IllegalStateException("there is no upstream");
        });
        return new RouteMatch.Found(new Route(new RouteFacts(name, "u"), List.of(policy), chain));
    }
}
