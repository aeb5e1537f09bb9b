package dev.noon.snapshot;

import dev.noon.exchange.Headers;
import dev.noon.exchange.Request;
import dev.noon.model.Condition;
import dev.noon.model.text.LinearPattern;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a route asks of headers and query beside host, path and method. Immutable and thread-safe. */
final class Conditions {
    static final Conditions NONE = new Conditions(List.of());

    private final List<Check> checks;

    private Conditions(List<Check> checks) {
        this.checks = checks;
    }

    /** One condition, and what a value must be. */
    private record Check(Condition condition, Predicate<String> fits) {
        boolean holds(Request request) {
            boolean found = condition.part() == Condition.Part.HEADER
                    ? header(request.headers())
                    : request.query().isPresent() && parameter(request.query().get());
            return found != (condition.test() == Condition.Test.ABSENT);
        }

        private boolean header(Headers headers) {
            for (int i = 0; i < headers.size(); i++) {
                if (headers.name(i).equalsIgnoreCase(condition.name()) && fits.test(headers.value(i))) {
                    return true;
                }
            }
            return false;
        }

        private boolean parameter(String query) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                if (decoded(name).equals(condition.name())
                        && fits.test(equals < 0 ? "" : decoded(pair.substring(equals + 1)))) {
                    return true;
                }
            }
            return false;
        }

        /** As a form means it; what is malformed stands for itself. */
        private static String decoded(String text) {
            try {
                return URLDecoder.decode(text, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return text;
            }
        }
    }

    /** Compiles conditions. */
    static Conditions of(List<Condition> conditions) {
        if (conditions.isEmpty()) {
            return NONE;
        }
        List<Check> checks = new ArrayList<>(conditions.size());
        for (Condition condition : conditions) {
            checks.add(new Check(condition, fits(condition)));
        }
        return new Conditions(List.copyOf(checks));
    }

    /** How many there are. */
    int size() {
        return checks.size();
    }

    /** Whether all of them hold. */
    boolean hold(Request request) {
        for (int i = 0; i < checks.size(); i++) {
            if (!checks.get(i).holds(request)) {
                return false;
            }
        }
        return true;
    }

    /** The first one that does not hold. */
    Optional<Condition> broken(Request request) {
        return checks.stream()
                .filter(check -> !check.holds(request))
                .map(Check::condition)
                .findFirst();
    }

    private static Predicate<String> fits(Condition condition) {
        return switch (condition.test()) {
            case EQUALS -> condition.text()::equals;
            case MATCHES -> LinearPattern.of(condition.text())::matches;
            case PRESENT, ABSENT -> value -> true;
        };
    }
}
