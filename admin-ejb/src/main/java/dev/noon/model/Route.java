package dev.noon.model;

import dev.noon.model.text.Guard;
import dev.noon.model.text.HostText;
import dev.noon.model.text.MethodText;
import dev.noon.model.text.PathText;
import java.util.List;

/**
 * What a proxy answers to.
 *
 * @param hosts lower-case host names without port, or {@code *} for any; at least one
 * @param path a prefix that matches on segment boundaries: {@code /loans} is not {@code /loansX}
 * @param methods method tokens; empty means every method
 */
public record Route(List<String> hosts, String path, List<String> methods) {
    /** Hosts of a route that names none. */
    public static final List<String> ANY_HOST = List.of(HostText.ANY);

    public Route {
        hosts = List.copyOf(hosts);
        methods = List.copyOf(methods);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("route.hosts is empty; expected at least one host, or *");
        }
        Guard.each("route.hosts", hosts, HostText::fault);
        Guard.check("route.path", PathText.fault(path));
        Guard.each("route.methods", methods, MethodText::fault);
    }
}
