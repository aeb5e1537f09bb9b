package dev.noon.it.bench;

import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A cached path whose upstream answers the number of the current edition. A purge removes an edition: whatever shows a
 * smaller number was stored before it. Thread-safe.
 */
final class PartitionBodies implements AutoCloseable {
    private static final String NAME = "partition-bodies";
    private static final String TEXT = "edition ";

    private final AtomicLong edition = new AtomicLong(1);
    private final RecordingUpstream upstream;

    PartitionBodies(InetAddress address) {
        this.upstream = RecordingUpstream.silent((request, reply) -> reply.text(TEXT + edition), address);
    }

    String proxy() {
        return NAME;
    }

    String path() {
        return "/" + NAME;
    }

    String definitions() {
        return """
                apiVersion: noon.dev/v1
                kind: Upstream
                metadata: { name: %1$s }
                spec: { targets: [ { url: "%2$s" } ] }
                ---
                apiVersion: noon.dev/v1
                kind: ApiProxy
                metadata: { name: %1$s }
                spec:
                  route: { path: /%1$s }
                  upstream: %1$s
                  policies:
                    - cache: { storage: tiered, ttl: 1h, key: { template: "${path}" } }
                """.formatted(NAME, upstream.url());
    }

    /** The upstream answers a new edition from now on; returns its number. */
    long next() {
        return edition.incrementAndGet();
    }

    /** The edition that an answer shows; 0, which is older than any, if it shows none. */
    static long edition(Reply reply) {
        String text = reply.text();
        return text.startsWith(TEXT) ? Long.parseLong(text.substring(TEXT.length())) : 0;
    }

    @Override
    public void close() {
        upstream.close();
    }
}
