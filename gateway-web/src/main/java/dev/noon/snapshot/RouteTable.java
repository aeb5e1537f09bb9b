package dev.noon.snapshot;

import dev.noon.exchange.NormalPath;
import dev.noon.exchange.Request;
import dev.noon.model.text.HostText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which route a request takes: the more specific host first, then the more specific path, then the conditions, then the
 * method; within the proxy, the endpoint with the most specific path that has the method. Immutable once made.
 */
public final class RouteTable {
    private final Map<String, PathTable<CompiledProxy>> byHost;
    private SegmentMap<PathTable<CompiledProxy>> beneath;
    private PathTable<CompiledProxy> anyHost;

    RouteTable(Collection<CompiledProxy> proxies) {
        byHost = new HashMap<>();
        beneath = new SegmentMap<>();
        anyHost = new PathTable<>();
        for (CompiledProxy proxy : proxies) {
            for (String host : proxy.hosts()) {
                PathTable<CompiledProxy> table = table(host);
                if (table == null) {
                    table = new PathTable<>();
                    put(host, table);
                }
                table.add(proxy);
            }
        }
    }

    private RouteTable(RouteTable other) {
        byHost = new HashMap<>(other.byHost);
        beneath = other.beneath;
        anyHost = other.anyHost;
    }

    /**
     * The same table with other proxies in the place of some.
     *
     * @param successors by what they replace, which has the same hosts, path and conditions
     */
    RouteTable replacing(Map<CompiledProxy, CompiledProxy> successors) {
        RouteTable next = new RouteTable(this);
        Set<Object> own = Collections.newSetFromMap(new IdentityHashMap<>());
        successors.forEach((old, successor) -> {
            for (String host : old.hosts()) {
                next.own(host, own).replace(old, successor, own);
            }
        });
        return next;
    }

    private PathTable<CompiledProxy> own(String host, Set<Object> own) {
        PathTable<CompiledProxy> table = table(host);
        if (table == null || own.contains(table)) {
            return table == null ? new PathTable<>() : table;
        }
        PathTable<CompiledProxy> copy = table.copy();
        own.add(copy);
        if (HostText.isWildcard(host) && !own.contains(beneath)) {
            beneath = beneath.copy();
            own.add(beneath);
        }
        put(host, copy);
        return copy;
    }

    /** The route of {@code request}, whose host is in lower case and whose path is normalized, encoded slashes kept. */
    public RouteMatch match(Request request) {
        RouteMatch match = find(request, ProxyChoice.FIRST);
        boolean slash = match == RouteMatch.NOT_FOUND && NormalPath.hasEncodedSlash(request.path());
        return slash ? RouteMatch.ENCODED_SLASH : match;
    }

    /** All that host and path lead to, in the order in which {@link #match} asks; one list for each path. */
    List<List<CompiledProxy>> candidates(Request request) {
        List<List<CompiledProxy>> candidates = new ArrayList<>();
        find(request, (all, asked) -> {
            candidates.add(all);
            return RouteMatch.NOT_FOUND;
        });
        return candidates;
    }

    /** Whether every gateway knows {@code method} without being told. */
    public static boolean isKnown(String method) {
        return Methods.KNOWN.contains(method);
    }

    private RouteMatch find(Request request, Choice<CompiledProxy> choice) {
        PathTable<CompiledProxy> named =
                byHost.isEmpty() ? null : byHost.get(request.origin().host());
        RouteMatch match = named == null ? RouteMatch.NOT_FOUND : named.find(request, choice);
        if (match == RouteMatch.NOT_FOUND && !beneath.isEmpty()) {
            match = beneath(request, choice);
        }
        return match == RouteMatch.NOT_FOUND ? anyHost.find(request, choice) : match;
    }

    /** The longest name first. */
    private RouteMatch beneath(Request request, Choice<CompiledProxy> choice) {
        String host = request.origin().host();
        RouteMatch match = RouteMatch.NOT_FOUND;
        int dot = host.indexOf('.');
        while (dot >= 0 && match == RouteMatch.NOT_FOUND) {
            PathTable<CompiledProxy> table = beneath.find(host, dot, host.length());
            match = table == null ? match : table.find(request, choice);
            dot = host.indexOf('.', dot + 1);
        }
        return match;
    }

    private @Nullable PathTable<CompiledProxy> table(String host) {
        if (host.equals(HostText.ANY)) {
            return anyHost;
        }
        return HostText.isWildcard(host) ? beneath.find(host, 1, host.length()) : byHost.get(host);
    }

    private void put(String host, PathTable<CompiledProxy> table) {
        if (host.equals(HostText.ANY)) {
            anyHost = table;
        } else if (HostText.isWildcard(host)) {
            beneath.put(host.substring(1), table);
        } else {
            byHost.put(host, table);
        }
    }
}
