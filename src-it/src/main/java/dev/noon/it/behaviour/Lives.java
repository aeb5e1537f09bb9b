package dev.noon.it.behaviour;

import static dev.noon.it.behaviour.Behaviour.LIFE;
import static dev.noon.it.behaviour.Behaviour.OVER;
import static dev.noon.it.behaviour.Behaviour.asked;
import static dev.noon.it.behaviour.Behaviour.reused;

import java.util.List;

/** How long an answer lives, and how old it is (RFC 9111 section 4.2). */
final class Lives {
    private static final String LIFETIME = "9111 4.2.1";
    private static final String GUESS = "9111 4.2.2";
    private static final String AGE = "9111 4.2.3";

    private Lives() {}

    static List<Behaviour> table() {
        return List.of(
                reused(LIFETIME, "max-age", LIFE),
                asked(LIFETIME, "max-age=0", "Cache-Control: max-age=0"),
                asked("9111 4.2", "what is over is not used", OVER),
                reused(LIFETIME, "s-maxage alone", "Cache-Control: s-maxage=600"),
                reused(LIFETIME, "s-maxage before max-age", "Cache-Control: max-age=0, s-maxage=600"),
                asked(LIFETIME, "a short s-maxage", "Cache-Control: max-age=600, s-maxage=0"),
                reused(LIFETIME, "s-maxage before Expires", "Cache-Control: s-maxage=600 | Expires: " + Dates.at(-600)),
                asked(LIFETIME, "s-maxage=0 before Expires", "Cache-Control: s-maxage=0 | Expires: " + Dates.at(600)),
                reused(LIFETIME, "Expires", "Expires: " + Dates.at(600)),
                asked(LIFETIME, "Expires in the past", "Expires: " + Dates.at(-600)),
                reused(LIFETIME, "max-age before Expires", LIFE + " | Expires: " + Dates.at(-600)),
                asked(LIFETIME, "max-age=0 before Expires", "Cache-Control: max-age=0 | Expires: " + Dates.at(600)),
                asked(LIFETIME, "Expires at Date", "Expires: " + Dates.at(0) + " | Date: " + Dates.at(0)),
                asked(
                        LIFETIME,
                        "Expires before Date, on a clock that is ahead",
                        "Expires: " + Dates.at(600) + " | Date: " + Dates.at(1200)),
                asked(
                        LIFETIME,
                        "Expires after Date, both long ago",
                        "Expires: " + Dates.at(-3600) + " | Date: " + Dates.at(-7200)),
                reused(
                        LIFETIME,
                        "Expires after Date, Date a little ago",
                        "Expires: " + Dates.at(540) + " | Date: " + Dates.at(-60)),
                asked(AGE, "an old Date", LIFE + " | Date: " + Dates.at(-700)),
                reused(AGE, "a Date a little ago", LIFE + " | Date: " + Dates.at(-60)),
                reused("9110 6.6.1", "no Date, with max-age", LIFE + " | Date: " + Behaviour.UNDATED),
                reused(
                        "9110 6.6.1",
                        "no Date, with Expires",
                        "Expires: " + Dates.at(600) + " | Date: " + Behaviour.UNDATED),
                reused(AGE, "a Date ahead", LIFE + " | Date: " + Dates.at(600)),
                asked(AGE, "an old Age", LIFE + " | Age: 800"),
                asked(AGE, "an Age that equals its life", LIFE + " | Age: 600"),
                reused(AGE, "an Age below its life", LIFE + " | Age: 60"),
                asked(AGE, "an old Age and Expires", "Expires: " + Dates.at(600) + " | Age: 800"),
                asked(AGE, "an old Age and s-maxage", "Cache-Control: s-maxage=600 | Age: 800"),
                asked(AGE, "an old Date and a young Age", LIFE + " | Age: 10 | Date: " + Dates.at(-700)),
                reused(LIFETIME, "Pragma says nothing in an answer", LIFE + " | Pragma: no-cache"),
                asked(GUESS, "no guess from nothing", "X-A: 1").choice(),
                asked(GUESS, "no guess from Last-Modified", "Last-Modified: " + Dates.at(-8_640_000))
                        .choice());
    }
}
