package dev.noon.it.behaviour;

import static dev.noon.it.behaviour.Behaviour.OVER;
import static dev.noon.it.behaviour.Behaviour.TAG;
import static dev.noon.it.behaviour.Behaviour.of;
import static dev.noon.it.behaviour.Outcome.BEHIND;
import static dev.noon.it.behaviour.Outcome.FETCHED;
import static dev.noon.it.behaviour.Outcome.STOOD_IN;

import java.util.List;
import java.util.stream.Stream;

/** When what is over is an answer all the same (RFC 9111 section 4.2.4, RFC 5861). */
final class Staleness {
    private static final String SERVING = "9111 4.2.4";
    private static final String MUST_REVALIDATE = "9111 5.2.2.2";
    private static final String PROXY_REVALIDATE = "9111 5.2.2.8";
    private static final String S_MAXAGE = "9111 5.2.2.10";
    private static final String MEANWHILE = "5861 3";
    private static final String ON_ERROR = "5861 4";

    private Staleness() {}

    static List<Behaviour> table() {
        return Stream.of(meanwhile(), onError(), never()).flatMap(List::stream).toList();
    }

    private static List<Behaviour> meanwhile() {
        return List.of(
                again(MEANWHILE, "stale-while-revalidate", ", stale-while-revalidate=600")
                        .is(BEHIND)
                        .good(),
                again(MEANWHILE, "stale-while-revalidate with a tag", ", stale-while-revalidate=600" + TAG)
                        .is(BEHIND)
                        .good(),
                again(MEANWHILE, "stale-while-revalidate in quotes", ", stale-while-revalidate=\"600\"")
                        .is(BEHIND)
                        .good(),
                again(MEANWHILE, "stale-while-revalidate is over", ", stale-while-revalidate=1")
                        .is(FETCHED),
                again(MEANWHILE, "stale-while-revalidate=0", ", stale-while-revalidate=0")
                        .is(FETCHED),
                again(MEANWHILE, "stale-while-revalidate that is no number", ", stale-while-revalidate=x")
                        .is(FETCHED),
                again(MUST_REVALIDATE, "must-revalidate is stronger", ", stale-while-revalidate=600, must-revalidate")
                        .is(FETCHED),
                again(
                                PROXY_REVALIDATE,
                                "proxy-revalidate is stronger",
                                ", stale-while-revalidate=600, proxy-revalidate")
                        .is(FETCHED),
                again("9111 5.2.2.4", "no-cache is stronger", ", stale-while-revalidate=600, no-cache")
                        .is(FETCHED));
    }

    private static List<Behaviour> onError() {
        String leave = ", stale-if-error=600";
        return Stream.concat(
                        Stream.of(0, 500, 502, 503, 504).map(status -> failing(
                                        ON_ERROR,
                                        "stale-if-error, " + (status == 0 ? "broken off" : status),
                                        leave,
                                        status)
                                .is(STOOD_IN)
                                .status(200)
                                .good()),
                        Stream.of(
                                failing(ON_ERROR, "stale-if-error with a tag", leave + TAG, 503)
                                        .is(STOOD_IN)
                                        .good(),
                                failing(ON_ERROR, "stale-if-error, 404", leave, 404)
                                        .status(404),
                                failing(ON_ERROR, "stale-if-error, 403", leave, 403)
                                        .status(403),
                                failing(ON_ERROR, "stale-if-error, no error", leave, 200)
                                        .is(FETCHED),
                                failing(ON_ERROR, "stale-if-error is over", ", stale-if-error=1", 503)
                                        .status(503)
                                        .good(),
                                failing(ON_ERROR, "stale-if-error=0", ", stale-if-error=0", 503)
                                        .status(503)
                                        .good(),
                                failing(SERVING, "an error without leave", "", 503)
                                        .status(503)
                                        .choice(),
                                failing(SERVING, "an error without leave, with a tag", TAG, 503)
                                        .status(503)
                                        .choice(),
                                failing(SERVING, "broken off without leave", "", 0)
                                        .fails()
                                        .choice()))
                .toList();
    }

    private static List<Behaviour> never() {
        String leave = ", stale-if-error=600";
        return List.of(
                failing(MUST_REVALIDATE, "must-revalidate, 503", leave + ", must-revalidate", 503)
                        .status(503),
                failing(MUST_REVALIDATE, "must-revalidate, broken off", ", must-revalidate", 0)
                        .fails(),
                failing(MUST_REVALIDATE, "must-revalidate with a tag, broken off", ", must-revalidate" + TAG, 0)
                        .fails(),
                failing(PROXY_REVALIDATE, "proxy-revalidate, 503", leave + ", proxy-revalidate", 503)
                        .status(503),
                failing(PROXY_REVALIDATE, "proxy-revalidate, broken off", ", proxy-revalidate", 0)
                        .fails(),
                failing("9111 5.2.2.4", "no-cache, broken off", ", no-cache" + TAG, 0)
                        .fails(),
                of(S_MAXAGE, "s-maxage, broken off")
                        .get("")
                        .says(Aging.OVER_SHARED)
                        .get("")
                        .says(0, "")
                        .fails(),
                of(S_MAXAGE, "s-maxage, 503")
                        .get("")
                        .says(Aging.OVER_SHARED)
                        .get("")
                        .says(503, "")
                        .status(503));
    }

    private static Behaviour again(String section, String name, String directives) {
        return of(section, name)
                .get("")
                .says(OVER + directives)
                .is(FETCHED)
                .get("")
                .says(OVER + directives);
    }

    private static Behaviour failing(String section, String name, String directives, int status) {
        return of(section, name)
                .get("")
                .says(OVER + directives)
                .is(FETCHED)
                .get("")
                .says(status, "");
    }
}
