package dev.noon.control;

import dev.noon.model.Verdict;
import java.util.stream.Collectors;

/** A change that cannot be put in force on a running cluster. Nothing was changed. */
public final class NotHot extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotHot(Plan plan) {
        super(described(plan)
                + (plan.verdict() == Verdict.DRAIN ? "; a rollout can put it in force, node by node" : ""));
    }

    private static String described(Plan plan) {
        return plan.changes().stream()
                .filter(planned -> planned.verdict() != Verdict.HOT)
                .map(planned ->
                        planned.change().id() + " is " + planned.verdict().text() + ": " + planned.reason())
                .collect(Collectors.joining("; "));
    }
}
