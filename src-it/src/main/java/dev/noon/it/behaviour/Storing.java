package dev.noon.it.behaviour;

import static dev.noon.it.behaviour.Behaviour.LIFE;
import static dev.noon.it.behaviour.Behaviour.TAG;
import static dev.noon.it.behaviour.Behaviour.asked;
import static dev.noon.it.behaviour.Behaviour.of;
import static dev.noon.it.behaviour.Behaviour.reused;
import static dev.noon.it.behaviour.Outcome.FETCHED;
import static dev.noon.it.behaviour.Outcome.HIT;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is stored (RFC 9111 section 3), and what its status has to do with it (RFC 9110 section 15.1). */
final class Storing {
    private static final String STORE = "9111 3";
    private static final String NO_STORE = "9111 5.2.2.5";
    private static final String PRIVATE = "9111 5.2.2.7";
    private static final String NO_CACHE = "9111 5.2.2.4";
    private static final String UNDERSTAND = "9111 5.2.2.3";
    private static final String AUTHORIZATION = "9111 3.5";
    private static final String INCOMPLETE = "9111 3.3";

    private Storing() {}

    static List<Behaviour> statuses() {
        IntStream living = IntStream.of(
                200, 201, 203, 204, 299, 300, 301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 409, 410, 414, 418,
                422, 451, 499, 500, 501, 502, 503, 504, 505, 599);
        IntStream silent = IntStream.of(201, 299, 302, 303, 307, 400, 401, 403, 500, 502, 503, 599);
        return Stream.concat(living.mapToObj(Storing::living), silent.mapToObj(status -> of(
                                "9110 15.1", status + " without a life, with Last-Modified")
                        .get("")
                        .says(status, modified())
                        .get("")
                        .says(status, modified())
                        .is(FETCHED)))
                .toList();
    }

    private static Behaviour living(int status) {
        return of(STORE, status + " with a life")
                .get("")
                .says(status, LIFE)
                .status(status)
                .get("")
                .says(status, LIFE)
                .status(status)
                .is(HIT)
                .good();
    }

    private static String modified() {
        return "Last-Modified: " + Dates.at(-8_640_000);
    }

    static List<Behaviour> table() {
        return Stream.of(forbidden(), partly(), authorized(), broken())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Behaviour> forbidden() {
        return List.of(
                asked(NO_STORE, "no-store", "Cache-Control: no-store, max-age=600"),
                asked(NO_STORE, "no-store alone, with a tag", "Cache-Control: no-store" + TAG),
                asked(NO_STORE, "no-store and Expires", "Cache-Control: no-store | Expires: " + Dates.at(600)),
                asked(PRIVATE, "private", "Cache-Control: private, max-age=600"),
                asked(PRIVATE, "private and public", "Cache-Control: public, private, max-age=600"),
                asked(PRIVATE, "private and s-maxage", "Cache-Control: s-maxage=600, private"),
                asked(NO_CACHE, "no-cache", "Cache-Control: no-cache, max-age=600"),
                asked(NO_CACHE, "no-cache and Expires", "Cache-Control: no-cache | Expires: " + Dates.at(600)),
                reused(
                        UNDERSTAND,
                        "must-understand beside no-store",
                        "Cache-Control: must-understand, no-store, max-age=600"),
                of(UNDERSTAND, "must-understand of a status that is unknown")
                        .get("")
                        .says(599, "Cache-Control: must-understand, max-age=600")
                        .get("")
                        .says(599, "Cache-Control: must-understand, max-age=600")
                        .is(FETCHED)
                        .good(),
                of("9111 5.2.1.5", "a request's no-store")
                        .get("Cache-Control: no-store")
                        .says(LIFE)
                        .get("")
                        .is(FETCHED),
                of("9111 5.2.1.5", "what is stored answers a request with no-store")
                        .get("")
                        .says(LIFE)
                        .get("Cache-Control: no-store")
                        .is(HIT)
                        .choice(),
                of(STORE, "a request's Cookie changes nothing")
                        .get("Cookie: a=1")
                        .says(LIFE)
                        .get("Cookie: a=1")
                        .is(HIT)
                        .good(),
                asked("6265 3", "an answer with Set-Cookie", LIFE + " | Set-Cookie: a=1")
                        .choice(),
                reused("9111 2", "Surrogate-Control is no standard", LIFE + " | Surrogate-Control: no-store")
                        .choice());
    }

    private static List<Behaviour> partly() {
        String kept = "Cache-Control: max-age=600, private=\"X-A\", no-cache=\"X-B, X-D\"";
        return List.of(
                withheld(PRIVATE, "private=\"X-A\""),
                withheld(NO_CACHE, "no-cache=\"X-A\""),
                withheld(NO_CACHE, "no-cache=\"x-a\""),
                of(PRIVATE, "what is not named is used")
                        .get("")
                        .says(kept + " | X-A: 1 | X-B: 1 | X-C: 1 | X-D: 1")
                        .is(FETCHED)
                        .has("X-A", "1")
                        .get("")
                        .is(HIT)
                        .lacks("X-A")
                        .lacks("X-B")
                        .has("X-C", "1")
                        .lacks("X-D")
                        .good());
    }

    private static Behaviour withheld(String section, String directive) {
        return of(section, directive)
                .get("")
                .says(LIFE + ", " + directive + " | X-A: 1")
                .get("")
                .says(LIFE + " | X-A: 2")
                .never("X-A", "1");
    }

    private static List<Behaviour> authorized() {
        return List.of(
                authorized("a request's Authorization", "max-age=600").is(FETCHED),
                authorized("Authorization and public", "max-age=600, public")
                        .is(HIT)
                        .good(),
                authorized("Authorization and must-revalidate", "max-age=600, must-revalidate")
                        .is(HIT)
                        .good(),
                authorized("Authorization and s-maxage", "s-maxage=600").is(HIT).good(),
                authorized("Authorization, public and private", "max-age=600, public, private")
                        .is(FETCHED),
                of(AUTHORIZATION, "a request with Authorization gets what is stored")
                        .get("")
                        .says(LIFE)
                        .get("Authorization: Basic eDp5")
                        .is(HIT)
                        .good());
    }

    private static Behaviour authorized(String name, String directives) {
        return of(AUTHORIZATION, name)
                .get("Authorization: Basic eDp5")
                .says("Cache-Control: " + directives)
                .get("");
    }

    private static List<Behaviour> broken() {
        return List.of(
                of(INCOMPLETE, "an answer that breaks off")
                        .get("")
                        .says(LIFE)
                        .cut()
                        .get("")
                        .is(FETCHED),
                of(INCOMPLETE, "a part is not the whole")
                        .get("Range: bytes=0-2")
                        .says(206, LIFE + TAG + " | Content-Range: bytes 0-2/8")
                        .text("ans")
                        .get("")
                        .says(LIFE + TAG)
                        .status(200)
                        .whole(),
                of(STORE, "an interim answer is none")
                        .get("")
                        .says(LIFE)
                        .after(103, "Link: </a.css> | X-Interim: 1")
                        .status(200)
                        .text("answer 1")
                        .get("")
                        .is(HIT)
                        .lacks("X-Interim")
                        .good(),
                of(STORE, "an interim answer has no life")
                        .get("")
                        .says("Cache-Control: no-store")
                        .after(102, LIFE)
                        .get("")
                        .is(FETCHED),
                of(STORE, "100 is no answer")
                        .get("")
                        .says(LIFE)
                        .after(100, "")
                        .status(200)
                        .text("answer 1")
                        .get("")
                        .is(HIT)
                        .good(),
                of(STORE, "a 304 is no answer for a client without a condition")
                        .get("If-None-Match: \"v1\"")
                        .says(304, LIFE + TAG)
                        .get("")
                        .says(LIFE + TAG)
                        .status(200)
                        .whole());
    }
}
