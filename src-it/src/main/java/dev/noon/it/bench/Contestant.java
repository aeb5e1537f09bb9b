package dev.noon.it.bench;

import java.net.URI;

/** Something that answers the same 1 KB: from its cache at {@code hit}, from the origin at {@code proxied}. */
record Contestant(String name, URI hit, URI proxied) {
    static Contestant of(String name, int hitPort, int proxiedPort) {
        return new Contestant(name, url(hitPort, "/1k.txt"), url(proxiedPort, "/1k.txt"));
    }

    static URI url(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
