package dev.noon.exchange;

/**
 * What an exchange knows of the route it runs on.
 *
 * @param proxy name of the proxy; empty before a route was found
 * @param upstream name of the upstream
 * @param endpoint path of the endpoint as it is written; empty if the proxy itself answers
 * @param tally who counts the exchanges of this route; found at the first of them
 */
public record RouteFacts(String proxy, String upstream, String endpoint, TallySlot tally) {
    /** Before a route was found, or when there is none. */
    public static final RouteFacts NONE = new RouteFacts("", "");

    /** A proxy's own route. */
    public RouteFacts(String proxy, String upstream) {
        this(proxy, upstream, "");
    }

    /** The route of an endpoint of a proxy. */
    public RouteFacts(String proxy, String upstream, String endpoint) {
        this(proxy, upstream, endpoint, new TallySlot());
    }
}
