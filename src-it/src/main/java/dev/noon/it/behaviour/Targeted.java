package dev.noon.it.behaviour;

import static dev.noon.it.behaviour.Behaviour.LIFE;
import static dev.noon.it.behaviour.Behaviour.asked;
import static dev.noon.it.behaviour.Behaviour.reused;

import java.util.List;

/** {@code CDN-Cache-Control} (RFC 9213): optional for a cache, but if it is there it is a dictionary of structured fields. */
final class Targeted {
    private static final String PRECEDENCE = "9213 2.2";
    private static final String SYNTAX = "9213 2.1";
    private static final String NOT_STORED = " | Cache-Control: no-store";

    private Targeted() {}

    static List<Behaviour> table() {
        return List.of(
                reused("9213 3", "a life", "CDN-Cache-Control: max-age=600"),
                reused("9213 3", "s-maxage", "CDN-Cache-Control: s-maxage=600, max-age=0" + NOT_STORED),
                reused("9213 3", "the field's name in lower case", "cdn-cache-control: max-age=600" + NOT_STORED),
                reused(PRECEDENCE, "a life before no-store", "CDN-Cache-Control: max-age=600" + NOT_STORED),
                reused(PRECEDENCE, "a life before private", "CDN-Cache-Control: max-age=600 | Cache-Control: private"),
                reused(
                        PRECEDENCE,
                        "a life before max-age=0",
                        "CDN-Cache-Control: max-age=600 | Cache-Control: max-age=0"),
                reused(
                        PRECEDENCE,
                        "a life before Expires",
                        "CDN-Cache-Control: max-age=600 | Expires: " + Dates.at(-600)),
                reused(
                        PRECEDENCE,
                        "a life and a Pragma",
                        "CDN-Cache-Control: max-age=600 | Pragma: no-cache" + NOT_STORED),
                forbids("max-age=0 before a life", "max-age=0"),
                forbids("no-store before a life", "no-store"),
                forbids("private before a life", "private"),
                forbids("no-cache before a life", "no-cache"),
                forbids("no-store before its own life", "max-age=600, no-store"),
                asked(
                                PRECEDENCE,
                                "no life in it is no life, whatever Expires says",
                                "CDN-Cache-Control: x-a | Expires: " + Dates.at(600))
                        .good(),
                overrides("several lines", "x-a | CDN-Cache-Control: max-age=600"),
                overrides("a parameter", "max-age=600;x-a=1"),
                overrides("members of other types", "x-a=(1 \"b\" c), x-b=:aGk=:, x-c=1.5, max-age=600"),
                overrides("the last of two counts", "max-age=0, max-age=600"),
                overrides("false is as if it were not there", "max-age=600, no-store=?0"),
                overrides("no-store in a string", "x-a=\"no-store\", max-age=600"),
                absent("an empty field", ""),
                absent("a comma at the end", "no-store,"),
                absent("upper case", "NO-STORE"),
                absent("white space before the equals sign", "x-a =1, no-store"),
                absent("white space after the equals sign", "x-a= 1, no-store"),
                absent("a string that does not end", "no-store, x-a=\"b"),
                absent("a number with two points", "no-store, x-a=1.2.3"),
                ignored("upper case of a life", "MAX-AGE=600"),
                ignored("a life in a string", "max-age=\"600\""),
                ignored("a life with a fraction", "max-age=600.0"),
                ignored("a life without a value", "max-age"),
                ignored("a comma after a life", "max-age=600,"));
    }

    private static Behaviour overrides(String name, String value) {
        return reused(SYNTAX, name, "CDN-Cache-Control: " + value + NOT_STORED);
    }

    private static Behaviour forbids(String name, String value) {
        return asked(PRECEDENCE, name, "CDN-Cache-Control: " + value + " | " + LIFE)
                .good();
    }

    /** It counts as absent, and what {@code Cache-Control} allows holds. */
    private static Behaviour absent(String name, String value) {
        return reused(SYNTAX, "counts as absent: " + name, "CDN-Cache-Control: " + value + " | " + LIFE);
    }

    /** It counts as absent, and what {@code Cache-Control} forbids holds. */
    private static Behaviour ignored(String name, String value) {
        return asked(SYNTAX, "counts as absent: " + name, "CDN-Cache-Control: " + value + NOT_STORED);
    }
}
