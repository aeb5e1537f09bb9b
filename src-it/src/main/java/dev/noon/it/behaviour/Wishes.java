package dev.noon.it.behaviour;

import static dev.noon.it.behaviour.Behaviour.LIFE;
import static dev.noon.it.behaviour.Behaviour.OVER;
import static dev.noon.it.behaviour.Behaviour.TAG;
import static dev.noon.it.behaviour.Behaviour.of;
import static dev.noon.it.behaviour.Outcome.FETCHED;
import static dev.noon.it.behaviour.Outcome.HIT;

import java.util.List;

/**
 * What clients may ask for in {@code Cache-Control} (RFC 9111 section 5.2.1). Whether anybody may make the upstream work that
 * way is a choice: here nobody may.
 */
final class Wishes {
    private static final String MAX_STALE = "9111 5.2.1.2";
    private static final String ONLY_IF_CACHED = "9111 5.2.1.7";

    private Wishes() {}

    static List<Behaviour> table() {
        return List.of(
                wished("9111 5.2.1.4", "no-cache of anybody", "Cache-Control: no-cache")
                        .choice(),
                wished("9111 5.2.1.1", "max-age=0 of anybody", "Cache-Control: max-age=0")
                        .choice(),
                wished("9111 5.2.1.3", "min-fresh of anybody", "Cache-Control: min-fresh=10000")
                        .choice(),
                wished("9111 5.4", "Pragma of anybody", "Pragma: no-cache").choice(),
                wished("9111 5.2.1.1", "a max-age that is long enough", "Cache-Control: max-age=600"),
                wished("9111 5.2.1.3", "a min-fresh that is short enough", "Cache-Control: min-fresh=10"),
                wished("9111 5.2.3", "a directive that is unknown", "Cache-Control: x-a=no-cache"),
                wished(MAX_STALE, "max-stale of what is fresh", "Cache-Control: max-stale=10"),
                over(MAX_STALE, "max-stale", "", "max-stale=600").is(HIT).good(),
                over(MAX_STALE, "max-stale without a number", "", "max-stale")
                        .is(HIT)
                        .good(),
                over(MAX_STALE, "max-stale is not enough", "", "max-stale=1").text("answer 2"),
                over(MAX_STALE, "must-revalidate is stronger than max-stale", ", must-revalidate", "max-stale")
                        .text("answer 2"),
                over(MAX_STALE, "proxy-revalidate is stronger than max-stale", ", proxy-revalidate", "max-stale")
                        .text("answer 2"),
                of(MAX_STALE, "s-maxage is stronger than max-stale")
                        .get("")
                        .says(Aging.OVER_SHARED + TAG)
                        .get("Cache-Control: max-stale")
                        .text("answer 2"),
                of(MAX_STALE, "no-cache is stronger than max-stale")
                        .get("")
                        .says("Cache-Control: no-cache, max-age=600" + TAG)
                        .get("Cache-Control: max-stale")
                        .text("answer 2"),
                of(ONLY_IF_CACHED, "only-if-cached of what is not stored")
                        .get("Cache-Control: only-if-cached")
                        .says(LIFE)
                        .status(504)
                        .quiet()
                        .good(),
                wished(ONLY_IF_CACHED, "only-if-cached of what is stored", "Cache-Control: only-if-cached"),
                over(ONLY_IF_CACHED, "only-if-cached of what is over", "", "only-if-cached")
                        .status(504)
                        .good());
    }

    /** What is stored is the answer all the same. */
    private static Behaviour wished(String section, String name, String request) {
        return of(section, name)
                .get("")
                .says(LIFE)
                .is(FETCHED)
                .get(request)
                .says(LIFE)
                .is(HIT)
                .good();
    }

    private static Behaviour over(String section, String name, String directives, String wish) {
        return of(section, name)
                .get("")
                .says(OVER + directives + TAG)
                .is(FETCHED)
                .get("Cache-Control: " + wish);
    }
}
