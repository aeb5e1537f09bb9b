package dev.noon.it.behaviour;

import static dev.noon.it.behaviour.Behaviour.LIFE;
import static dev.noon.it.behaviour.Behaviour.OVER;
import static dev.noon.it.behaviour.Behaviour.TAG;
import static dev.noon.it.behaviour.Behaviour.of;
import static dev.noon.it.behaviour.Outcome.FETCHED;
import static dev.noon.it.behaviour.Outcome.HIT;
import static dev.noon.it.behaviour.Outcome.VALIDATED;

import java.util.List;

/** Asking whether what is stored holds, and what the answer changes in it (RFC 9111 sections 3.2 and 4.3). */
final class Validating {
    private static final String ASK = "9111 4.3.1";
    private static final String RECEIVED = "9111 4.3.3";
    private static final String FRESHEN = "9111 4.3.4";
    private static final String UPDATE = "9111 3.2";

    private Validating() {}

    static List<Behaviour> table() {
        String since = Dates.at(-86_400);
        return List.of(
                validated("a tag", OVER + TAG).asks("If-None-Match", "\"v1\""),
                validated("a weak tag", OVER + " | ETag: W/\"v1\"").asks("If-None-Match", "W/\"v1\""),
                validated("an empty tag", OVER + " | ETag: \"\"").asks("If-None-Match", "\"\""),
                validated("a date", OVER + " | Last-Modified: " + since).asks("If-Modified-Since", since),
                validated("a tag and a date", OVER + TAG + " | Last-Modified: " + since)
                        .asks("If-None-Match", "\"v1\"")
                        .asks("If-Modified-Since", since),
                validated("no-cache is asked about", "Cache-Control: no-cache, max-age=600" + TAG),
                validated("no-cache without a life is asked about", "Cache-Control: no-cache" + TAG),
                validated("max-age=0 is asked about", "Cache-Control: max-age=0" + TAG),
                validated("must-revalidate is asked about", OVER + ", must-revalidate" + TAG),
                of(FRESHEN, "a 304 gives new life")
                        .get("")
                        .says(OVER + TAG)
                        .get("")
                        .says(304, LIFE + TAG)
                        .is(VALIDATED)
                        .get("")
                        .is(HIT)
                        .good(),
                of(FRESHEN, "a 304 without a life leaves the old one")
                        .get("")
                        .says("Cache-Control: max-age=0" + TAG)
                        .get("")
                        .says(304, TAG)
                        .is(VALIDATED)
                        .get("")
                        .says(304, TAG)
                        .is(VALIDATED)
                        .good(),
                of(FRESHEN, "a 304 about something else does not count")
                        .get("")
                        .says(OVER + TAG)
                        .get("")
                        .says(304, LIFE + " | ETag: \"v2\"")
                        .text("answer 2")
                        .good(),
                of(RECEIVED, "a changed answer takes the place of the stored one")
                        .get("")
                        .says(OVER + TAG)
                        .get("")
                        .says(LIFE + " | ETag: \"v2\"")
                        .text("answer 2")
                        .get("")
                        .is(HIT)
                        .has("ETag", "\"v2\"")
                        .good(),
                of(RECEIVED, "a changed answer that must not be stored is not")
                        .get("")
                        .says(OVER + TAG)
                        .get("")
                        .says("Cache-Control: no-store | ETag: \"v2\"")
                        .text("answer 2")
                        .get("")
                        .is(FETCHED),
                of(RECEIVED, "an error is the answer")
                        .get("")
                        .says(OVER + TAG)
                        .get("")
                        .says(404, "")
                        .status(404)
                        .text("answer 2"),
                of(ASK, "an answer without a validator is fetched")
                        .get("")
                        .says(OVER)
                        .get("")
                        .is(FETCHED));
    }

    static List<Behaviour> freshening() {
        String later = Dates.at(1200);
        return List.of(
                taken("X-A", "old", "new"),
                taken("Cache-Control", "", "max-age=500"),
                taken("Expires", Dates.at(-600), later),
                taken("Link", "</a>", "</b>"),
                taken("Content-Location", "/a", "/b"),
                taken("X-Content-A", "old", "new"),
                changed("a field that was not there", "", "X-A: new").has("X-A", "new"),
                changed("a field that is not repeated stays", "X-A: old", "X-B: new")
                        .has("X-A", "old"),
                changed("several lines take the place of one", "X-A: old", "X-A: new | X-A: newer")
                        .has("X-A", "new, newer"),
                changed("one line takes the place of several", "X-A: old | X-A: older", "X-A: new")
                        .has("X-A", "new"),
                changed("Content-Length stays", "", "Content-Length: 100").has("Content-Length", "8"),
                changed("Content-Encoding stays", "", "Content-Encoding: x-a")
                        .lacks("Content-Encoding")
                        .good(),
                changed("Content-Range stays", "", "Content-Range: bytes 0-1/8")
                        .lacks("Content-Range")
                        .good(),
                changed("a field of the connection is not taken over", "X-A: old", "Connection: X-A | X-A: new")
                        .never("X-A", "new"),
                of(UPDATE, "what is new stays so")
                        .get("")
                        .says(OVER + TAG + " | X-A: old | X-B: old")
                        .get("")
                        .says(304, LIFE + TAG + " | X-A: new")
                        .get("")
                        .is(HIT)
                        .has("X-A", "new")
                        .has("X-B", "old"));
    }

    private static Behaviour validated(String name, String says) {
        return of(ASK, name)
                .get("")
                .says(says)
                .get("")
                .says(304, LIFE)
                .is(VALIDATED)
                .good();
    }

    /** The value of a 304 takes the place of the old one. */
    private static Behaviour taken(String field, String old, String fresh) {
        String before = old.isEmpty() ? "" : field + ": " + old;
        return changed(field + " is taken over", before, field + ": " + fresh).has(field, fresh);
    }

    private static Behaviour changed(String name, String old, String fresh) {
        return of(UPDATE, name)
                .get("")
                .says(OVER + TAG + " | " + old)
                .get("")
                .says(304, "ETag: \"v1\" | " + fresh)
                .is(VALIDATED);
    }
}
