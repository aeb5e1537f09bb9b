package dev.noon.snapshot;

import dev.noon.exchange.Chain;
import dev.noon.exchange.Policy;
import dev.noon.exchange.RouteFacts;
import dev.noon.model.ApiProxy;
import dev.noon.model.DefinitionSet.Versioned;
import dev.noon.model.Endpoint;
import dev.noon.model.PathRule;
import dev.noon.model.PathVariables;
import dev.noon.model.PolicyMerge;
import dev.noon.model.PolicyMerge.Written;
import dev.noon.model.ProxyGroup;
import dev.noon.model.Upstream;
import dev.noon.model.policy.PolicySpec;
import dev.noon.policy.CompiledTemplate;
import dev.noon.snapshot.CompiledProxy.Sources;
import dev.noon.snapshot.Snapshot.HeldUpstream;
import dev.noon.snapshot.Snapshot.Shared;
import dev.noon.upstream.UpstreamCall;
import java.util.ArrayList;
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
        List<CompiledEndpoint> endpoints = new ArrayList<>();
        for (Endpoint endpoint : proxy.endpoints()) {
            List<Written> items = PolicyMerge.merged(group, proxy, endpoint);
            RouteMatch.Found found = route(sources.proxy(), items, call, Optional.of(endpoint));
            endpoints.add(new CompiledEndpoint(endpoint.path(), new Methods(endpoint.methods()), found));
        }
        RouteMatch.Found found = route(sources.proxy(), PolicyMerge.merged(group, proxy), call, Optional.empty());
        return new CompiledProxy(sources.using(recorder.uses()), proxy.route(), found, endpoints);
    }

    private UpstreamCall call(ApiProxy proxy) throws CompileException {
        HeldUpstream upstream = shared.upstreams().get(proxy.upstream());
        if (upstream == null) {
            throw new CompileException(proxy.id(), "spec.upstream", proxy.upstream() + " is not defined");
        }
        // A variable in an address is used by whoever holds the pool that is opened with it.
        recorder.resolution().upstream((Upstream) upstream.definition().definition());
        UpstreamCall call = new UpstreamCall(upstream.sender(), strip(proxy), parts.ticker());
        Optional<CompiledTemplate> by =
                upstream.resolved().care().balance().affinity().map(CompiledTemplate::of);
        return by.isEmpty() ? call : call.withAffinity(by.get()::text);
    }

    /** What matches another path than a prefix matches the whole of it. */
    static int strip(ApiProxy proxy) {
        PathRule path = proxy.route().path();
        if (!proxy.stripPath() || path.text().equals("/")) {
            return 0;
        }
        return path.shape() == PathRule.Shape.PREFIX ? path.text().length() : UpstreamCall.WHOLE_PATH;
    }

    private RouteMatch.Found route(Versioned entry, List<Written> items, UpstreamCall call, Optional<Endpoint> endpoint)
            throws CompileException {
        ApiProxy proxy = (ApiProxy) entry.definition();
        Map<String, Integer> parameters = PathVariables.parameters(proxy.route(), endpoint);
        List<Policy> policies = new ArrayList<>(items.size());
        for (Written item : items) {
            policy(entry, item, parameters).ifPresent(policies::add);
        }
        RouteFacts facts = new RouteFacts(
                proxy.metadata().name(),
                proxy.upstream(),
                endpoint.map(own -> own.path().text()).orElse(""));
        return new RouteMatch.Found(new Route(facts, policies, Chain.of(policies, call)));
    }

    private Optional<Policy> policy(Versioned entry, Written item, Map<String, Integer> parameters)
            throws CompileException {
        ApiProxy proxy = (ApiProxy) entry.definition();
        Placement placement = new Placement(
                proxy.metadata().name(),
                item.level(),
                entry.generation(),
                proxy.route().hasManyHosts());
        try {
            PolicySpec spec = recorder.resolution().policy(item.item()).with(template -> template.placed(parameters));
            return parts.catalogue().compile(spec, placement);
        } catch (IllegalArgumentException e) {
            throw new CompileException(
                    proxy.id(), "spec.policies." + item.item().name(), String.valueOf(e.getMessage()));
        }
    }
}
