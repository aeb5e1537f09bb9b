package dev.noon.model;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * How requests are shared out among the targets of an upstream.
 *
 * @param affinity requests for which it makes the same text go to the same target, and {@code type} is for those for
 *     which it makes none; empty if all are shared out by {@code type}
 * @param sticky keeps a client at its target by a cookie, before everything else; empty for no cookie
 */
public record Balance(Type type, Optional<Template> affinity, Optional<Sticky> sticky) {
    /** Targets take turns. */
    public static final Balance ROUND_ROBIN = new Balance(Type.ROUND_ROBIN, Optional.empty());

    public Balance {
        affinity.ifPresent(Balance::check);
    }

    /** A balance without a cookie. */
    public Balance(Type type, Optional<Template> affinity) {
        this(type, affinity, Optional.empty());
    }

    private static void check(Template affinity) {
        for (Template.Variable variable : affinity.variables()) {
            if (variable.source() == Template.Source.ENV) {
                throw new IllegalArgumentException(
                        "spec.affinity has " + variable + "; expected only what differs between requests");
            }
            if (variable.isParameter()) {
                throw new IllegalArgumentException("spec.affinity has " + variable
                        + "; expected no parameter of a path: each proxy that sends here has its own");
            }
        }
        if (affinity.isConstant()) {
            throw new IllegalArgumentException(
                    "spec.affinity has no variable; expected one, or every request goes to one target");
        }
    }

    /** The ways. */
    public enum Type {
        /** Each has its share of the turns, spread evenly. */
        ROUND_ROBIN("roundRobin"),
        /** Whoever has the fewest requests under way for its weight. */
        LEAST_REQUESTS("leastRequests");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        /** The way as users spell it. */
        public String text() {
            return text;
        }

        static Type of(String text) {
            return Stream.of(values())
                    .filter(type -> type.text.equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "spec.balance is " + text + "; expected roundRobin or leastRequests"));
        }
    }
}
