package dev.noon.snapshot;

import dev.noon.exchange.NormalPath;
import dev.noon.exchange.Request;
import dev.noon.model.ApiProxy;
import dev.noon.model.DefinitionSet.Versioned;
import dev.noon.model.PathRule;
import dev.noon.policy.split.Variants;
import dev.noon.snapshot.Snapshot.HeldUpstream;
import dev.noon.snapshot.Snapshot.Shared;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One proxy in its fast shape; shared by every snapshot in which nothing it was made from differs.
 * Immutable.
 */
final class CompiledProxy implements Routed {
    /** What a proxy is compiled from; what it {@code uses} is known only afterwards. */
    record Sources(Versioned proxy, Optional<Versioned> group, Uses uses) {
        Sources using(Uses found) {
            return new Sources(proxy, group, found);
        }

        boolean areSameAs(Sources other) {
            return same(proxy, other.proxy)
                    && group.isPresent() == other.group.isPresent()
                    && (group.isEmpty() || same(group.get(), other.group.get()));
        }

        static boolean same(Versioned one, Versioned other) {
            return one == other
                    || (one.generation() == other.generation() && one.hash().equals(other.hash()));
        }
    }

    /**
     * What compiling a proxy looked up by name, and found: the upstreams that it sends to, policies that it refers to,
     * and the environment's variables, those of its upstreams among them; and who may call, if it asks.
     */
    record Uses(
            Map<String, Versioned> upstreams,
            Map<String, Versioned> policies,
            Map<String, String> variables,
            Identities.Used identities) {
        static final Uses NOTHING = new Uses(Map.of(), Map.of(), Map.of(), Identities.Used.NOTHING);

        Uses {
            upstreams = Map.copyOf(upstreams);
            policies = Map.copyOf(policies);
            variables = Map.copyOf(variables);
        }

        /** Whether looking them up again would find the same. */
        boolean stand(Shared shared) {
            for (Map.Entry<String, Versioned> used : upstreams.entrySet()) {
                HeldUpstream now = shared.upstreams().get(used.getKey());
                if (now == null || !Sources.same(now.definition(), used.getValue())) {
                    return false;
                }
            }
            return identities.stand(shared.identities()) && stand(shared.lookup());
        }

        private boolean stand(Lookup lookup) {
            for (Map.Entry<String, Versioned> used : policies.entrySet()) {
                Optional<Versioned> now = lookup.policy(used.getKey());
                if (now.isEmpty() || !Sources.same(now.get(), used.getValue())) {
                    return false;
                }
            }
            for (Map.Entry<String, String> used : variables.entrySet()) {
                if (!lookup.variable(used.getKey()).equals(Optional.of(used.getValue()))) {
                    return false;
                }
            }
            return true;
        }
    }

    private final Sources sources;
    private final dev.noon.model.Route route;
    private final Methods methods;
    private final Conditions conditions;
    private final RouteMatch.Found found;
    private final Optional<Variants> variants;
    private final List<CompiledEndpoint> listed;
    private final Optional<PathTable<CompiledEndpoint>> endpoints;

    /** @param variants among which it shares out its requests; empty if it has one upstream */
    CompiledProxy(
            Sources sources, Optional<Variants> variants, RouteMatch.Found found, List<CompiledEndpoint> endpoints) {
        this.sources = sources;
        this.variants = variants;
        this.route = definition().route();
        this.methods = new Methods(route.methods());
        this.conditions = Conditions.of(route.conditions());
        this.found = found;
        this.listed = List.copyOf(endpoints);
        this.endpoints = endpoints.isEmpty() ? Optional.empty() : Optional.of(table(endpoints));
    }

    private static PathTable<CompiledEndpoint> table(List<CompiledEndpoint> endpoints) {
        PathTable<CompiledEndpoint> table = new PathTable<>();
        endpoints.forEach(table::add);
        return table;
    }

    Sources sources() {
        return sources;
    }

    ApiProxy definition() {
        return (ApiProxy) sources.proxy().definition();
    }

    Optional<Variants> variants() {
        return variants;
    }

    List<String> hosts() {
        return route.hosts();
    }

    @Override
    public String name() {
        return sources.proxy().definition().metadata().name();
    }

    @Override
    public PathRule path() {
        return route.path();
    }

    @Override
    public Methods methods() {
        return methods;
    }

    @Override
    public Conditions conditions() {
        return conditions;
    }

    /** Whether the path of {@code request} has no encoded slash, or may have some here. */
    boolean takesPath(Request request) {
        return route.encodedSlashes() || !NormalPath.hasEncodedSlash(request.path());
    }

    /** Whether the other one has the same name and answers at the same hosts, path and conditions. */
    boolean standsWhere(CompiledProxy other) {
        return name().equals(other.name())
                && route.path().equals(other.route.path())
                && route.hosts().equals(other.route.hosts())
                && route.conditions().equals(other.route.conditions());
    }

    /** The index of the endpoint that {@code route} is of. */
    Optional<Integer> endpoint(RouteMatch route) {
        for (int i = 0; i < listed.size(); i++) {
            if (listed.get(i).found() == route) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** The route of a request that is known to be this proxy's. */
    RouteMatch route(Request request) {
        if (endpoints.isEmpty()) {
            return found;
        }
        RouteMatch endpoint = endpoints.get().find(request, CompiledEndpoint::first);
        return endpoint == RouteMatch.NOT_FOUND ? found : endpoint;
    }
}
