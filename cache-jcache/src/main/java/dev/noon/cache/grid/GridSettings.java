package dev.noon.cache.grid;

import dev.noon.cache.Region;
import dev.noon.cache.Scope;
import java.time.Duration;
import java.util.Map;

/**
 * How this node uses the grid. {@code namespace} and {@code entriesPerScope} must be the same on
 * every node.
 *
 * @param namespace what the caches' names begin with: {@code noon} names {@code noon.proxy}.
 *     Environments that share a grid need one each
 * @param entriesPerScope about how many entries all nodes together keep in one scope, 1 or more. The
 *     grid counts entries, not bytes, and partition by partition: it leaves room for uneven ones, so
 *     10,000 bounds a scope at 16,500 entries (of 271 partitions) and 100,000 at 121,000. In the worst
 *     case a scope takes that many times the largest object that a policy stores, twice (one backup),
 *     spread over the nodes
 * @param capacities scopes that keep another number of entries, 1 or more each
 * @param budget longest wait for one call, more than zero
 */
public record GridSettings(String namespace, int entriesPerScope, Map<Scope, Integer> capacities, Duration budget) {
    /** Names, limit and budget unless a node says otherwise: {@code noon}, 10,000 entries, 50 ms. */
    public static final GridSettings DEFAULT = new GridSettings("noon", 10_000, Duration.ofMillis(50));

    /** Counters are small, and each that makes room for another begins anew: so many are kept in a scope, unless it is said otherwise. */
    private static final int COUNTERS = 1_000_000;

    /** The same number of entries in every scope but those of counters. */
    public GridSettings(String namespace, int entriesPerScope, Duration budget) {
        this(namespace, entriesPerScope, Map.of(), budget);
    }

    public GridSettings {
        capacities = Map.copyOf(capacities);
        if (namespace.isBlank()) {
            throw new IllegalArgumentException("namespace is empty; must be a name");
        }
        if (entriesPerScope < 1) {
            throw new IllegalArgumentException("entries per scope is " + entriesPerScope + "; must be 1 or more");
        }
        capacities.forEach((scope, entries) -> {
            if (entries < 1) {
                throw new IllegalArgumentException(
                        "entries of scope " + scope.text() + " is " + entries + "; must be 1 or more");
            }
        });
        if (budget.isZero() || budget.isNegative()) {
            throw new IllegalArgumentException("budget is " + budget + "; must be more than zero");
        }
    }

    /** About how many entries all nodes together keep in each region of {@code scope}. */
    int capacity(Scope scope) {
        int usual =
                scope.visibility() == Scope.Visibility.FIGURES ? Math.max(COUNTERS, entriesPerScope) : entriesPerScope;
        return capacities.getOrDefault(scope, usual);
    }

    /** What the cache of {@code region} is called: {@code noon.proxy}, {@code noon.refusals.routing}. */
    String nameOf(Region region) {
        String kind = region.kind().isEmpty() ? "" : region.kind() + ".";
        return namespace + "." + kind + region.scope().text();
    }
}
