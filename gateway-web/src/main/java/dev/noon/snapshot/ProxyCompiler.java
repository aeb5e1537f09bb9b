package dev.noon.snapshot;

import dev.noon.exchange.Chain;
import dev.noon.exchange.Policy;
import dev.noon.exchange.RouteFacts;
import dev.noon.model.ApiProxy;
import dev.noon.model.DefinitionSet.Versioned;
import dev.noon.model.Endpoint;
import dev.noon.model.PolicyMerge;
import dev.noon.model.PolicyMerge.Written;
import dev.noon.model.ProxyGroup;
import dev.noon.model.Upstream;
import dev.noon.snapshot.CompiledProxy.CompiledEndpoint;
import dev.noon.snapshot.CompiledProxy.Sources;
import dev.noon.snapshot.Snapshot.HeldUpstream;
import dev.noon.snapshot.Snapshot.Shared;
import dev.noon.upstream.UpstreamCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles one proxy. Used once, by one thread. */
final class ProxyCompiler {
    private final SnapshotCompiler.Parts parts;
    private final Shared shared;
    private final Lookup.Recorder recorder;

    ProxyCompiler(SnapshotCompiler.Parts parts, Shared shared) {
        this.parts = parts;
        this.shared = shared;
        this.recorder = new Lookup.Recorder(shared.lookup());
    }

    /** @throws CompileException if something in it does not compile */
    CompiledProxy compile(Sources sources) throws CompileException {
        ApiProxy proxy = (ApiProxy) sources.proxy().definition();
        Optional<ProxyGroup> group = sources.group().map(entry -> (ProxyGroup) entry.definition());
        UpstreamCall call = call(proxy);
        Map<String, List<CompiledEndpoint>> endpoints = new HashMap<>();
        for (Endpoint endpoint : proxy.endpoints()) {
            List<Written> items = PolicyMerge.merged(group, proxy, endpoint);
            CompiledEndpoint compiled = new CompiledEndpoint(
                    new Methods(endpoint.methods()), route(sources.proxy(), endpoint.path(), items, call));
            endpoints
                    .computeIfAbsent(endpoint.path(), path -> new ArrayList<>())
                    .add(compiled);
        }
        RouteMatch.Found found = route(sources.proxy(), "", PolicyMerge.merged(group, proxy), call);
        return new CompiledProxy(sources.using(recorder.uses()), proxy.route(), found, endpoints);
    }

    private UpstreamCall call(ApiProxy proxy) throws CompileException {
        HeldUpstream upstream = shared.upstreams().get(proxy.upstream());
        if (upstream == null) {
            throw new CompileException(proxy.id(), "spec.upstream", proxy.upstream() + " is not defined");
        }
        // A variable in an address is used by whoever holds the pool that is opened with it.
        recorder.resolution().upstream((Upstream) upstream.definition().definition());
        String path = proxy.route().path();
        int strip = !proxy.stripPath() || path.equals("/") ? 0 : path.length();
        return new UpstreamCall(upstream.lease().resource(), strip, parts.ticker());
    }

    private RouteMatch.Found route(Versioned entry, String endpoint, List<Written> items, UpstreamCall call)
            throws CompileException {
        ApiProxy proxy = (ApiProxy) entry.definition();
        List<Policy> policies = new ArrayList<>(items.size());
        for (Written item : items) {
            policy(entry, proxy, item).ifPresent(policies::add);
        }
        RouteFacts facts = new RouteFacts(proxy.metadata().name(), proxy.upstream(), endpoint);
        return new RouteMatch.Found(new Route(facts, policies, Chain.of(policies, call)));
    }

    private Optional<Policy> policy(Versioned entry, ApiProxy proxy, Written item) throws CompileException {
        Placement placement =
                new Placement(proxy.metadata().name(), item.level(), entry.generation(), hasManyHosts(proxy.route()));
        try {
            return parts.catalogue().compile(recorder.resolution().policy(item.item()), placement);
        } catch (IllegalArgumentException e) {
            throw new CompileException(
                    proxy.id(), "spec.policies." + item.item().name(), String.valueOf(e.getMessage()));
        }
    }

    private static boolean hasManyHosts(dev.noon.model.Route route) {
        return route.hosts().size() != 1 || route.hosts().get(0).equals("*");
    }
}
