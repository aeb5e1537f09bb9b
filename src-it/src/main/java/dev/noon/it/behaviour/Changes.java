package dev.noon.it.behaviour;

import static dev.noon.it.behaviour.Behaviour.LIFE;
import static dev.noon.it.behaviour.Behaviour.OVER;
import static dev.noon.it.behaviour.Behaviour.TAG;
import static dev.noon.it.behaviour.Behaviour.of;
import static dev.noon.it.behaviour.Outcome.FETCHED;
import static dev.noon.it.behaviour.Outcome.HIT;

import java.util.List;
import java.util.stream.Stream;

/** Methods other than GET, and what they end (RFC 9111 sections 4.3.5 and 4.4, RFC 9110 section 9). */
final class Changes {
    private static final String METHOD = "9111 4";
    private static final String HEAD = "9110 9.3.2";
    private static final String FRESHENING = "9111 4.3.5";
    private static final String ENDING = "9111 4.4";
    private static final String BY_A = LIFE + " | Vary: X-A";

    private Changes() {}

    static List<Behaviour> methods() {
        return List.of(
                of(HEAD, "HEAD is answered from GET")
                        .get("")
                        .says(LIFE + " | X-A: 1")
                        .send("HEAD", "")
                        .says(LIFE)
                        .quiet()
                        .status(200)
                        .text("")
                        .has("X-A", "1")
                        .has("Content-Length", "8")
                        .good(),
                of(HEAD, "an answer to HEAD is no answer to GET")
                        .send("HEAD", "")
                        .says(LIFE)
                        .get("")
                        .whole(),
                of(FRESHENING, "HEAD freshens")
                        .get("")
                        .says(OVER + TAG)
                        .send("HEAD", "")
                        .says(LIFE + TAG + " | X-A: new")
                        .get("")
                        .quiet()
                        .whole()
                        .has("X-A", "new")
                        .good(),
                of(FRESHENING, "HEAD of something else freshens nothing")
                        .get("")
                        .says(OVER + TAG)
                        .send("HEAD", "")
                        .says(LIFE + " | ETag: \"v2\"")
                        .get("")
                        .whole()
                        .never("ETag", "\"v1\""),
                of(METHOD, "an answer to POST is no answer to GET")
                        .send("POST", "")
                        .says(LIFE)
                        .get("")
                        .is(FETCHED),
                of(METHOD, "a second POST reaches the upstream")
                        .send("POST", "")
                        .says(LIFE)
                        .send("POST", "")
                        .says(LIFE)
                        .is(FETCHED),
                of(METHOD, "a POST is not answered from GET")
                        .get("")
                        .says(LIFE)
                        .send("POST", "")
                        .is(FETCHED),
                of(METHOD, "an answer to PUT is no answer to GET")
                        .send("PUT", "")
                        .says(LIFE)
                        .get("")
                        .is(FETCHED),
                of(METHOD, "an answer to an unknown method is no answer to GET")
                        .send("BREW", "")
                        .says(LIFE)
                        .get("")
                        .is(FETCHED),
                of(METHOD, "a second request of an unknown method reaches the upstream")
                        .send("BREW", "")
                        .says(LIFE)
                        .send("BREW", "")
                        .says(LIFE)
                        .is(FETCHED),
                of("9110 9.3.7", "OPTIONS is not answered from GET")
                        .get("")
                        .says(LIFE)
                        .send("OPTIONS", "")
                        .is(FETCHED),
                of("9111 2", "another query is something else")
                        .get("")
                        .at("?a=1")
                        .says(LIFE)
                        .get("")
                        .at("?a=2")
                        .is(FETCHED),
                of("9111 2", "the case of a query counts")
                        .get("")
                        .at("?a=b")
                        .says(LIFE)
                        .get("")
                        .at("?a=B")
                        .is(FETCHED));
    }

    static List<Behaviour> table() {
        return Stream.concat(Stream.of("POST", "PUT", "DELETE", "PATCH", "BREW").flatMap(Changes::ofMethod), others())
                .toList();
    }

    private static Stream<Behaviour> ofMethod(String method) {
        return Stream.of(
                changing(method + " ends what is stored", method, 200).is(FETCHED),
                changing(method + " with 303 ends what is stored", method, 303).is(FETCHED),
                changing(method + " with 404 ends nothing", method, 404).is(HIT).good(),
                changing(method + " with 500 ends nothing", method, 500).is(HIT).good());
    }

    private static Stream<Behaviour> others() {
        return Stream.of(
                changing("OPTIONS ends nothing", "OPTIONS", 200).is(HIT).good(),
                changing("HEAD ends nothing", "HEAD", 200).is(HIT).good(),
                changing("204 ends what is stored", "DELETE", 204).is(FETCHED),
                of(ENDING, "every variant ends")
                        .get("X-A: 1")
                        .says(BY_A)
                        .get("X-A: 2")
                        .says(BY_A)
                        .send("POST", "X-A: 1")
                        .get("X-A: 2")
                        .says(BY_A)
                        .is(FETCHED)
                        .get("X-A: 1")
                        .says(BY_A)
                        .is(FETCHED),
                of(ENDING, "another query lives on")
                        .get("")
                        .at("?a")
                        .says(LIFE)
                        .send("POST", "")
                        .at("?b")
                        .get("")
                        .at("?a")
                        .is(HIT)
                        .good(),
                naming("Location", "{path}?b", 201).is(FETCHED).good(),
                naming("Location", "http://127.0.0.1{path}?b", 201).is(FETCHED).good(),
                naming("Location", "?b", 303).is(FETCHED).good(),
                naming("Content-Location", "{path}?b", 200).is(FETCHED).good(),
                naming("Content-Location", "http://127.0.0.1{path}?b", 200)
                        .is(FETCHED)
                        .good(),
                naming("Location", "http://other.example{path}?b", 201).is(HIT),
                naming("Content-Location", "http://other.example{path}?b", 200).is(HIT),
                naming("Location", "{path}?b", 500).is(HIT).good());
    }

    private static Behaviour changing(String name, String method, int status) {
        return of(ENDING, name)
                .get("")
                .says(LIFE)
                .is(FETCHED)
                .send(method, "")
                .says(status, "")
                .get("");
    }

    private static Behaviour naming(String field, String value, int status) {
        return of(ENDING, "POST with " + status + " and " + field + ": " + value)
                .get("")
                .at("?b")
                .says(LIFE)
                .is(FETCHED)
                .send("POST", "")
                .says(status, field + ": " + value)
                .get("")
                .at("?b")
                .says(LIFE);
    }
}
