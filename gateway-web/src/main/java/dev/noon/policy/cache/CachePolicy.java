package dev.noon.policy.cache;

import dev.noon.cache.CacheKey;
import dev.noon.cache.HeaderField;
import dev.noon.cache.Life;
import dev.noon.cache.Lookup;
import dev.noon.cache.Patience;
import dev.noon.cache.Provenance;
import dev.noon.cache.ResponseCache;
import dev.noon.cache.Storage;
import dev.noon.cache.StoredResponse;
import dev.noon.cache.Tags;
import dev.noon.cache.Tier;
import dev.noon.exchange.Body;
import dev.noon.exchange.CacheVerdict;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Chain;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Policy;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.model.policy.CacheSpec;
import dev.noon.policy.Fill;
import dev.noon.time.WallClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers from the store, or fetches and stores. Only what is the same for everybody is stored: no
 * answer to an authenticated or partial request, no cookie, nothing {@code private}. Answers with
 * {@code Vary} are stored one level down: under the key itself lies a marker that names the fields.
 */
public final class CachePolicy implements Policy {
    /** Status of a marker, which no answer has; its one header line is the list of fields that answers vary by. */
    private static final int MARKER = 900;

    /** What was asked for and not found; {@code request} as it was before later policies rewrote it. */
    private record Missed(CacheKey key, Request request, String reason, Patience patience) {}

    private final CacheKeys keys;
    private final Storage storage;
    private final long ttlMillis;
    private final long maxObjectBytes;
    private final List<String> methods;
    private final ResponseCache cache;
    private final WallClock clock;

    public CachePolicy(CacheSpec spec, CachePlace place, ResponseCache cache, WallClock clock) {
        this.keys = new CacheKeys(spec, place);
        this.storage = Storage.valueOf(spec.storage().name());
        this.ttlMillis = spec.life().ttl().orElse(Duration.ZERO).toMillis();
        this.maxObjectBytes = spec.kept().maxObjectBytes();
        this.methods = spec.kept().methods();
        this.cache = cache;
        this.clock = clock;
    }

    @Override
    public Reply handle(Exchange exchange, Chain next) throws IOException {
        Request request = exchange.request();
        if (!methods.contains(request.isHead() ? "GET" : request.method())) {
            exchange.cacheVerdict(CacheVerdict.METHOD);
            return marked(TagFields.without(next.proceed(exchange)), CacheStatus.METHOD);
        }
        if (mustBypass(request) || exchange.wantsTunnel()) {
            exchange.cacheVerdict(CacheVerdict.BYPASS);
            return marked(TagFields.without(next.proceed(exchange)), CacheStatus.BYPASS);
        }
        CacheKey key = keys.of(request);
        Patience patience = new Patience();
        Lookup found = cache.find(key, storage, patience);
        String missReason = "uri-miss";
        if (found instanceof Lookup.Fresh marker && marker.response().status() == MARKER) {
            found = cache.find(keys.of(request, fields(marker.response())), storage, patience);
            missReason = "vary-miss";
        }
        if (found instanceof Lookup.Fresh fresh) {
            exchange.cause(Cause.CACHE);
            exchange.cacheVerdict(fresh.tier() == Tier.LOCAL ? CacheVerdict.HIT_LOCAL : CacheVerdict.HIT_GRID);
            return answer(request, fresh);
        }
        boolean stale = found instanceof Lookup.Stale;
        exchange.cacheVerdict(stale ? CacheVerdict.STALE : CacheVerdict.MISS);
        return fetch(exchange, next, new Missed(key, copy(request), stale ? "stale" : missReason, patience));
    }

    /** The key of {@code request}, or why it has none. */
    public Explained explain(Request request) {
        if (!methods.contains(request.isHead() ? "GET" : request.method())) {
            return new Explained(keys.place(), Optional.empty(), request.method() + " is not cached");
        }
        return mustBypass(request)
                ? new Explained(keys.place(), Optional.empty(), "a body, Authorization, Range or a precondition")
                : new Explained(keys.place(), Optional.of(keys.of(request)), "");
    }

    /** What the cache does with a request; {@code bypass} says why where there is no key. */
    public record Explained(CachePlace place, Optional<CacheKey> key, String bypass) {}

    private static boolean mustBypass(Request request) {
        Headers headers = request.headers();
        return hasBody(request)
                || headers.has("Authorization")
                || headers.has("Range")
                || headers.has("If-Match")
                || headers.has("If-Unmodified-Since");
    }

    /** Some clients announce an empty body with every GET. */
    private static boolean hasBody(Request request) {
        return request.body().present() && request.body().length().orElse(-1) != 0;
    }

    private static Reply answer(Request request, Lookup.Fresh fresh) {
        StoredResponse stored = fresh.response();
        Headers headers = new Headers();
        List<HeaderField> fields = stored.headers();
        for (int i = 0; i < fields.size(); i++) {
            headers.add(fields.get(i).name(), fields.get(i).value());
        }
        headers.add("Age", Long.toString(fresh.ageSeconds()));
        headers.add(CacheStatus.FIELD, CacheStatus.hit(fresh.tier(), fresh.ttlSeconds()));
        if (stored.status() == 200 && Conditional.holds(request.headers(), headers)) {
            return new Reply(304, headers.remove("Content-Type").remove("Content-Encoding"), Body.EMPTY);
        }
        return new Reply(stored.status(), headers, body(stored));
    }

    private static Body body(StoredResponse stored) {
        return stored.status() == 204 ? Body.EMPTY : new Body.Bytes(stored.body());
    }

    /** Reads the operation number before the upstream is called, so that a purge meanwhile voids what is stored. */
    private Reply fetch(Exchange exchange, Chain next, Missed missed) throws IOException {
        Request request = exchange.request();
        request.headers().remove("If-None-Match").remove("If-Modified-Since");
        long operation = cache.operation();
        Reply reply = next.proceed(exchange);
        Tags tags = TagFields.of(reply.headers());
        TagFields.without(reply);
        Optional<List<String>> vary =
                exchange.cause() == Cause.NONE && !request.isHead() ? Storable.vary(reply) : Optional.empty();
        if (vary.isEmpty() || !Fill.fits(reply.body(), maxObjectBytes)) {
            return marked(reply, CacheStatus.fetched(missed.reason(), false));
        }
        Provenance provenance =
                new Provenance(operation, exchange.revision(), missed.request().path(), tags);
        StoredResponse header = header(reply, provenance);
        Reply tapped = new Fill(maxObjectBytes, body -> store(missed, vary.get(), header, body)).tap(reply);
        return marked(tapped, CacheStatus.fetched(missed.reason(), true));
    }

    private StoredResponse header(Reply reply, Provenance provenance) {
        List<HeaderField> fields = new ArrayList<>(reply.headers().size());
        for (int i = 0; i < reply.headers().size(); i++) {
            String name = reply.headers().name(i);
            if (!name.equalsIgnoreCase("Age") && !name.equalsIgnoreCase(CacheStatus.FIELD)) {
                fields.add(new HeaderField(name, reply.headers().value(i)));
            }
        }
        long age = ageMillis(reply.headers().valueOr("Age", ""));
        Life life = new Life(clock.millis(), age, ttlMillis, ttlMillis);
        return new StoredResponse(reply.status(), fields, new byte[0], life, provenance);
    }

    private void store(Missed missed, List<String> vary, StoredResponse header, byte[] body) {
        StoredResponse response = header.withBody(body);
        if (vary.isEmpty()) {
            cache.put(missed.key(), response, storage, missed.patience());
        } else {
            cache.put(keys.of(missed.request(), vary), response, storage, missed.patience());
            cache.put(missed.key(), marker(response, vary), storage, missed.patience());
        }
    }

    private static StoredResponse marker(StoredResponse response, List<String> vary) {
        return new StoredResponse(
                MARKER,
                List.of(new HeaderField("Vary", String.join(",", vary))),
                new byte[0],
                response.life(),
                response.provenance());
    }

    private static Request copy(Request request) {
        return new Request(
                request.method(),
                request.path(),
                request.query(),
                request.origin(),
                request.headers().copy(),
                request.body());
    }

    private static List<String> fields(StoredResponse marker) {
        return List.of(marker.headers().get(0).value().split(",", -1));
    }

    private static Reply marked(Reply reply, String status) {
        reply.headers().add(CacheStatus.FIELD, status);
        return reply;
    }

    /** Seconds as the Age field has them, in milliseconds; 0 if it is malformed. */
    private static long ageMillis(String age) {
        long seconds = 0;
        for (int i = 0; i < age.length() && i < 9; i++) {
            int digit = age.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            seconds = seconds * 10 + digit;
        }
        return seconds * 1000;
    }
}
