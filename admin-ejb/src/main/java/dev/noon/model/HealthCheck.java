package dev.noon.model;

import dev.noon.model.Breaker.Outcome;
import dev.noon.model.text.AuthorityText;
import dev.noon.model.text.DurationText;
import dev.noon.model.text.Guard;
import dev.noon.model.text.RequestTargetText;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How a node finds out which targets of an upstream are well.
 *
 * @param active asks them; at least one of the two is present
 * @param passive watches what becomes of requests
 */
public record HealthCheck(Optional<Active> active, Optional<Passive> passive) {
    public HealthCheck {
        if (active.isEmpty() && passive.isEmpty()) {
            throw new IllegalArgumentException("spec.health is empty; expected active, passive or both");
        }
    }

    /** The text that is equal exactly for equal checks. */
    public String text() {
        return active + "|" + passive;
    }

    /**
     * A request that is sent to each target from time to time.
     *
     * @param path path and perhaps query, asked for with GET
     * @param host the Host line; empty means the target's own
     * @param pace how often, and how long an answer may take
     * @param statuses answers that mean well, 100 to 599; empty means 200 to 299
     * @param turns how many answers in a row decide
     */
    public record Active(String path, Optional<String> host, Pace pace, SortedSet<Integer> statuses, Turns turns) {
        public Active {
            Guard.check("spec.health.active.path", RequestTargetText.fault(path));
            Guard.check("spec.health.active.host", host.flatMap(AuthorityText::fault));
            statuses = sorted(statuses);
            statuses.forEach(status -> check("active.statuses", status, 100, 599));
        }

        /** Whether an answer with that status means well. */
        public boolean isWell(int status) {
            return statuses.isEmpty() ? status >= 200 && status <= 299 : statuses.contains(status);
        }
    }

    /**
     * When a target is asked.
     *
     * @param interval from one question to the next, 1 s to 10 min
     * @param timeout longest wait for an answer, 10 ms to 1 min
     */
    public record Pace(Duration interval, Duration timeout) {
        /** What is used where nothing is written. */
        public static final Pace DEFAULT = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(1));

        public Pace {
            Guard.check(
                    "spec.health.active.interval",
                    DurationText.fault(interval, Duration.ofSeconds(1), Duration.ofMinutes(10)));
            Guard.check(
                    "spec.health.active.timeout",
                    DurationText.fault(timeout, Duration.ofMillis(10), Duration.ofMinutes(1)));
        }
    }

    /**
     * How many answers in a row decide, each 1 to 100.
     *
     * @param healthy good ones, until a target that was ill is well
     * @param unhealthy bad ones, until a target that was well is ill
     */
    public record Turns(int healthy, int unhealthy) {
        /** What is used where nothing is written. */
        public static final Turns DEFAULT = new Turns(2, 3);

        public Turns {
            check("active.healthy", healthy, 1, 100);
            check("active.unhealthy", unhealthy, 1, 100);
        }
    }

    /**
     * What becomes of the requests themselves.
     *
     * @param failures so many of one node in a row and a target is ill, 1 to 10,000
     * @param rest how long it is left alone then, 1 s to 1 h
     * @param outcomes what is a failure where there is no answer
     * @param statuses answers that are failures, 400 to 599
     */
    public record Passive(int failures, Duration rest, SortedSet<Outcome> outcomes, SortedSet<Integer> statuses) {
        /** Failures where nothing is written. */
        public static final int FAILURES = 5;

        /** The rest where nothing is written. */
        public static final Duration REST = Duration.ofSeconds(30);

        public Passive {
            outcomes = sorted(outcomes);
            statuses = sorted(statuses);
            check("passive.failures", failures, 1, 10_000);
            Guard.check(
                    "spec.health.passive.rest", DurationText.fault(rest, Duration.ofSeconds(1), Duration.ofHours(1)));
            statuses.forEach(status -> check("passive.statuses", status, 400, 599));
            if (outcomes.isEmpty() && statuses.isEmpty()) {
                throw new IllegalArgumentException(
                        "spec.health.passive.outcomes is empty, and so is statuses; expected something that is a failure");
            }
        }
    }

    private static void check(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("spec.health." + field + " is " + value
                    + "; expected a whole number from " + least + " to " + most);
        }
    }

    private static <T> SortedSet<T> sorted(Collection<T> items) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(items));
    }
}
