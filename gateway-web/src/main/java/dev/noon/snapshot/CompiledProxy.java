package dev.noon.snapshot;

import dev.noon.model.DefinitionSet.Versioned;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One proxy in its fast shape; shared by every snapshot in which nothing it was made from differs.
 * Immutable.
 */
final class CompiledProxy {
    /** What a proxy is compiled from; what it {@code uses} is known only afterwards. */
    record Sources(Versioned proxy, Optional<Versioned> group, Versioned upstream, Uses uses) {
        Sources using(Uses found) {
            return new Sources(proxy, group, upstream, found);
        }

        boolean areSameAs(Sources other) {
            return same(proxy, other.proxy)
                    && same(upstream, other.upstream)
                    && group.isPresent() == other.group.isPresent()
                    && (group.isEmpty() || same(group.get(), other.group.get()));
        }

        static boolean same(Versioned one, Versioned other) {
            return one == other
                    || (one.generation() == other.generation() && one.hash().equals(other.hash()));
        }
    }

    /**
     * What compiling a proxy looked up by name, and found: policies that it refers to, and the environment's variables,
     * those of its upstream among them.
     */
    record Uses(Map<String, Versioned> policies, Map<String, String> variables) {
        static final Uses NOTHING = new Uses(Map.of(), Map.of());

        Uses {
            policies = Map.copyOf(policies);
            variables = Map.copyOf(variables);
        }

        /** Whether looking them up again would find the same. */
        boolean stand(Lookup lookup) {
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

    /** An exact path with policies of its own. */
    record CompiledEndpoint(Methods methods, RouteMatch.Found found) {}

    private final Sources sources;
    private final List<String> hosts;
    private final String path;
    private final Methods methods;
    private final RouteMatch.Found found;
    private final Map<String, List<CompiledEndpoint>> endpoints;
    private final List<CompiledProxy> alone;

    CompiledProxy(
            Sources sources,
            dev.noon.model.Route route,
            RouteMatch.Found found,
            Map<String, List<CompiledEndpoint>> endpoints) {
        this.sources = sources;
        this.hosts = route.hosts();
        this.path = route.path();
        this.methods = new Methods(route.methods());
        this.found = found;
        this.endpoints = Map.copyOf(endpoints);
        this.alone = List.of(this);
    }

    Sources sources() {
        return sources;
    }

    List<String> hosts() {
        return hosts;
    }

    String path() {
        return path;
    }

    Methods methods() {
        return methods;
    }

    /** Whether the other one answers at the same hosts and path. */
    boolean standsWhere(CompiledProxy other) {
        return path.equals(other.path) && hosts.equals(other.hosts);
    }

    /** The list of this proxy only: most paths have one. */
    List<CompiledProxy> alone() {
        return alone;
    }

    /** The route of a request whose host, path and method are known to be this proxy's. */
    RouteMatch.Found route(String requestPath, String method) {
        if (!endpoints.isEmpty()) {
            for (CompiledEndpoint endpoint : endpoints.getOrDefault(requestPath, List.of())) {
                if (endpoint.methods().has(method)) {
                    return endpoint.found();
                }
            }
        }
        return found;
    }
}
