package dev.noon.snapshot;

import java.util.SortedSet;

/** What the route table has for a request. */
public sealed interface RouteMatch {
    /** What there is for most of all conceivable requests. */
    NotFound NOT_FOUND = new NotFound();

    /** What there is for a path that has an encoded slash, in most places. */
    EncodedSlash ENCODED_SLASH = new EncodedSlash();

    /** A route. */
    record Found(Route route) implements RouteMatch {}

    /** No route has the host and path, and conditions that hold. */
    record NotFound() implements RouteMatch {}

    /** The path has an encoded slash, and no route leads there that has leave for one. */
    record EncodedSlash() implements RouteMatch {}

    /** Routes have the host and path, for these methods only. */
    record NotAllowed(SortedSet<String> methods) implements RouteMatch {}
}
