package dev.noon.exchange;

/**
 * What an exchange knows of the route it runs on.
 *
 * @param proxy name of the proxy; empty before a route was found
 * @param upstream name of the upstream
 */
public record RouteFacts(String proxy, String upstream) {
    /** Before a route was found, or when there is none. */
    public static final RouteFacts NONE = new RouteFacts("", "");
}
