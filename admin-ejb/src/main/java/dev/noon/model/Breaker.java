package dev.noon.model;

import dev.noon.model.text.DurationText;
import dev.noon.model.text.Guard;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/** When a target of an upstream is left alone because it fails, for how long, and what failing is. */
public record Breaker(Trip trip, Rest rest, Failures failures) {
    /** The text that is equal exactly for equal breakers. */
    public String text() {
        return trip + "|" + rest + "|" + failures;
    }

    /**
     * What opens it: either rule alone does.
     *
     * @param failureRate percent of the requests in the window, 1 to 100
     * @param minimumCalls fewer requests in the window say nothing about the rate, 1 to 100,000
     * @param window the time that the rate is about, 1 s to 10 min; it slides in tenths
     * @param consecutiveFailures so many failures in a row, 1 to 10,000; empty for no such rule
     */
    public record Trip(int failureRate, int minimumCalls, Duration window, OptionalInt consecutiveFailures) {
        /** What is used where nothing is written. */
        public static final Trip DEFAULT = new Trip(50, 20, Duration.ofSeconds(10), OptionalInt.empty());

        public Trip {
            check("failureRate", failureRate, 100);
            check("minimumCalls", minimumCalls, 100_000);
            check("consecutiveFailures", consecutiveFailures.orElse(1), 10_000);
            Guard.check(
                    "spec.breaker.window", DurationText.fault(window, Duration.ofSeconds(1), Duration.ofMinutes(10)));
        }

        private static void check(String field, int value, int most) {
            if (value < 1 || value > most) {
                throw new IllegalArgumentException(
                        "spec.breaker." + field + " is " + value + "; expected a whole number from 1 to " + most);
            }
        }
    }

    /**
     * How long it stays open before one request tries the target again.
     *
     * @param open the first time, 100 ms to 1 h; twice as long after each try that fails
     * @param openMax the longest, {@code open} to 1 h
     */
    public record Rest(Duration open, Duration openMax) {
        private static final Duration LONGEST = Duration.ofHours(1);

        /** What is used where nothing is written. */
        public static final Rest DEFAULT = new Rest(Duration.ofSeconds(5), Duration.ofMinutes(1));

        public Rest {
            Guard.check("spec.breaker.open", DurationText.fault(open, Duration.ofMillis(100), LONGEST));
            Guard.check("spec.breaker.openMax", DurationText.fault(openMax, open, LONGEST));
        }

        /** How long it stays open after {@code failedTries}, 0 or more. */
        public Duration after(int failedTries) {
            long millis = open.toMillis() << Math.min(failedTries, 20);
            return millis < openMax.toMillis() ? Duration.ofMillis(millis) : openMax;
        }
    }

    /** How a request may end without a status. */
    public enum Outcome {
        /** No connection was made, or not in time. */
        CONNECT,
        /** No answer in time. */
        TIMEOUT,
        /** The connection broke, or what came was not HTTP. */
        RESET;

        /** The outcome as users spell it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Outcome of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * What counts as a failure.
     *
     * @param statuses 400 to 599
     */
    public record Failures(SortedSet<Outcome> outcomes, SortedSet<Integer> statuses) {
        /** What is used where nothing is written. */
        public static final Failures DEFAULT =
                new Failures(sorted(List.of(Outcome.values())), sorted(List.of(502, 503, 504)));

        public Failures {
            outcomes = sorted(outcomes);
            statuses = sorted(statuses);
            if (outcomes.isEmpty() && statuses.isEmpty()) {
                throw new IllegalArgumentException(
                        "spec.breaker.outcomes is empty, and so is statuses; expected something that is a failure");
            }
            for (int status : statuses) {
                if (status < 400 || status > 599) {
                    throw new IllegalArgumentException(
                            "spec.breaker.statuses has " + status + "; expected statuses from 400 to 599");
                }
            }
        }

        private static <T> SortedSet<T> sorted(Collection<T> items) {
            return Collections.unmodifiableSortedSet(new TreeSet<>(items));
        }
    }
}
