package dev.noon.snapshot;

import dev.noon.exchange.Chain;
import dev.noon.exchange.RouteFacts;
import dev.noon.model.ApiProxy;
import dev.noon.model.Definition;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionSet.Versioned;
import dev.noon.model.Endpoint;
import dev.noon.model.Kind;
import dev.noon.model.Limits;
import dev.noon.model.PathRule;
import dev.noon.model.PathVariables;
import dev.noon.model.PolicyMerge;
import dev.noon.model.PolicyMerge.Level;
import dev.noon.model.PolicyMerge.Written;
import dev.noon.model.ProxyGroup;
import dev.noon.model.Upstream;
import dev.noon.model.policy.LimitSpec;
import dev.noon.model.policy.PolicySpec;
import dev.noon.policy.CompiledTemplate;
import dev.noon.policy.split.Variants;
import dev.noon.snapshot.CompiledProxy.Sources;
import dev.noon.snapshot.Snapshot.HeldUpstream;
import dev.noon.snapshot.Snapshot.Shared;
import dev.noon.upstream.TotalTime;
import dev.noon.upstream.UpstreamCall;
import java.time.Duration;
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
    private final Map<String, Versioned> upstreams = new HashMap<>();
    private final Identities.Finder identities;

    ProxyCompiler(SnapshotCompiler.Parts parts, Shared shared) {
        this.parts = parts;
        this.shared = shared;
        this.recorder = new Lookup.Recorder(shared.lookup());
        this.identities = new Identities.Finder(shared.identities());
    }

    /**
     * The proxy of {@code sources}.
     *
     * @param before the one in whose place it comes; who has had the last turn is taken over from it
     * @throws CompileException if something in it does not compile
     */
    CompiledProxy compile(Sources sources, Optional<CompiledProxy> before) throws CompileException {
        ApiProxy proxy = (ApiProxy) sources.proxy().definition();
        Optional<ProxyGroup> group = sources.group().map(entry -> (ProxyGroup) entry.definition());
        Optional<Variants> variants = variants(proxy, before);
        List<UpstreamCall> calls = new ArrayList<>();
        for (String upstream : proxy.upstream().upstreams()) {
            calls.add(call(proxy, upstream));
        }
        RouteBuilder routes = new RouteBuilder(variants, calls);
        List<CompiledEndpoint> endpoints = new ArrayList<>();
        for (Endpoint endpoint : proxy.endpoints()) {
            List<Written> items = PolicyMerge.merged(group, proxy, endpoint);
            RouteMatch.Found found = route(sources.proxy(), items, routes, Optional.of(endpoint));
            endpoints.add(new CompiledEndpoint(endpoint.path(), new Methods(endpoint.methods()), found));
        }
        RouteMatch.Found found = route(sources.proxy(), PolicyMerge.merged(group, proxy), routes, Optional.empty());
        return new CompiledProxy(
                sources.using(recorder.uses(upstreams, identities.used())), variants, found, endpoints);
    }

    private static Optional<Variants> variants(ApiProxy proxy, Optional<CompiledProxy> before) {
        if (proxy.upstream().isSingle()) {
            return Optional.empty();
        }
        return before.flatMap(CompiledProxy::variants)
                .filter(variants -> variants.split().equals(proxy.upstream()))
                .or(() -> Optional.of(new Variants(proxy.upstream())));
    }

    private UpstreamCall call(ApiProxy proxy, String name) throws CompileException {
        HeldUpstream upstream = shared.upstreams().get(name);
        if (upstream == null) {
            throw new CompileException(proxy.id(), "spec.upstream", name + " is not defined");
        }
        upstreams.put(name, upstream.definition());
        // A variable in an address is used by whoever holds the pool that is opened with it.
        recorder.resolution().upstream((Upstream) upstream.definition().definition());
        UpstreamCall call = new UpstreamCall(upstream.sender(), strip(proxy), parts.ticker());
        Optional<CompiledTemplate> by =
                upstream.resolved().care().balance().affinity().map(CompiledTemplate::of);
        return by.isEmpty() ? call : call.withAffinity(by.get()::text);
    }

    /** Asks an upstream something beside the exchange: the path is as the policy says. */
    private Chain asking(String name, Duration timeout) {
        HeldUpstream upstream = shared.upstreams().get(name);
        if (upstream == null) {
            throw new IllegalArgumentException("names " + name + ", which is not defined");
        }
        upstreams.put(name, upstream.definition());
        recorder.resolution().upstream((Upstream) upstream.definition().definition());
        return new UpstreamCall(new TotalTime(timeout, parts.ticker(), upstream.sender()), 0, parts.ticker());
    }

    /** What matches another path than a prefix matches the whole of it. */
    static int strip(ApiProxy proxy) {
        PathRule path = proxy.route().path();
        if (!proxy.stripPath() || path.text().equals("/")) {
            return 0;
        }
        return path.shape() == PathRule.Shape.PREFIX ? path.text().length() : UpstreamCall.WHOLE_PATH;
    }

    private RouteMatch.Found route(
            Versioned entry, List<Written> items, RouteBuilder routes, Optional<Endpoint> endpoint)
            throws CompileException {
        ApiProxy proxy = (ApiProxy) entry.definition();
        Map<String, Integer> parameters = PathVariables.parameters(proxy.route(), endpoint);
        Placement.Of of = new Placement.Of(
                proxy.metadata().name(),
                proxy.metadata().group().orElse(""),
                endpoint.map(Endpoint::text).orElse(""));
        List<RouteBuilder.Item> policies = new ArrayList<>(items.size());
        for (Written item : items) {
            policies.add(policy(entry, item, of, parameters));
        }
        RouteFacts facts = new RouteFacts(
                proxy.metadata().name(),
                String.join(",", proxy.upstream().upstreams()),
                endpoint.map(own -> own.path().text()).orElse(""));
        return new RouteMatch.Found(routes.route(facts, policies));
    }

    private RouteBuilder.Item policy(Versioned entry, Written item, Placement.Of of, Map<String, Integer> parameters)
            throws CompileException {
        ApiProxy proxy = (ApiProxy) entry.definition();
        try {
            PolicySpec spec = recorder.resolution().policy(item.item()).with(template -> template.placed(parameters));
            String counter = spec.bare() instanceof LimitSpec ? counter(proxy, item, of) : "";
            return RouteBuilder.Item.of(spec, proxy.upstream(), variant -> {
                Placement placement = new Placement(
                        of,
                        item.level(),
                        entry.generation(),
                        proxy.route().hasManyHosts(),
                        new Placement.Around(
                                owner(proxy, item),
                                counter,
                                variant,
                                name -> aside(proxy, name),
                                this::asking,
                                identities));
                return parts.catalogue().compile(spec, placement);
            });
        } catch (IllegalArgumentException e) {
            throw new CompileException(
                    proxy.id(), "spec.policies." + item.item().name(), String.valueOf(e.getMessage()));
        }
    }

    /** The same for every proxy of a group, if that is where the limit is written, and whatever the policy is called. */
    private String counter(ApiProxy proxy, Written item, Placement.Of of) {
        Definition owner = item.level() == Level.GROUP
                ? shared.lookup().group(of.group()).orElseThrow().definition()
                : proxy;
        return Limits.counter(owner, recorder.resolution(), new Limits.Place(item.level(), of.endpoint()), item.item())
                .text();
    }

    private static String owner(ApiProxy proxy, Written item) {
        Optional<String> group = item.level() == Level.GROUP ? proxy.metadata().group() : Optional.empty();
        return group.map(name -> new DefinitionId(Kind.PROXY_GROUP, name))
                .orElse(proxy.id())
                .toString();
    }

    private UpstreamCall aside(ApiProxy proxy, String upstream) {
        try {
            return call(proxy, upstream);
        } catch (CompileException e) {
            throw new IllegalArgumentException(e.reason(), e);
        }
    }
}
