package dev.noon.snapshot;

import dev.noon.exchange.Chain;
import dev.noon.exchange.Policy;
import dev.noon.exchange.RouteFacts;
import dev.noon.model.ApiProxy;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionSet;
import dev.noon.model.DefinitionSet.Versioned;
import dev.noon.model.Endpoint;
import dev.noon.model.Kind;
import dev.noon.model.PolicyMerge;
import dev.noon.model.PolicyMerge.Placed;
import dev.noon.model.ProxyGroup;
import dev.noon.model.Upstream;
import dev.noon.snapshot.CompiledProxy.CompiledEndpoint;
import dev.noon.snapshot.CompiledProxy.Sources;
import dev.noon.snapshot.SharedResources.Lease;
import dev.noon.snapshot.Snapshot.Content;
import dev.noon.snapshot.Snapshot.HeldUpstream;
import dev.noon.time.Ticker;
import dev.noon.upstream.UpstreamCall;
import dev.noon.upstream.UpstreamTransport;
import dev.noon.upstream.Upstreams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes snapshots. What did not change since the previous snapshot is taken over from it: one changed
 * proxy compiles one proxy. Used by one thread at a time.
 */
public final class SnapshotCompiler {
    private static final String UPSTREAM = "upstream";

    private final PolicyCatalogue catalogue;
    private final SharedResources resources;
    private final Upstreams upstreams;
    private final SecretSource secrets;
    private final Ticker ticker;

    public SnapshotCompiler(
            PolicyCatalogue catalogue,
            SharedResources resources,
            Upstreams upstreams,
            SecretSource secrets,
            Ticker ticker) {
        this.catalogue = catalogue;
        this.resources = resources;
        this.upstreams = upstreams;
        this.secrets = secrets;
        this.ticker = ticker;
    }

    /**
     * Compiles {@code set}; the caller owns the result, and releases it or swaps it in. Nothing is connected
     * and nobody is waited for, so an upstream that is down does not matter.
     *
     * @param previous the snapshot in force, or {@link Snapshot#none}
     * @throws CompileException if a definition does not compile; nothing is held then
     */
    public Snapshot compile(Snapshot previous, DefinitionSet set) throws CompileException {
        if (!previous.retain()) {
            return compile(Snapshot.none(), set);
        }
        Map<String, HeldUpstream> held = new HashMap<>();
        boolean done = false;
        try {
            Content content = content(previous.content(), set, held);
            Snapshot snapshot = new Snapshot(set.revision(), set.hash(), content);
            done = true;
            return snapshot;
        } finally {
            if (!done) {
                held.values().forEach(upstream -> upstream.lease().release());
            }
            previous.release();
        }
    }

    private Content content(Content previous, DefinitionSet set, Map<String, HeldUpstream> held)
            throws CompileException {
        OpenSecrets opened = OpenSecrets.of(set, previous.secrets(), secrets);
        for (Versioned entry : set.entries().values()) {
            if (entry.definition() instanceof Upstream upstream) {
                String name = upstream.metadata().name();
                held.put(name, hold(Optional.ofNullable(previous.upstreams().get(name)), entry, upstream));
            }
        }
        Map<String, CompiledProxy> proxies = new HashMap<>(previous.proxies().size() * 2);
        for (Versioned entry : set.entries().values()) {
            if (entry.definition() instanceof ApiProxy proxy) {
                Sources sources = sources(set, entry, proxy, held);
                CompiledProxy before = previous.proxies().get(proxy.metadata().name());
                boolean same = before != null && before.sources().areSameAs(sources);
                proxies.put(proxy.metadata().name(), same ? before : compile(sources, proxy, held));
            }
        }
        return new Content(proxies, held, opened);
    }

    private HeldUpstream hold(Optional<HeldUpstream> before, Versioned entry, Upstream upstream) {
        if (before.isPresent() && before.get().definition() == entry) {
            return new HeldUpstream(entry, before.get().lease().again());
        }
        SharedResources.Key key =
                new SharedResources.Key(UPSTREAM, upstream.metadata().name(), Upstreams.configuration(upstream));
        Lease<UpstreamTransport> lease = resources.lease(key, UpstreamTransport.class, () -> upstreams.open(upstream));
        return new HeldUpstream(entry, lease);
    }

    private static Sources sources(DefinitionSet set, Versioned entry, ApiProxy proxy, Map<String, HeldUpstream> held)
            throws CompileException {
        HeldUpstream upstream = held.get(proxy.upstream());
        if (upstream == null) {
            throw new CompileException(proxy.id(), "spec.upstream", proxy.upstream() + " is not defined");
        }
        Optional<String> groupName = proxy.metadata().group();
        Optional<Versioned> group = groupName.flatMap(name -> set.find(new DefinitionId(Kind.PROXY_GROUP, name)));
        if (groupName.isPresent() && group.isEmpty()) {
            throw new CompileException(proxy.id(), "metadata.group", groupName.get() + " is not defined");
        }
        return new Sources(entry, group, upstream.definition());
    }

    private CompiledProxy compile(Sources sources, ApiProxy proxy, Map<String, HeldUpstream> held)
            throws CompileException {
        Optional<ProxyGroup> group = sources.group().map(entry -> (ProxyGroup) entry.definition());
        UpstreamCall call = call(proxy, held);
        Map<String, List<CompiledEndpoint>> endpoints = new HashMap<>();
        for (Endpoint endpoint : proxy.endpoints()) {
            List<Placed> policies = PolicyMerge.effective(group, proxy, endpoint);
            CompiledEndpoint compiled =
                    new CompiledEndpoint(new Methods(endpoint.methods()), route(sources, proxy, policies, call));
            endpoints
                    .computeIfAbsent(endpoint.path(), path -> new ArrayList<>())
                    .add(compiled);
        }
        RouteMatch.Found found = route(sources, proxy, PolicyMerge.effective(group, proxy), call);
        return new CompiledProxy(sources, proxy.route(), found, endpoints);
    }

    private UpstreamCall call(ApiProxy proxy, Map<String, HeldUpstream> held) throws CompileException {
        HeldUpstream upstream = held.get(proxy.upstream());
        if (upstream == null) {
            throw new CompileException(proxy.id(), "spec.upstream", proxy.upstream() + " is not defined");
        }
        String path = proxy.route().path();
        int strip = !proxy.stripPath() || path.equals("/") ? 0 : path.length();
        return new UpstreamCall(upstream.lease().resource(), strip, ticker);
    }

    private RouteMatch.Found route(Sources sources, ApiProxy proxy, List<Placed> placed, UpstreamCall call)
            throws CompileException {
        List<Policy> policies = new ArrayList<>(placed.size());
        for (Placed policy : placed) {
            policies.add(policy(sources, proxy, policy));
        }
        RouteFacts facts = new RouteFacts(proxy.metadata().name(), proxy.upstream());
        return new RouteMatch.Found(new Route(facts, policies, Chain.of(policies, call)));
    }

    private Policy policy(Sources sources, ApiProxy proxy, Placed placed) throws CompileException {
        Placement placement = new Placement(
                proxy.metadata().name(), placed.level(), sources.proxy().generation(), hasManyHosts(proxy.route()));
        try {
            return catalogue.compile(placed.spec(), placement);
        } catch (IllegalArgumentException e) {
            throw new CompileException(
                    proxy.id(), "spec.policies." + placed.spec().name(), String.valueOf(e.getMessage()));
        }
    }

    private static boolean hasManyHosts(dev.noon.model.Route route) {
        return route.hosts().size() != 1 || route.hosts().get(0).equals("*");
    }
}
