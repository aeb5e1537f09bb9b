package dev.noon.it.cluster;

import java.net.URI;

/** The three ports of one node, and the one address that it listens on. */
public record NodeAddress(String host, int http, int admin, int grid) {
    /** The URL of {@code path} on the traffic port. */
    public URI traffic(String path) {
        return url(http, path);
    }

    /** The URL of {@code path} on the admin port. */
    public URI admin(String path) {
        return url(admin, path);
    }

    /** The address and port of the grid, as others are told it. */
    public String member() {
        return host + ":" + grid;
    }

    private URI url(int port, String path) {
        return URI.create("http://" + host + ":" + port + path);
    }
}
