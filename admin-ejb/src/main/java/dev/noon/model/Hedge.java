package dev.noon.model;

import dev.noon.model.text.DurationText;
import dev.noon.model.text.Guard;
import java.time.Duration;

/**
 * When a request that takes long is sent to a second target as well.
 *
 * @param after how long the first may take until then, 1 ms to 1 min
 * @param budget second requests of one node may be so many percent of its requests, 1 to 100
 * @param minimum so many of one node in ten seconds are allowed whatever the budget, 0 to 10,000
 */
public record Hedge(Duration after, int budget, int minimum) {
    /** The budget where nothing is written. */
    public static final int BUDGET = 10;

    /** The minimum where nothing is written. */
    public static final int MINIMUM = 5;

    public Hedge {
        Guard.check("spec.hedge.after", DurationText.fault(after, Duration.ofMillis(1), Duration.ofMinutes(1)));
        check("budget", budget, 1, 100);
        check("minimum", minimum, 0, 10_000);
    }

    private static void check(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "spec.hedge." + field + " is " + value + "; expected a whole number from " + least + " to " + most);
        }
    }
}
