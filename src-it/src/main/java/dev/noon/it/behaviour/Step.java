package dev.noon.it.behaviour;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One request of a behaviour.
 *
 * @param query what follows the path, with its question mark; may be empty
 * @param lines header lines of the request
 * @param held whether the upstream holds its answer back until the client has one
 * @param checks what must be seen
 */
record Step(String method, String query, String lines, Answer answer, boolean held, List<Check> checks) {
    Step {
        checks = List.copyOf(checks);
    }

    /**
     * What the upstream says if it is asked.
     *
     * @param status 0 to break the connection
     * @param interim bytes that come first, for interim answers
     * @param cut whether less of the body comes than was announced
     */
    record Answer(int status, String lines, String interim, boolean cut) {}

    /** Looks at what was seen. */
    @FunctionalInterface
    interface Check {
        /** What was expected, if it was not to be seen. */
        Optional<String> wrong(Seen seen);
    }

    static Step of(String method, String lines) {
        return new Step(method, "", lines, new Answer(200, "", "", false), false, List.of());
    }

    Step at(String other) {
        return new Step(method, other, lines, answer, held, checks);
    }

    Step with(Answer other) {
        return new Step(method, query, lines, other, held, checks);
    }

    Step with(Check check) {
        List<Check> more = new ArrayList<>(checks);
        more.add(check);
        return new Step(method, query, lines, answer, held, more);
    }

    Step hold() {
        return new Step(method, query, lines, answer, true, checks);
    }
}
