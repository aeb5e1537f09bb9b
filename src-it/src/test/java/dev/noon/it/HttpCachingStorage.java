package dev.noon.it;

import static dev.noon.it.Behaviour.LIFE;
import static dev.noon.it.Behaviour.OVER;
import static dev.noon.it.Behaviour.Outcome.FETCHED;
import static dev.noon.it.Behaviour.Outcome.HIT;

import java.util.stream.Stream;

/** What {@code mode: http} stores, and for how long. */
final class HttpCachingStorage {
    private HttpCachingStorage() {}

    static Stream<Behaviour> table() {
        return Stream.concat(lives(), storing());
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
                twice("Expires", "Expires: " + Behaviour.date(600), true),
                twice("Expires in the past", "Expires: " + Behaviour.date(-600), false),
                twice("Expires: 0", "Expires: 0", false),
                twice("max-age before Expires", LIFE + " | Expires: 0", true),
                twice("an old Date", LIFE + " | Date: " + Behaviour.date(-700), false),
                twice("an old Age", OVER, false),
                twice("an Age that is none", LIFE + " | Age: old", true),
                twice("CDN-Cache-Control", "CDN-Cache-Control: max-age=600 | Cache-Control: no-store", true),
                twice("CDN-Cache-Control: no-store", "CDN-Cache-Control: no-store | " + LIFE, false),
                twice(
                        "malformed CDN-Cache-Control",
                        "CDN-Cache-Control: max-age=600, | Cache-Control: no-store",
                        false),
                twice("Last-Modified alone", "Last-Modified: " + Behaviour.date(-86_400), false));
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

    private static Behaviour twice(String name, String says, boolean hit) {
        return Behaviour.of(name)
                .get("")
                .says(says)
                .is(FETCHED)
                .get("")
                .says(says)
                .is(hit ? HIT : FETCHED);
    }
}
