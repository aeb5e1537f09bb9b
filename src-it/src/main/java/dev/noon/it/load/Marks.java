package dev.noon.it.load;

import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import dev.noon.it.http.UpstreamReply;
import dev.noon.it.http.UpstreamRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Definitions that carry a mark, a number that grows by one with every apply, in five places: the
 * route (two proxies take turns at the path), a response header, the API key that the upstream
 * demands, the upstream's answer (target port and path prefix), and the cache key. An answer in
 * which they differ, or differ from {@code Noon-Revision}, was made under two revisions.
 * Thread-safe.
 */
public final class Marks implements Probe, AutoCloseable {
    private static final int UPSTREAMS = 4;
    private static final int VARIANTS = 4;

    private final String name;
    private final List<RecordingUpstream> upstreams;
    private volatile Agreed agreed = new Agreed(-1, 0);

    /** @param name names proxies, upstream and path; unique in the environment */
    public Marks(String name) {
        this.name = name;
        this.upstreams = IntStream.range(0, UPSTREAMS)
                .mapToObj(i -> RecordingUpstream.silent((request, reply) -> echo(i, request, reply)))
                .toList();
    }

    /** The newest mark that every node has acknowledged, and what to add to a mark to get its revision. */
    private record Agreed(long mark, long offset) {}

    /** The definitions of one mark. */
    public String definitions(long mark) {
        boolean even = mark % 2 == 0;
        return upstream(mark) + proxy("even", even, mark) + proxy("odd", !even, mark);
    }

    /**
     * Says that every node has acknowledged {@code mark} as {@code revision}.
     *
     * @throws IllegalStateException if marks and revisions do not grow together: somebody else applies
     */
    public synchronized void acknowledged(long mark, long revision) {
        Agreed before = agreed;
        agreed = new Agreed(mark, revision - mark);
        if (before.mark() >= 0 && before.offset() != revision - mark) {
            throw new IllegalStateException("mark " + mark + " became revision " + revision + ", not "
                    + (mark + before.offset()) + ": somebody else applies");
        }
    }

    /** The path that carries the marks. */
    public String path() {
        return "/" + name;
    }

    @Override
    public Question ask(long number) {
        String rest = path() + "/x?n=" + number % VARIANTS;
        Agreed before = agreed;
        return new Question() {
            @Override
            public String target() {
                return rest;
            }

            @Override
            public Optional<Fault> fault(Reply reply) {
                return judge(rest, before, reply);
            }
        };
    }

    @Override
    public void close() {
        upstreams.forEach(RecordingUpstream::close);
    }

    private static Optional<Fault> judge(String rest, Agreed before, Reply reply) {
        long mark = Long.parseLong(reply.headers().first("X-Definition").orElse("-1"));
        String expected = "upstream=%d prefix=%d rest=%s key=key-%d".formatted(mark % UPSTREAMS, mark, rest, mark);
        boolean whole = reply.text().equals(expected)
                && reply.header("X-Route").equals((mark % 2 == 0 ? "even-" : "odd-") + mark)
                && reply.revision() == mark + before.offset();
        if (!whole) {
            return Optional.of(new Fault(Fault.Kind.TORN, rest + " (offset " + before.offset() + ") -> " + reply));
        }
        return mark >= before.mark()
                ? Optional.empty()
                : Optional.of(new Fault(
                        Fault.Kind.BEHIND, rest + ": mark " + mark + " after " + before.mark() + " was acknowledged"));
    }

    private static void echo(int upstream, UpstreamRequest request, UpstreamReply reply) throws IOException {
        Matcher target = Pattern.compile("/mark-(\\d+)(/.*)").matcher(request.target());
        if (!target.matches()) {
            reply.text("the target " + request.target() + " has no mark");
            return;
        }
        reply.text("upstream=%d prefix=%s rest=%s key=%s"
                .formatted(
                        upstream,
                        target.group(1),
                        target.group(2),
                        request.headers().text("X-Api-Key")));
    }

    private String upstream(long mark) {
        int port = upstreams.get((int) (mark % UPSTREAMS)).port();
        return """
                apiVersion: noon.dev/v1
                kind: Upstream
                metadata: { name: %s-backend }
                spec:
                  targets: [ { url: "http://127.0.0.1:%d/mark-%d" } ]
                """.formatted(name, port, mark);
    }

    private String proxy(String turn, boolean active, long mark) {
        return """
                ---
                apiVersion: noon.dev/v1
                kind: ApiProxy
                metadata: { name: %1$s-%2$s }
                spec:
                  route: { path: /%1$s%3$s }
                  upstream: %1$s-backend
                  policies:
                    - requestHeaders: { set: { X-Api-Key: key-%4$d } }
                    - responseHeaders: { set: { X-Definition: "%4$d", X-Route: %5$s-%4$d } }
                    - cache: { storage: tiered, ttl: 60s, key: { template: "k%4$d:${path}:${query.n}" } }
                """.formatted(name, turn, active ? "" : "-parked", mark, active ? turn : "parked-" + turn);
    }
}
