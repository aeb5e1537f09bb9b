package dev.noon.cache;

import java.util.List;
import java.util.stream.Stream;

/**
 * One place of the grid. A scope has one of its own and, where it holds things that must not crowd each other out, one more for
 * each kind.
 *
 * @param kind what is apart from the rest of the scope; empty for the scope's own place
 */
public record Region(Scope scope, String kind) {
    /** How often clients were refused, until they are banned. */
    public static final Region REFUSALS = new Region(Scope.ROUTING, "refusals");
    /** Requests with an idempotency key, and their answers. */
    public static final Region IDEMPOTENCY = new Region(Scope.ROUTING, "idempotency");
    /** Who fetches what for all. */
    public static final Region FETCHES = new Region(Scope.ROUTING, "fetches");
    /** What each node has counted. */
    public static final Region FIGURES = new Region(Scope.ROUTING, "figures");
    /** How the counters of limits stand that each node is asked for. */
    public static final Region STANDINGS = new Region(Scope.ROUTING, "standings");
    /** What each node is asked for most. */
    public static final Region HOTTEST = new Region(Scope.ROUTING, "hottest");

    private static final List<Region> KINDS = List.of(REFUSALS, IDEMPOTENCY, FETCHES, FIGURES, STANDINGS, HOTTEST);

    /** The scope's own place. */
    public static Region of(Scope scope) {
        return new Region(scope, "");
    }

    /** All places of {@code scope}, its own first. */
    public static List<Region> all(Scope scope) {
        return Stream.concat(Stream.of(of(scope)), KINDS.stream().filter(region -> region.scope() == scope))
                .toList();
    }

    /** Whether an operator may read what is in it as text. */
    public boolean isReadable() {
        return kind.isEmpty() && scope.visibility() == Scope.Visibility.FULL;
    }
}
