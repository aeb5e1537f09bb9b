package dev.noon.it.bench;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Definitions of a large environment: proxies with three policies each, a hundred to an upstream. Immutable.
 *
 * @param port where every upstream listens
 */
record ManyProxies(int port) {
    private static final int PER_UPSTREAM = 100;

    /** The upstreams of the first {@code proxies} proxies. */
    String upstreams(int proxies) {
        return IntStream.range(0, (proxies + PER_UPSTREAM - 1) / PER_UPSTREAM)
                .mapToObj(this::upstream)
                .collect(Collectors.joining());
    }

    /** The proxies of these numbers; {@code version} stands in a response header. */
    String proxies(List<Integer> numbers, String version) {
        return numbers.stream().map(number -> proxy(number, version)).collect(Collectors.joining());
    }

    private String upstream(int number) {
        return """
                ---
                apiVersion: noon.dev/v1
                kind: Upstream
                metadata: { name: scale-%d }
                spec: { targets: [ { url: "http://127.0.0.1:%d" } ] }
                """.formatted(number, port);
    }

    private static String proxy(int number, String version) {
        return """
                ---
                apiVersion: noon.dev/v1
                kind: ApiProxy
                metadata: { name: proxy-%1$d, project: scale }
                spec:
                  route: { path: /scale/%1$d, methods: [GET, POST] }
                  upstream: scale-%2$d
                  policies:
                    - requestHeaders: { set: { X-Api-Key: key-%1$d } }
                    - responseHeaders: { set: { X-Definition: %3$s } }
                    - cache: { storage: tiered, ttl: 60s, key: { query: [amount, term] } }
                """.formatted(number, number / PER_UPSTREAM, version);
    }
}
