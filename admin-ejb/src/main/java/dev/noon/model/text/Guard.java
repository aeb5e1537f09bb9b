package dev.noon.model.text;

import java.util.Optional;
import java.util.function.Function;

/** Says no in a record's constructor: the thing, its value and what was expected. */
public final class Guard {
    private Guard() {}

    /** Throws when there is a fault; {@code thing} and the fault make a sentence. */
    public static void check(String thing, Optional<String> fault) {
        if (fault.isPresent()) {
            throw new IllegalArgumentException(thing + " " + fault.get());
        }
    }

    /** Throws when one of {@code values} has a fault. */
    public static void each(String thing, Iterable<String> values, Function<String, Optional<String>> rule) {
        for (String value : values) {
            check(thing, rule.apply(value));
        }
    }
}
