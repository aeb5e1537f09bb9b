package dev.noon.snapshot;

import dev.noon.exchange.Request;
import java.util.List;

/** Decides among what a request's path leads to. Thread-safe unless it says otherwise. */
interface Choice<V extends Routed> {
    /**
     * What {@code request} gets of {@code all}, which have the same path; {@link RouteMatch.NotFound} lets the search go
     * on with the next less specific path.
     */
    RouteMatch among(List<V> all, Request request);
}
