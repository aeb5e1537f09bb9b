package dev.noon.it.cluster;

import java.net.URI;

/** The three ports of one node, all on loopback. */
public record NodeAddress(int http, int admin, int grid) {
    /** The URL of {@code path} on the traffic port. */
    public URI traffic(String path) {
        return URI.create("http://127.0.0.1:" + http + path);
    }

    /** The URL of {@code path} on the admin port. */
    public URI admin(String path) {
        return URI.create("http://127.0.0.1:" + admin + path);
    }
}
