package dev.noon.it.load;

import dev.noon.it.http.Headers;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import dev.noon.it.http.UpstreamReply;
import dev.noon.it.http.UpstreamRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a gateway does all day, in turns: answers from the cache and from the upstream, bodies that are changed, posted and
 * streamed, an upstream that takes its time, one that breaks off every fourth request and is asked elsewhere, a
 * question to another upstream. Every answer is known beforehand. Thread-safe.
 */
public final class Mixture implements Probe, AutoCloseable {
    private static final int CHUNKS = 16;
    private static final byte[] CHUNK = filled(16 << 10);
    private static final byte[] POSTED = filled(48 << 10);
    private static final int LATE_MILLIS = 300;
    private static final int VARIANTS = 32;
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private final RecordingUpstream sound = RecordingUpstream.silent(Mixture::answer);
    private final AtomicLong flakyRequests = new AtomicLong();
    private final RecordingUpstream flaky = RecordingUpstream.silent(this::perhaps);

    /** The kinds, each with a path of its own. */
    private enum Way {
        HIT,
        PASS,
        SHAPED,
        LATE,
        STREAM,
        POSTED,
        FLAKY,
        ASKING;

        String path() {
            return "/mixture/" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** Its definitions, which stay the same. */
    public String definitions() {
        return """
                apiVersion: noon.dev/v1
                kind: Upstream
                metadata: { name: mixture }
                spec: { targets: [ { url: "%1$s" } ] }
                ---
                apiVersion: noon.dev/v1
                kind: Upstream
                metadata: { name: mixture-flaky }
                spec:
                  targets: [ { url: "%2$s" }, { url: "%1$s" } ]
                  retries: { attempts: 1, budget: 100, minimum: 1000 }
                """.formatted(sound.url(), flaky.url())
                + proxy(Way.HIT, "mixture", "cache: { storage: tiered, ttl: 5s }")
                + proxy(Way.PASS, "mixture")
                + proxy(
                        Way.SHAPED,
                        "mixture",
                        "cors: { origins: [\"https://app.example.com\"] }",
                        "threats: { rules: { sql: { in: [path, query], match: \"(?i)union\\\\s+select\" } } }",
                        "requestHeaders: { set: { X-Channel: web } }",
                        "transform: { response: { set: { $.channel: web } } }")
                + proxy(Way.LATE, "mixture")
                + proxy(Way.STREAM, "mixture")
                + proxy(Way.POSTED, "mixture", "validate: { maxBody: 64KiB }")
                + proxy(Way.FLAKY, "mixture-flaky")
                + proxy(
                        Way.ASKING,
                        "mixture",
                        "apiCall: { upstream: mixture, path: \"/rate/${query.n}\", timeout: 10s, cache: { ttl: 5s } }",
                        "requestHeaders: { set: { X-Rate: \"${call.apiCall.body.$.n}\" } }");
    }

    @Override
    public Question ask(long number) {
        Way way = Way.values()[(int) (number % Way.values().length)];
        long variant = number / Way.values().length % VARIANTS;
        String target = way.path() + "?n=" + variant;
        return new Question() {
            @Override
            public String target() {
                return target;
            }

            @Override
            public Optional<byte[]> body() {
                return way == Way.POSTED ? Optional.of(POSTED) : Optional.empty();
            }

            @Override
            public Optional<Fault> fault(Reply reply) {
                return isExpected(way, target, variant, reply)
                        ? Optional.empty()
                        : Optional.of(new Fault(Fault.Kind.TORN, target + " -> " + reply));
            }
        };
    }

    @Override
    public void close() {
        sound.close();
        flaky.close();
    }

    private static boolean isExpected(Way way, String target, long variant, Reply reply) {
        return switch (way) {
            case HIT, PASS, LATE, FLAKY -> reply.text().equals("answer to " + target);
            case SHAPED -> reply.text().replaceAll("\\s", "").equals("{\"n\":" + variant + ",\"channel\":\"web\"}");
            case STREAM -> reply.body().length == CHUNKS * CHUNK.length;
            case POSTED -> reply.text().equals("took " + POSTED.length);
            case ASKING -> reply.text().equals("rate " + variant);
        };
    }

    private static void answer(UpstreamRequest request, UpstreamReply reply) throws IOException, InterruptedException {
        String target = request.target();
        String n = target.substring(target.lastIndexOf(target.startsWith("/rate/") ? '/' : '=') + 1);
        if (target.startsWith("/rate/") || target.startsWith(Way.SHAPED.path())) {
            reply.text("{\"n\":" + n + "}", "Content-Type", "application/json");
        } else if (target.startsWith(Way.ASKING.path())) {
            reply.text("rate " + request.headers().text("X-Rate"));
        } else if (target.startsWith(Way.POSTED.path())) {
            reply.text("took " + request.body().readAllBytes().length);
        } else if (target.startsWith(Way.STREAM.path())) {
            stream(reply);
        } else {
            if (target.startsWith(Way.LATE.path())) {
                NEVER.await(LATE_MILLIS, TimeUnit.MILLISECONDS);
            }
            reply.text("answer to " + target);
        }
    }

    private static void stream(UpstreamReply reply) throws IOException {
        reply.begin(200, Headers.of("Content-Type", "application/octet-stream"));
        for (int i = 0; i < CHUNKS; i++) {
            reply.chunk(CHUNK);
        }
        reply.end();
    }

    private void perhaps(UpstreamRequest request, UpstreamReply reply) throws IOException, InterruptedException {
        if (flakyRequests.incrementAndGet() % 4 == 0) {
            reply.closeAfter();
        } else {
            answer(request, reply);
        }
    }

    private static String proxy(Way way, String upstream, String... policies) {
        String list = policies.length == 0 ? " []" : "\n    - " + String.join("\n    - ", policies);
        return """
                ---
                apiVersion: noon.dev/v1
                kind: ApiProxy
                metadata: { name: mixture-%s }
                spec:
                  route: { path: %s }
                  upstream: %s
                  policies:%s
                """.formatted(way.name().toLowerCase(Locale.ROOT), way.path(), upstream, list);
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'm');
        return bytes;
    }
}
