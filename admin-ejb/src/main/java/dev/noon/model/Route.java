package dev.noon.model;

import java.util.List;

/**
 * What a proxy answers to.
 *
 * @param hosts lower-case host names without port, or {@code *} for any
 * @param path a prefix that matches on segment boundaries: {@code /loans} is not {@code /loansX}
 * @param methods method tokens; empty means every method
 */
public record Route(List<String> hosts, String path, List<String> methods) {
    public Route {
        hosts = List.copyOf(hosts);
        methods = List.copyOf(methods);
    }
}
