package dev.noon.it.behaviour;

import static dev.noon.it.behaviour.Behaviour.LIFE;
import static dev.noon.it.behaviour.Behaviour.OVER;
import static dev.noon.it.behaviour.Behaviour.TAG;
import static dev.noon.it.behaviour.Behaviour.of;
import static dev.noon.it.behaviour.Outcome.FETCHED;
import static dev.noon.it.behaviour.Outcome.HIT;
import static dev.noon.it.behaviour.Outcome.VALIDATED;

import java.util.List;

/** What clients' conditions and ranges get of what is stored (RFC 9111 section 4.3.2, RFC 9110 sections 13 and 14). */
final class Conditions {
    private static final String MATCH = "9110 13.1.2";
    private static final String SINCE = "9110 13.1.3";
    private static final String SENT = "9110 15.4.5";
    private static final String RANGE = "9110 14.2";
    private static final String IF_RANGE = "9110 13.1.5";
    private static final String MODIFIED = Dates.at(-86_400);
    private static final String OLD = LIFE + " | Last-Modified: " + MODIFIED;

    private Conditions() {}

    static List<Behaviour> table() {
        return List.of(
                known(MATCH, "the tag", LIFE + TAG, "If-None-Match: \"v1\""),
                known(MATCH, "one of several tags", LIFE + TAG, "If-None-Match: \"v0\", \"v1\""),
                known(MATCH, "one of several lines", LIFE + TAG, "If-None-Match: \"v0\" | If-None-Match: \"v1\""),
                known(MATCH, "anything", LIFE + TAG, "If-None-Match: *"),
                known(
                        MATCH,
                        "the tag is weak, the client's is not",
                        LIFE + " | ETag: W/\"v1\"",
                        "If-None-Match: \"v1\""),
                known(MATCH, "the client's tag is weak", LIFE + TAG, "If-None-Match: W/\"v1\""),
                known(MATCH, "a tag with a comma", LIFE + " | ETag: \"v,1\"", "If-None-Match: \"v,1\", \"v\""),
                unknown(MATCH, "another tag", LIFE + TAG, "If-None-Match: \"v2\""),
                unknown(MATCH, "the beginning of the tag", LIFE + TAG, "If-None-Match: \"v\""),
                unknown(MATCH, "no tag is stored", LIFE, "If-None-Match: \"v1\""),
                unknown(MATCH, "a tag without quotes is none", LIFE + TAG, "If-None-Match: v1")
                        .choice(),
                known(SINCE, "the same date", OLD, "If-Modified-Since: " + MODIFIED),
                known(SINCE, "a later date", OLD, "If-Modified-Since: " + Dates.at(-3600)),
                known(SINCE, "a later date as asctime writes it", OLD, "If-Modified-Since: " + Dates.asctime(-3600)),
                unknown(SINCE, "an earlier date", OLD, "If-Modified-Since: " + Dates.at(-90_000)),
                unknown(SINCE, "no date", OLD, "If-Modified-Since: yesterday"),
                known(
                        "9111 4.3.2",
                        "Date where there is no Last-Modified",
                        LIFE + " | Date: " + Dates.at(-60),
                        "If-Modified-Since: " + Dates.at(-30)),
                unknown(
                        MATCH,
                        "the tag counts before the date",
                        OLD + TAG,
                        "If-None-Match: \"v2\" | If-Modified-Since: " + MODIFIED),
                known(
                        MATCH,
                        "the date counts less than the tag",
                        OLD + TAG,
                        "If-None-Match: \"v1\" | If-Modified-Since: " + Dates.at(-90_000)),
                known(SENT, "a 304 has the tag", LIFE + TAG, "If-None-Match: \"v1\"")
                        .has("ETag", "\"v1\""),
                known(SENT, "a 304 has Cache-Control", LIFE + TAG, "If-None-Match: \"v1\"")
                        .has("Cache-Control", "max-age=600"),
                known(SENT, "a 304 has Expires", "Expires: " + Dates.at(600) + TAG, "If-None-Match: \"v1\"")
                        .has("Expires", Dates.at(600)),
                known(SENT, "a 304 has Vary", LIFE + TAG + " | Vary: X-A", "If-None-Match: \"v1\"")
                        .has("Vary", "X-A"),
                known(
                                SENT,
                                "a 304 has Content-Location",
                                LIFE + TAG + " | Content-Location: /a",
                                "If-None-Match: \"v1\"")
                        .has("Content-Location", "/a"),
                of("9111 4.3.2", "a client that has it hears so after a 304")
                        .get("")
                        .says(OVER + TAG)
                        .get("If-None-Match: \"v1\"")
                        .says(304, LIFE + TAG)
                        .status(304)
                        .get("")
                        .is(HIT)
                        .good(),
                of("9111 4.3.1", "a client's other tag does not hide the stored one")
                        .get("")
                        .says(OVER + TAG)
                        .get("If-None-Match: \"v0\"")
                        .says(304, LIFE + TAG)
                        .status(200)
                        .is(VALIDATED)
                        .good(),
                of("9111 4.3.1", "a client's condition brings the whole")
                        .get("If-None-Match: \"v1\"")
                        .says(LIFE + TAG)
                        .get("")
                        .quiet()
                        .status(200)
                        .whole()
                        .good(),
                of("9110 13.1.1", "If-Match is for the upstream to judge")
                        .get("")
                        .says(LIFE + TAG)
                        .get("If-Match: \"v2\"")
                        .says(412, "")
                        .status(412)
                        .choice());
    }

    static List<Behaviour> ranges() {
        return List.of(
                part("the first bytes", "bytes=0-1", "an", "bytes 0-1/8"),
                part("one byte", "bytes=0-0", "a", "bytes 0-0/8"),
                part("bytes in the middle", "bytes=2-4", "swe", "bytes 2-4/8"),
                part("bytes to the end", "bytes=7-", "1", "bytes 7-7/8"),
                part("the last bytes", "bytes=-3", "r 1", "bytes 5-7/8"),
                part("more last bytes than there are", "bytes=-100", "answer 1", "bytes 0-7/8"),
                part("bytes to beyond the end", "bytes=2-100", "swer 1", "bytes 2-7/8"),
                refused("the last before the first", "bytes=5-2"),
                whole("another unit", "x-rows=0-1"),
                refused("no range", "bytes=a-b"),
                ranged(RANGE, "bytes from beyond the end", TAG, "Range: bytes=8-")
                        .status(416)
                        .has("Content-Range", "bytes */8")
                        .good(),
                ranged(RANGE, "no last bytes", TAG, "Range: bytes=-0")
                        .status(416)
                        .good(),
                ranged(RANGE, "two parts come from what is stored", TAG, "Range: bytes=0-1, 4-5")
                        .good(),
                ranged(IF_RANGE, "the tag", TAG, "Range: bytes=0-1 | If-Range: \"v1\"")
                        .status(206)
                        .text("an")
                        .good(),
                ranged(IF_RANGE, "another tag", TAG, "Range: bytes=0-1 | If-Range: \"v2\"")
                        .is(HIT)
                        .status(200),
                ranged(IF_RANGE, "a weak tag", " | ETag: W/\"v1\"", "Range: bytes=0-1 | If-Range: W/\"v1\"")
                        .is(HIT)
                        .status(200),
                ranged(
                                IF_RANGE,
                                "the date",
                                " | Date: " + Dates.at(0) + " | Last-Modified: " + MODIFIED,
                                "Range: bytes=0-1 | If-Range: " + MODIFIED)
                        .status(206)
                        .text("an")
                        .good(),
                ranged(
                                IF_RANGE,
                                "another date",
                                " | Last-Modified: " + MODIFIED,
                                "Range: bytes=0-1 | If-Range: " + Dates.at(-90_000))
                        .is(HIT)
                        .status(200),
                ranged(IF_RANGE, "without a range it means nothing", TAG, "If-Range: \"v2\"")
                        .is(HIT)
                        .status(200)
                        .good(),
                of(RANGE, "a range of HEAD is none")
                        .get("")
                        .says(LIFE)
                        .send("HEAD", "Range: bytes=0-1")
                        .status(200),
                of("9111 3.3", "a range of what is over is asked for")
                        .get("")
                        .says(OVER)
                        .get("Range: bytes=0-2")
                        .says(206, LIFE + " | Content-Range: bytes 0-2/8")
                        .asks(),
                of("9111 3.3", "a whole that comes for a range is stored")
                        .get("Range: bytes=0-1")
                        .says(LIFE)
                        .get("")
                        .quiet()
                        .text("answer 1")
                        .good());
    }

    private static Behaviour known(String section, String name, String says, String condition) {
        return asking(section, name, says, condition).status(304).quiet().good();
    }

    private static Behaviour unknown(String section, String name, String says, String condition) {
        return asking(section, name, says, condition).status(200).is(HIT).good();
    }

    private static Behaviour asking(String section, String name, String says, String condition) {
        return of(section, name)
                .get("")
                .says(says)
                .status(200)
                .is(FETCHED)
                .get(condition)
                .says(says);
    }

    private static Behaviour part(String name, String range, String text, String content) {
        return ranged(RANGE, name, TAG, "Range: " + range)
                .status(206)
                .text(text)
                .has("Content-Range", content)
                .good();
    }

    private static Behaviour whole(String name, String range) {
        return ranged(RANGE, name, TAG, "Range: " + range).status(200).is(HIT).good();
    }

    /** It may be ignored or refused. */
    private static Behaviour refused(String name, String range) {
        return ranged(RANGE, name, TAG, "Range: " + range).status(200, 416).good();
    }

    private static Behaviour ranged(String section, String name, String validator, String request) {
        return of(section, name).get("").says(LIFE + validator).get(request).quiet();
    }
}
