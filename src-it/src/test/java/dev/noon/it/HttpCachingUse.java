package dev.noon.it;

import static dev.noon.it.Behaviour.LIFE;
import static dev.noon.it.Behaviour.OVER;
import static dev.noon.it.Behaviour.Outcome.FETCHED;
import static dev.noon.it.Behaviour.Outcome.HIT;
import static dev.noon.it.Behaviour.Outcome.STOOD_IN;
import static dev.noon.it.Behaviour.Outcome.VALIDATED;
import static dev.noon.it.Behaviour.TAG;

import java.util.stream.Stream;

/** What {@code mode: http} does with what is stored. What is stale here came stale, by its {@code Age}. */
final class HttpCachingUse {
    private HttpCachingUse() {}

    static Stream<Behaviour> table() {
        return Stream.of(stale(), validation(), clients(), changes()).flatMap(group -> group);
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
        String since = Behaviour.date(-86_400);
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
                        .get("If-Modified-Since: " + Behaviour.date(-90_000))
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
                        .says(LIFE + " | Date: " + Behaviour.date(-60))
                        .get("")
                        .is(HIT)
                        .has("Date", Behaviour.date(-60)),
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
                        naming("POST ends what Location names", "Location: {path}?b")
                                .is(FETCHED),
                        naming("POST ends what Content-Location names", "Content-Location: {path}?b")
                                .is(FETCHED),
                        naming("POST ends nothing elsewhere", "Location: http://other.example{path}?b")
                                .is(HIT),
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
                        Behaviour.of("HEAD of something else freshens nothing")
                                .get("")
                                .says(OVER + TAG)
                                .send("HEAD", "")
                                .says(LIFE + " | ETag: \"v2\"")
                                .get("")
                                .asks("If-None-Match", "\"v1\"")));
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

    private static Behaviour naming(String name, String field) {
        return Behaviour.of(name)
                .get("")
                .at("?b")
                .says(LIFE)
                .send("POST", "")
                .says(201, field)
                .get("")
                .at("?b");
    }
}
