package dev.noon.control;

import java.util.stream.Collectors;

/** A change that cannot be put in force on a running cluster. Nothing was changed. */
public final class NotHot extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotHot(Plan plan) {
        super(plan.changes().stream()
                .filter(planned -> planned.verdict() != Verdict.HOT)
                .map(planned ->
                        planned.change().id() + " is " + planned.verdict().text() + ": " + planned.reason())
                .collect(Collectors.joining("; ")));
    }
}
