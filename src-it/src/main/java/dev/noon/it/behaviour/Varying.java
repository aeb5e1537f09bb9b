package dev.noon.it.behaviour;

import static dev.noon.it.behaviour.Behaviour.LIFE;
import static dev.noon.it.behaviour.Behaviour.asked;
import static dev.noon.it.behaviour.Behaviour.of;
import static dev.noon.it.behaviour.Outcome.FETCHED;
import static dev.noon.it.behaviour.Outcome.HIT;

import java.util.List;

/** Which requests an answer with {@code Vary} is for (RFC 9111 section 4.1). */
final class Varying {
    private static final String VARY = "9111 4.1";
    private static final String BY_A = LIFE + " | Vary: X-A";
    private static final String BY_TWO = LIFE + " | Vary: X-A, X-B";
    private static final String BY_LANGUAGE = LIFE + " | Vary: Accept-Language";

    private Varying() {}

    static List<Behaviour> table() {
        return List.of(
                alike("the same value", BY_A, "X-A: 1", "X-A: 1"),
                other("another value", BY_A, "X-A: 1", "X-A: 2"),
                other("no value, then one", BY_A, "", "X-A: 1"),
                other("a value, then none", BY_A, "X-A: 1", ""),
                alike("no value both times", BY_A, "", ""),
                other("another case of a value", BY_A, "X-A: a", "X-A: A"),
                alike("what is not named may differ", BY_A, "X-A: 1 | X-B: 1", "X-A: 1 | X-B: 2"),
                alike("two fields alike", BY_TWO, "X-A: 1 | X-B: 2", "X-B: 2 | X-A: 1"),
                other("two fields, one differs", BY_TWO, "X-A: 1 | X-B: 2", "X-A: 1 | X-B: 3"),
                other("two fields, their values swapped", BY_TWO, "X-A: 1 | X-B: 2", "X-A: 2 | X-B: 1"),
                other("two fields, one is gone", BY_TWO, "X-A: 1 | X-B: 2", "X-A: 1"),
                other("two lines of Vary", LIFE + " | Vary: X-A | Vary: X-B", "X-A: 1 | X-B: 2", "X-A: 1 | X-B: 3"),
                other("upper case in Vary", LIFE + " | Vary: X-a", "x-A: 1", "x-A: 2"),
                alike("empty members in Vary", LIFE + " | Vary: , X-A,,", "X-A: 1", "X-A: 1"),
                other("a cookie", LIFE + " | Vary: Cookie", "Cookie: a=1", "Cookie: a=2"),
                asked(VARY, "*", LIFE + " | Vary: *"),
                asked(VARY, "* among others", LIFE + " | Vary: X-A, *"),
                asked(VARY, "* in a line of its own", LIFE + " | Vary: X-A | Vary: *"),
                alike("white space around the comma of a request's list", BY_A, "X-A: 1, 2", "X-A: 1,2"),
                alike("two lines of a request are one list", BY_A, "X-A: 1 | X-A: 2", "X-A: 1, 2"),
                other("two lines of a request, one differs", BY_A, "X-A: 1 | X-A: 2", "X-A: 1 | X-A: 3"),
                other("the order of a list", BY_A, "X-A: 1, 2", "X-A: 2, 1"),
                other("another language", BY_LANGUAGE, "Accept-Language: de", "Accept-Language: en"),
                alike("the case of a language", BY_LANGUAGE, "Accept-Language: de", "Accept-Language: DE"),
                alike(
                        "white space within a language",
                        BY_LANGUAGE,
                        "Accept-Language: de; q=0.5, en",
                        "Accept-Language: de;q=0.5,en"),
                of(VARY, "each gets what is its own")
                        .get("X-A: 1")
                        .says(BY_A)
                        .get("X-A: 2")
                        .says(BY_A)
                        .is(FETCHED)
                        .get("X-A: 1")
                        .quiet()
                        .text("answer 1")
                        .get("X-A: 2")
                        .quiet()
                        .text("answer 2")
                        .good());
    }

    private static Behaviour alike(String name, String says, String first, String second) {
        return of(VARY, name)
                .get(first)
                .says(says)
                .get(second)
                .says(says)
                .is(HIT)
                .good();
    }

    private static Behaviour other(String name, String says, String first, String second) {
        return of(VARY, name).get(first).says(says).get(second).says(says).is(FETCHED);
    }
}
