package dev.noon.admin.oidc;

import dev.noon.control.access.Grant;
import dev.noon.control.access.Grants;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads grants from a claim: texts {@code noon:ROLE:ENVIRONMENT[:PROJECT]}, in a list or divided by blanks. Whatever
 * else stands there is meant for others and is passed over. Thread-safe.
 */
final class ClaimedGrants {
    private static final String PREFIX = "noon:";
    private static final int MOST = 100;

    private final List<String> path;

    /** @param claim name of the claim; {@code a/b} is {@code b} within {@code a} */
    ClaimedGrants(String claim) {
        this.path = List.of(claim.split("/"));
    }

    Grants of(Map<String, Object> claims) {
        Optional<Object> found = Optional.of(claims);
        for (String step : path) {
            found = found.filter(Map.class::isInstance).map(map -> ((Map<?, ?>) map).get(step));
        }
        List<Grant> grants = new ArrayList<>();
        found.stream()
                .flatMap(ClaimedGrants::texts)
                .filter(text -> text.startsWith(PREFIX))
                .limit(MOST)
                .forEach(text -> add(text.substring(PREFIX.length()), grants));
        return new Grants(grants);
    }

    private static Stream<String> texts(Object claim) {
        if (claim instanceof Collection<?> list) {
            return list.stream().filter(String.class::isInstance).map(String.class::cast);
        }
        return claim instanceof String text ? Stream.of(text.split(" ")) : Stream.empty();
    }

    private static void add(String text, List<Grant> grants) {
        try {
            grants.add(Grant.parse(text));
        } catch (IllegalArgumentException e) {
            // Somebody else's role of a similar name, or a misspelt one: it grants nothing.
            return;
        }
    }
}
