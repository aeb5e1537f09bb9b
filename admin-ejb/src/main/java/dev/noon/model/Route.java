package dev.noon.model;

import dev.noon.model.text.Guard;
import dev.noon.model.text.HostText;
import dev.noon.model.text.MethodText;
import java.util.List;

/**
 * What a proxy answers to.
 *
 * @param hosts lower-case host names without port, {@code *.example.org} for every name beneath one, or {@code *} for
 *     any; at least one
 * @param methods method tokens; empty means every method
 * @param conditions all of them must hold
 * @param encodedSlashes whether a segment of a request's path may have {@code %2F} in it, which then is no slash
 */
public record Route(
        List<String> hosts, PathRule path, List<String> methods, List<Condition> conditions, boolean encodedSlashes) {
    /** Hosts of a route that names none. */
    public static final List<String> ANY_HOST = List.of(HostText.ANY);

    public Route {
        hosts = List.copyOf(hosts);
        methods = List.copyOf(methods);
        conditions = List.copyOf(conditions);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("route.hosts is empty; expected at least one host, or *");
        }
        Guard.each("route.hosts", hosts, HostText::fault);
        Guard.each("route.methods", methods, MethodText::fault);
    }

    /** A route to which no encoded slash leads. */
    public Route(List<String> hosts, PathRule path, List<String> methods, List<Condition> conditions) {
        this(hosts, path, methods, conditions, false);
    }

    /** A route without conditions; {@code path} is a prefix. */
    public Route(List<String> hosts, String path, List<String> methods) {
        this(hosts, PathRule.prefix(path), methods, List.of());
    }

    /** Whether requests of more than one host are answered. */
    public boolean hasManyHosts() {
        return hosts.size() != 1 || HostText.isWildcard(hosts.get(0));
    }
}
