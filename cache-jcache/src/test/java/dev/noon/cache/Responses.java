package dev.noon.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Responses and keys for tests. */
public final class Responses {
    public static final Duration TTL = Duration.ofSeconds(60);

    private static final byte[] NO_BODY = {};

    private Responses() {}

    public static CacheKey key(String owner, String path) {
        return CacheKey.of(Scope.PROXY, owner, 1).part("GET").part(path).build();
    }

    /** A response stored now, whose fill began at {@code operation}. */
    public static StoredResponse response(String body, long storedAtMillis, long operation) {
        return response(body, storedAtMillis, operation, TTL);
    }

    public static StoredResponse response(String body, long storedAtMillis, long operation, Duration ttl) {
        return new StoredResponse(
                200,
                List.of(new HeaderField("Content-Type", "text/plain")),
                body.getBytes(UTF_8),
                Life.fresh(storedAtMillis, ttl.toMillis()),
                new Provenance(operation, 1));
    }

    public static void assertEqual(StoredResponse actual, StoredResponse expected) {
        assertThat(Arrays.equals(actual.body(), expected.body()))
                .as("same body")
                .isTrue();
        assertThat(withoutBody(actual)).isEqualTo(withoutBody(expected));
    }

    private static StoredResponse withoutBody(StoredResponse it) {
        return it.withBody(NO_BODY);
    }

    /** The body of what was found, or the reason why there is none. */
    public static String served(Lookup found) {
        if (found instanceof Lookup.Fresh fresh) {
            return new String(fresh.response().body(), UTF_8);
        }
        if (found instanceof Lookup.Stale stale) {
            return "stale " + new String(stale.response().body(), UTF_8);
        }
        return ((Lookup.Miss) found).reason().name();
    }
}
