package dev.noon.model;

import dev.noon.model.text.HostText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which proxy answers which path, host and method first. Two routes overlap when they have the same path and the same
 * conditions, and share a host and a method; a wildcard shares every host beneath it, no methods share every method.
 * Confined to one thread.
 */
final class RouteClaims {
    private static final String ANY = HostText.ANY;

    private final Map<Claim, ApiProxy> owners = new HashMap<>();

    /** A path with its conditions, and a host and method that may each stand for "at least one of them". */
    private record Claim(String path, String host, String method) {
        /** Stands for whatever another route has; in front of a name, for whatever lies beneath that. */
        static final String SOME = "";

        static final String BENEATH = "<";
    }

    /** Claims everything that the proxy's route answers; a proxy that owns some of it already is the answer. */
    Optional<ApiProxy> claim(ApiProxy proxy) {
        Route route = proxy.route();
        Optional<ApiProxy> owner = claims(route, RouteClaims::overlapping, RouteClaims::overlappingMethods).stream()
                .filter(owners::containsKey)
                .map(owners::get)
                .findFirst();
        claims(route, RouteClaims::entered, method -> List.of(method, Claim.SOME))
                .forEach(claim -> owners.putIfAbsent(claim, proxy));
        return owner;
    }

    /** What hosts or methods stand for one of a route's. */
    private interface Forms {
        List<String> of(String one);
    }

    private static List<Claim> claims(Route route, Forms hosts, Forms methods) {
        String path = route.path().claim()
                + route.conditions().stream()
                        .map(Condition::toString)
                        .sorted()
                        .collect(Collectors.joining("\n", "\n", ""));
        List<String> allHosts = all(route.hosts(), hosts);
        List<String> allMethods = all(route.methods().isEmpty() ? List.of(ANY) : route.methods(), methods);
        List<Claim> claims = new ArrayList<>(allHosts.size() * allMethods.size());
        for (String host : allHosts) {
            for (String method : allMethods) {
                claims.add(new Claim(path, host, method));
            }
        }
        return claims;
    }

    private static List<String> all(List<String> ones, Forms forms) {
        return ones.stream().flatMap(one -> forms.of(one).stream()).distinct().toList();
    }

    /** Under these a route with {@code host} enters itself. */
    private static List<String> entered(String host) {
        List<String> forms = new ArrayList<>(List.of(host, Claim.SOME));
        names(host).forEach(name -> forms.add(Claim.BENEATH + name));
        return forms;
    }

    /** Under these a route that shares {@code host} has entered itself. */
    private static List<String> overlapping(String host) {
        if (host.equals(ANY)) {
            return List.of(Claim.SOME);
        }
        List<String> forms = new ArrayList<>(List.of(host, ANY));
        names(host).forEach(name -> forms.add("*" + name));
        if (HostText.isWildcard(host)) {
            forms.add(Claim.BENEATH + host.substring(1));
        }
        return forms;
    }

    private static List<String> overlappingMethods(String method) {
        return method.equals(ANY) ? List.of(Claim.SOME) : List.of(method, ANY);
    }

    /** Each name that {@code host} lies beneath, with a dot in front; of a wildcard, its own too. */
    private static List<String> names(String host) {
        List<String> names = new ArrayList<>();
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            names.add(host.substring(dot));
        }
        return names;
    }
}
