package dev.noon.model;

import dev.noon.model.text.HostText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which proxy answers which path, host and method first. Two routes overlap when they have the same
 * path and share a host and a method; {@code *} shares every host, no methods share every method.
 * Confined to one thread.
 */
final class RouteClaims {
    private static final String ANY = HostText.ANY;

    private final Map<Claim, ApiProxy> owners = new HashMap<>();

    /** A path, and a host and method that may each stand for "at least one of them". */
    private record Claim(String path, String host, String method) {
        /** Stands for whatever another route has. */
        static final String SOME = "";
    }

    /** Claims everything that the proxy's route answers; a proxy that owns some of it already is the answer. */
    Optional<ApiProxy> claim(ApiProxy proxy) {
        Optional<ApiProxy> owner = lookups(proxy.route()).stream()
                .filter(owners::containsKey)
                .map(owners::get)
                .findFirst();
        entries(proxy.route()).forEach(claim -> owners.putIfAbsent(claim, proxy));
        return owner;
    }

    /** Under each of these an overlapping route has entered itself. */
    private static List<Claim> lookups(Route route) {
        List<Claim> claims = new ArrayList<>();
        for (String host : route.hosts()) {
            for (String method : methods(route)) {
                for (String otherHost : host.equals(ANY) ? List.of(Claim.SOME) : List.of(host, ANY)) {
                    for (String otherMethod : method.equals(ANY) ? List.of(Claim.SOME) : List.of(method, ANY)) {
                        claims.add(new Claim(route.path(), otherHost, otherMethod));
                    }
                }
            }
        }
        return claims;
    }

    private static List<Claim> entries(Route route) {
        List<Claim> claims = new ArrayList<>();
        for (String host : route.hosts()) {
            for (String method : methods(route)) {
                claims.add(new Claim(route.path(), host, method));
                claims.add(new Claim(route.path(), Claim.SOME, method));
                claims.add(new Claim(route.path(), host, Claim.SOME));
                claims.add(new Claim(route.path(), Claim.SOME, Claim.SOME));
            }
        }
        return claims;
    }

    /** The methods, or any. */
    private static List<String> methods(Route route) {
        return route.methods().isEmpty() ? List.of(ANY) : route.methods();
    }
}
