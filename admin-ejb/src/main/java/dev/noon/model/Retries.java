package dev.noon.model;

import dev.noon.model.Breaker.Outcome;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * When a request that failed is sent to another target.
 *
 * @param attempts how often at most, 1 to 10
 * @param budget retries of one node may be so many percent of its requests, 1 to 100
 * @param minimum so many retries of one node in ten seconds are allowed whatever the budget, 0 to 10,000
 * @param outcomes what is retried where there is no answer; what could not be connected to always is
 * @param statuses answers that are retried, 400 to 599
 */
public record Retries(int attempts, int budget, int minimum, SortedSet<Outcome> outcomes, SortedSet<Integer> statuses) {
    /** Attempts where nothing is written. */
    public static final int ATTEMPTS = 1;

    /** The budget where nothing is written. */
    public static final int BUDGET = 20;

    /** The minimum where nothing is written. */
    public static final int MINIMUM = 10;

    /** What is retried where nothing is written. */
    public static final SortedSet<Outcome> OUTCOMES = sorted(List.of(Outcome.RESET));

    public Retries {
        outcomes = sorted(outcomes);
        statuses = sorted(statuses);
        check("attempts", attempts, 1, 10);
        check("budget", budget, 1, 100);
        check("minimum", minimum, 0, 10_000);
        if (outcomes.isEmpty() && statuses.isEmpty()) {
            throw new IllegalArgumentException(
                    "spec.retries.outcomes is empty, and so is statuses; expected something that is retried");
        }
        if (outcomes.contains(Outcome.CONNECT)) {
            throw new IllegalArgumentException(
                    "spec.retries.outcomes has connect; expected timeout or reset, for connecting is always retried");
        }
        for (int status : statuses) {
            check("statuses", status, 400, 599);
        }
    }

    private static void check(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("spec.retries." + field + " is " + value
                    + "; expected a whole number from " + least + " to " + most);
        }
    }

    private static <T> SortedSet<T> sorted(Collection<T> items) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(items));
    }
}
