package dev.noon.model;

import java.util.ArrayList;
import java.util.List;

/** Collects problems, sorts them and keeps what a person can read. Confined to one thread. */
final class ProblemList {
    /** How many problems are listed. */
    static final int LISTED = 100;

    private static final int KEPT = 10_000;

    private final List<Problem> problems = new ArrayList<>();
    private long count;

    void add(Problem problem) {
        count++;
        if (problems.size() < KEPT) {
            problems.add(problem);
        }
    }

    /** Whether there are already as many problems as will be listed. */
    boolean isFull() {
        return count >= LISTED;
    }

    /** The first problems in file and line order, and if there are more, a last one that says how many. */
    List<Problem> sorted() {
        List<Problem> sorted = problems.stream().sorted().toList();
        if (count <= LISTED) {
            return sorted;
        }
        List<Problem> listed = new ArrayList<>(sorted.subList(0, LISTED));
        Problem next = sorted.get(LISTED);
        String more = "and " + (count - LISTED) + " more problems from here on";
        listed.add(new Problem(next.file(), next.line(), next.column(), "", more));
        return listed;
    }
}
