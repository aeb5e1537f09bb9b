package dev.noon.it;

import static dev.noon.it.Behaviour.Outcome.FETCHED;
import static dev.noon.it.Behaviour.Outcome.HIT;
import static dev.noon.it.Behaviour.Outcome.STOOD_IN;
import static dev.noon.it.Behaviour.Outcome.VALIDATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.http.RawConnection;
import dev.noon.it.http.RecordingUpstream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code mode: http} on a real node: a table of what a shared cache does. What is stale here came stale, by its {@code Age}. */
@OnCluster
class HttpCachingIT {
    private static final String LIFE = "Cache-Control: max-age=600";
    private static final String OVER = "Age: 700 | Cache-Control: max-age=600";
    private static final String TAG = " | ETag: \"v1\"";

    private static final long STARTED = System.currentTimeMillis();
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Cluster cluster;

    HttpCachingIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void aSharedCacheDoesWhatItMay() throws IOException {
        Map<String, Behaviour> places = new ConcurrentHashMap<>();
        Map<String, String> failed = new TreeMap<>();
        try (RecordingUpstream upstream =
                        RecordingUpstream.start((request, reply) -> Optional.ofNullable(places.get(request.target()))
                                .orElseThrow(() -> new IOException("nobody asked for " + request.target()))
                                .answer(request, reply));
                RawConnection client = RawConnection.open(
                        cluster.node(1).address().traffic("/").getPort())) {
            apply(Definitions.proxy("caching", upstream.url(), "cache: { mode: http, storage: local }"));
            for (Behaviour behaviour : behaviours()) {
                String path = "/caching/" + places.size();
                places.put(path, behaviour);
                try {
                    behaviour.run(client, path);
                } catch (AssertionError e) {
                    failed.put(behaviour.name(), String.valueOf(e.getMessage()));
                }
            }
        }
        System.out.println("caching: " + (places.size() - failed.size()) + " of " + places.size() + " behaviours");
        assertThat(failed).isEmpty();
    }

    private static List<Behaviour> behaviours() {
        return Stream.of(lives(), storing(), stale(), validation(), clients(), changes())
                .flatMap(group -> group)
                .toList();
    }

    private static Stream<Behaviour> lives() {
        return Stream.of(
                twice("no life", "X: 1", false),
                twice("max-age", LIFE, true),
                twice("max-age=0", "Cache-Control: max-age=0", false),
                twice("s-maxage before max-age", "Cache-Control: max-age=0, s-maxage=600", true),
                twice("a short s-maxage", "Cache-Control: max-age=600, s-maxage=0", false),
                twice("malformed max-age", "Cache-Control: max-age=6oo", false),
                twice("quoted max-age", "Cache-Control: max-age=\"600\"", true),
                twice("max-age in quotes", "Cache-Control: other=\"max-age=600\"", false),
                twice("beyond 2^31", "Cache-Control: max-age=99999999999", true),
                twice("Expires", "Expires: " + date(600), true),
                twice("Expires in the past", "Expires: " + date(-600), false),
                twice("Expires: 0", "Expires: 0", false),
                twice("max-age before Expires", LIFE + " | Expires: 0", true),
                twice("an old Date", LIFE + " | Date: " + date(-700), false),
                twice("an old Age", OVER, false),
                twice("an Age that is none", LIFE + " | Age: old", true),
                twice("CDN-Cache-Control", "CDN-Cache-Control: max-age=600 | Cache-Control: no-store", true),
                twice("CDN-Cache-Control: no-store", "CDN-Cache-Control: no-store | " + LIFE, false),
                twice(
                        "malformed CDN-Cache-Control",
                        "CDN-Cache-Control: max-age=600, | Cache-Control: no-store",
                        false),
                twice("Last-Modified alone", "Last-Modified: " + date(-86_400), false));
    }

    private static Stream<Behaviour> storing() {
        return Stream.concat(
                Stream.of(200, 203, 204, 299, 301, 302, 307, 308, 400, 404, 410, 500, 503, 599)
                        .map(status -> Behaviour.of("status " + status)
                                .get("")
                                .says(status, LIFE)
                                .status(status)
                                .get("")
                                .says(status, LIFE)
                                .status(status)
                                .is(HIT)),
                Stream.of(
                        twice("no-store", "Cache-Control: no-store, max-age=600", false),
                        twice("private", "Cache-Control: private, max-age=600", false),
                        twice("Set-Cookie", LIFE + " | Set-Cookie: a=1", false),
                        twice("Vary: *", LIFE + " | Vary: *", false),
                        Behaviour.of("fields that are kept back")
                                .get("")
                                .says(
                                        "Cache-Control: max-age=600, private=\"X-A\", no-cache=\"X-B\" | X-A: 1 | X-B: 1 | X-C: 1")
                                .is(FETCHED)
                                .has("X-A", "1")
                                .get("")
                                .is(HIT)
                                .lacks("X-A")
                                .lacks("X-B")
                                .has("X-C", "1"),
                        Behaviour.of("Authorization")
                                .get("Authorization: x")
                                .says(LIFE)
                                .get("")
                                .is(FETCHED),
                        Behaviour.of("Authorization and public")
                                .get("Authorization: x")
                                .says("Cache-Control: max-age=600, public")
                                .get("")
                                .is(HIT),
                        Behaviour.of("a request's no-store")
                                .get("Cache-Control: no-store")
                                .says(LIFE)
                                .get("")
                                .is(FETCHED),
                        Behaviour.of("Vary")
                                .get("Accept-Language: de")
                                .says(LIFE + " | Vary: Accept-Language")
                                .get("Accept-Language: en")
                                .says(LIFE + " | Vary: Accept-Language")
                                .is(FETCHED)
                                .get("Accept-Language: EN")
                                .is(HIT)
                                .get("")
                                .says(LIFE + " | Vary: Accept-Language")
                                .is(FETCHED),
                        Behaviour.of("a part is not the whole")
                                .get("Range: bytes=0-1")
                                .says(206, LIFE + " | Content-Range: bytes 0-1/10")
                                .status(206)
                                .get("")
                                .is(FETCHED)));
    }

    private static Stream<Behaviour> stale() {
        return Stream.of(
                Behaviour.of("stale-while-revalidate")
                        .get("")
                        .says(OVER + ", stale-while-revalidate=600")
                        .get("")
                        .says(OVER + ", stale-while-revalidate=600")
                        .is(HIT),
                Behaviour.of("must-revalidate is stronger")
                        .get("")
                        .says(OVER + ", stale-while-revalidate=600, stale-if-error=600, must-revalidate" + TAG)
                        .get("")
                        .says(503, "")
                        .status(503),
                failing("stale-if-error, 503", ", stale-if-error=600", 503)
                        .is(STOOD_IN)
                        .status(200),
                failing("stale-if-error, 500", ", stale-if-error=600", 500)
                        .is(STOOD_IN)
                        .status(200),
                failing("stale-if-error, broken off", ", stale-if-error=600", 0)
                        .is(STOOD_IN)
                        .status(200),
                failing("stale-if-error, 404", ", stale-if-error=600", 404).status(404),
                failing("stale-if-error is over", ", stale-if-error=1", 503).status(503),
                failing("an error without leave", "", 503).status(503),
                failing("broken off without leave", "", 0).status(502),
                Behaviour.of("max-stale")
                        .get("")
                        .says(OVER + TAG)
                        .get("Cache-Control: max-stale=200")
                        .is(HIT),
                Behaviour.of("max-stale is not enough")
                        .get("")
                        .says(OVER + TAG)
                        .get("Cache-Control: max-stale=50")
                        .says(304, LIFE)
                        .is(VALIDATED));
    }

    private static Stream<Behaviour> validation() {
        String since = date(-86_400);
        return Stream.of(
                Behaviour.of("no-cache is asked about")
                        .get("")
                        .says("Cache-Control: no-cache, max-age=600" + TAG)
                        .get("")
                        .says(304, TAG)
                        .is(VALIDATED)
                        .asks("If-None-Match", "\"v1\""),
                Behaviour.of("a weak tag is sent as it is")
                        .get("")
                        .says(OVER + " | ETag: W/\"v1\"")
                        .get("")
                        .says(304, "")
                        .is(VALIDATED)
                        .asks("If-None-Match", "W/\"v1\""),
                Behaviour.of("a date is sent as it is")
                        .get("")
                        .says(OVER + " | Last-Modified: " + since)
                        .get("")
                        .says(304, "")
                        .is(VALIDATED)
                        .asks("If-Modified-Since", since),
                Behaviour.of("a 304 gives new life and new lines")
                        .get("")
                        .says(OVER + TAG + " | X-A: old | X-B: old | Content-Type: a/b")
                        .get("")
                        .says(304, LIFE + TAG + " | X-A: new")
                        .is(VALIDATED)
                        .has("X-A", "new")
                        .has("X-B", "old")
                        .get("")
                        .is(HIT)
                        .has("X-A", "new")
                        .has("X-B", "old")
                        .has("Content-Type", "a/b"),
                Behaviour.of("a changed answer takes the place of the stored one")
                        .get("")
                        .says(OVER + TAG)
                        .get("")
                        .says(LIFE + " | ETag: \"v2\"")
                        .text("answer 2")
                        .get("")
                        .is(HIT),
                Behaviour.of("the client's condition is the cache's business")
                        .get("If-None-Match: \"v1\"")
                        .says(LIFE + TAG)
                        .status(200)
                        .is(FETCHED)
                        .get("If-None-Match: \"v1\"")
                        .status(304)
                        .has("ETag", "\"v1\"")
                        .get("If-None-Match: \"v2\"")
                        .is(HIT),
                Behaviour.of("a client that has it hears so after a 304")
                        .get("")
                        .says(OVER + TAG)
                        .get("If-None-Match: \"v1\"")
                        .says(304, LIFE)
                        .status(304)
                        .get("")
                        .is(HIT),
                Behaviour.of("If-Modified-Since")
                        .get("")
                        .says(LIFE + " | Last-Modified: " + since)
                        .get("If-Modified-Since: " + since)
                        .status(304)
                        .get("If-Modified-Since: " + date(-90_000))
                        .is(HIT));
    }

    private static Stream<Behaviour> clients() {
        return Stream.of(
                Behaviour.of("no-cache of anybody")
                        .get("")
                        .says(LIFE)
                        .get("Cache-Control: no-cache")
                        .is(HIT),
                Behaviour.of("max-age=0 of anybody")
                        .get("")
                        .says(LIFE)
                        .get("Cache-Control: max-age=0")
                        .is(HIT),
                Behaviour.of("Pragma of anybody")
                        .get("")
                        .says(LIFE)
                        .get("Pragma: no-cache")
                        .is(HIT),
                Behaviour.of("only-if-cached")
                        .get("Cache-Control: only-if-cached")
                        .status(504),
                Behaviour.of("only-if-cached and cached")
                        .get("")
                        .says(LIFE)
                        .get("Cache-Control: only-if-cached")
                        .is(HIT),
                Behaviour.of("Age is told")
                        .get("")
                        .says(LIFE + " | Age: 30")
                        .get("")
                        .is(HIT)
                        .has("Age", "30"),
                Behaviour.of("Date is left alone")
                        .get("")
                        .says(LIFE + " | Date: " + date(-60))
                        .get("")
                        .is(HIT)
                        .has("Date", date(-60)),
                ranged("bytes=0-1", 206).text("an").has("Content-Range", "bytes 0-1/8"),
                ranged("bytes=7-", 206).text("1").has("Content-Range", "bytes 7-7/8"),
                ranged("bytes=-3", 206).text("r 1").has("Content-Range", "bytes 5-7/8"),
                ranged("bytes=0-1, 4-5", 200).is(HIT),
                ranged("bytes=8-", 416).has("Content-Range", "bytes */8"),
                ranged("bytes=0-1 | If-Range: \"v1\"", 206).text("an"),
                ranged("bytes=0-1 | If-Range: \"v2\"", 200).is(HIT));
    }

    private static Stream<Behaviour> changes() {
        return Stream.concat(
                Stream.of("POST", "PUT", "DELETE", "PATCH")
                        .flatMap(method -> Stream.of(
                                Behaviour.of(method + " ends what is stored")
                                        .get("")
                                        .says(LIFE)
                                        .send(method, "")
                                        .get("")
                                        .is(FETCHED),
                                Behaviour.of(method + " that fails ends nothing")
                                        .get("")
                                        .says(LIFE)
                                        .send(method, "")
                                        .says(500, "")
                                        .get("")
                                        .is(HIT))),
                Stream.of(
                        Behaviour.of("OPTIONS ends nothing")
                                .get("")
                                .says(LIFE)
                                .send("OPTIONS", "")
                                .get("")
                                .is(HIT),
                        Behaviour.of("HEAD is answered from GET")
                                .get("")
                                .says(LIFE)
                                .send("HEAD", "")
                                .status(200)
                                .get("")
                                .is(HIT),
                        Behaviour.of("HEAD freshens")
                                .get("")
                                .says(OVER + TAG)
                                .send("HEAD", "")
                                .says(LIFE + TAG + " | X-A: new")
                                .get("")
                                .is(HIT)
                                .has("X-A", "new"),
                        Behaviour.of("HEAD of something else ends it")
                                .get("")
                                .says(OVER + TAG)
                                .send("HEAD", "")
                                .says(LIFE + " | ETag: \"v2\"")
                                .get("")
                                .is(FETCHED)));
    }

    private static Behaviour twice(String name, String says, boolean hit) {
        return Behaviour.of(name)
                .get("")
                .says(says)
                .is(FETCHED)
                .get("")
                .says(says)
                .is(hit ? HIT : FETCHED);
    }

    private static Behaviour failing(String name, String directives, int status) {
        return Behaviour.of(name)
                .get("")
                .says(OVER + directives + TAG)
                .is(FETCHED)
                .get("")
                .says(status, "");
    }

    private static Behaviour ranged(String range, int status) {
        return Behaviour.of("Range: " + range)
                .get("")
                .says(LIFE + TAG)
                .get("Range: " + range)
                .status(status);
    }

    private static String date(long seconds) {
        return DATE.format(Instant.ofEpochMilli(STARTED + seconds * 1000));
    }

    private void apply(String definitions) {
        AdminAnswer answer = cluster.admin().apply(definitions);
        assertThat(answer.complete()).as(answer.toString()).isTrue();
    }
}
