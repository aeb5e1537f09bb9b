package dev.noon.it.load;

import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import dev.noon.it.http.UpstreamReply;
import dev.noon.it.http.UpstreamRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * Definitions that carry a mark, a number that grows by one with every apply, in five places: the
 * route (two proxies take turns at the path), a response header, the API key that the upstream sees,
 * the upstream's answer (every mark has its own target), and the cache key. An answer in which they
 * differ, or differ from {@code Noon-Revision}, was made under two revisions. Thread-safe.
 */
public final class Marks implements Probe, AutoCloseable {
    /** A target serves one mark out of so many; nothing is in flight for so many applies. */
    private static final int TARGETS = 16;

    private static final int VARIANTS = 4;

    private final String name;
    private final AtomicLongArray served = new AtomicLongArray(TARGETS);
    private final List<RecordingUpstream> targets;
    private volatile Agreed agreed = new Agreed(-1, 0);

    /** @param name names proxies, upstream and path; unique in the environment */
    public Marks(String name) {
        this(name, InetAddress.getLoopbackAddress());
    }

    /** The same with the upstream's targets on an address that every node reaches. */
    public Marks(String name, InetAddress address) {
        this.name = name;
        this.targets = IntStream.range(0, TARGETS)
                .mapToObj(target -> RecordingUpstream.silent((request, reply) -> echo(target, request, reply), address))
                .toList();
    }

    /** The newest mark that every node has acknowledged, and what to add to a mark to get its revision. */
    private record Agreed(long mark, long offset) {}

    /** The definitions of one mark, to be applied next; prepares the mark's target. */
    public String definitions(long mark) {
        served.set(target(mark), mark);
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
        targets.forEach(RecordingUpstream::close);
    }

    private static Optional<Fault> judge(String rest, Agreed before, Reply reply) {
        long mark = Long.parseLong(reply.headers().first("X-Definition").orElse("-1"));
        boolean whole = reply.text().equals(answer(mark, rest, "key-" + mark))
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

    private void echo(int target, UpstreamRequest request, UpstreamReply reply) throws IOException {
        reply.text(
                answer(served.get(target), request.target(), request.headers().text("X-Api-Key")));
    }

    private static String answer(long mark, String target, String key) {
        return "upstream of mark " + mark + " was asked for " + target + " with " + key;
    }

    private static int target(long mark) {
        return (int) (mark % TARGETS);
    }

    private String upstream(long mark) {
        return """
                apiVersion: noon.dev/v1
                kind: Upstream
                metadata: { name: %s-backend }
                spec:
                  targets: [ { url: "%s" } ]
                """.formatted(name, targets.get(target(mark)).url());
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
