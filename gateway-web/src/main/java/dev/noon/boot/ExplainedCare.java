package dev.noon.boot;

import dev.noon.control.Explanation.Care;
import dev.noon.model.Balance;
import dev.noon.model.Breaker;
import dev.noon.model.HealthCheck;
import dev.noon.model.Hedge;
import dev.noon.model.Retries;
import dev.noon.model.Upstream;
import dev.noon.model.text.DurationText;

/** How an upstream treats its targets, in words. */
final class ExplainedCare {
    private ExplainedCare() {}

    static Care of(Upstream.Care care) {
        return new Care(
                balance(care.balance()),
                care.breaker().map(ExplainedCare::breaker),
                care.retries().map(ExplainedCare::retries),
                care.health().map(ExplainedCare::health),
                care.hedge().map(ExplainedCare::hedge));
    }

    private static String balance(Balance balance) {
        String shared =
                switch (balance.type()) {
                    case ROUND_ROBIN -> "turns by weight";
                    case LEAST_REQUESTS -> "fewest requests by weight";
                };
        String chosen = balance.affinity()
                .map(template -> "one target for each " + template.source() + ", without one " + shared)
                .orElse(shared);
        return balance.sticky().isPresent() ? "where its cookie says, without one " + chosen : chosen;
    }

    private static String breaker(Breaker breaker) {
        Breaker.Trip trip = breaker.trip();
        String inARow = trip.consecutiveFailures().isEmpty()
                ? ""
                : ", or after " + trip.consecutiveFailures().getAsInt() + " in a row";
        return "opens at " + trip.failureRate() + "% failures of " + trip.minimumCalls() + " or more requests in "
                + DurationText.write(trip.window()) + inARow + ", for "
                + DurationText.write(breaker.rest().open()) + " to "
                + DurationText.write(breaker.rest().openMax());
    }

    private static String retries(Retries retries) {
        return retries.attempts() + " at most, for " + retries.budget() + "% of the node's requests";
    }

    private static String health(HealthCheck health) {
        String asks = health.active()
                .map(active -> "asks for " + active.path() + " every "
                        + DurationText.write(active.pace().interval()))
                .orElse("");
        String watches = health.passive()
                .map(passive -> "leaves a target alone for " + DurationText.write(passive.rest()) + " after "
                        + passive.failures() + " failures in a row")
                .orElse("");
        return asks + (asks.isEmpty() || watches.isEmpty() ? "" : "; ") + watches;
    }

    private static String hedge(Hedge hedge) {
        return "asks a second target after " + DurationText.write(hedge.after()) + ", for " + hedge.budget()
                + "% of the node's requests";
    }
}
