package dev.noon.snapshot;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which route a request takes: the more specific host first, then the longest path prefix on segment
 * boundaries, then the method; within the proxy, an endpoint with exactly that path. Immutable once
 * made.
 */
public final class RouteTable {
    private static final RouteMatch NOT_FOUND = new RouteMatch.NotFound();
    private static final String ANY = "*";

    private final Map<String, PrefixTable> byHost;
    private final PrefixTable anyHost;

    RouteTable(Collection<CompiledProxy> proxies) {
        byHost = new HashMap<>();
        anyHost = new PrefixTable();
        for (CompiledProxy proxy : proxies) {
            for (String host : proxy.hosts()) {
                table(host).add(proxy);
            }
        }
    }

    private RouteTable(RouteTable other) {
        byHost = new HashMap<>(other.byHost);
        anyHost = other.anyHost.copy();
    }

    /**
     * The same table with other proxies in the place of some.
     *
     * @param successors by what they replace, which has the same hosts and path
     */
    RouteTable replacing(Map<CompiledProxy, CompiledProxy> successors) {
        RouteTable next = new RouteTable(this);
        Set<String> copied = new HashSet<>();
        successors.forEach((old, successor) -> {
            for (String host : old.hosts()) {
                if (!host.equals(ANY) && copied.add(host)) {
                    next.byHost.computeIfPresent(host, (name, table) -> table.copy());
                }
                next.table(host).replace(old, successor);
            }
        });
        return next;
    }

    /** The route of {@code method} on {@code path}, normalized, at {@code host}, lower case. */
    public RouteMatch match(String host, String path, String method) {
        Optional<List<CompiledProxy>> candidates = candidates(host, path);
        if (candidates.isEmpty()) {
            return NOT_FOUND;
        }
        List<CompiledProxy> proxies = candidates.get();
        for (int i = 0; i < proxies.size(); i++) {
            if (proxies.get(i).methods().has(method)) {
                return proxies.get(i).route(path, method);
            }
        }
        return notAllowed(proxies);
    }

    /** Whether every gateway knows {@code method} without being told. */
    public static boolean isKnown(String method) {
        return Methods.KNOWN.contains(method);
    }

    private Optional<List<CompiledProxy>> candidates(String host, String path) {
        PrefixTable own = byHost.isEmpty() ? null : byHost.get(host);
        if (own != null) {
            Optional<List<CompiledProxy>> found = own.find(path);
            if (found.isPresent()) {
                return found;
            }
        }
        return anyHost.find(path);
    }

    private PrefixTable table(String host) {
        return host.equals(ANY) ? anyHost : byHost.computeIfAbsent(host, name -> new PrefixTable());
    }

    private static RouteMatch notAllowed(List<CompiledProxy> proxies) {
        SortedSet<String> allowed = new TreeSet<>();
        proxies.forEach(proxy -> proxy.methods().addTo(allowed));
        return new RouteMatch.NotAllowed(allowed);
    }
}
