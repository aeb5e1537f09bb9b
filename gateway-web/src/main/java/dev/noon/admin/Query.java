package dev.noon.admin;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Query parameters: known ones, each at most once. */
final class Query {
    private static final long MAX_WAIT_SECONDS = 60;
    private static final int MAX_MESSAGE = 1_000;

    private final MultivaluedMap<String, String> parameters;

    private Query(MultivaluedMap<String, String> parameters) {
        this.parameters = parameters;
    }

    /**
     * The parameters of a request.
     *
     * @throws BadRequest if one is not in {@code known} or comes twice
     */
    static Query of(UriInfo uri, String... known) {
        MultivaluedMap<String, String> parameters = uri.getQueryParameters();
        Set<String> names = Set.of(known);
        parameters.forEach((name, values) -> check(name, values, names));
        return new Query(parameters);
    }

    private static void check(String name, List<String> values, Set<String> known) {
        if (!known.contains(name)) {
            String expected = known.isEmpty()
                    ? "none"
                    : String.join(", ", known.stream().sorted().toList());
            throw new BadRequest("unknown query parameter " + name + "; expected " + expected);
        }
        if (values.size() > 1) {
            throw new BadRequest("query parameter " + name + " comes " + values.size() + " times; expected once");
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.getFirst(name));
    }

    boolean flag(String name) {
        String value = text(name).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new BadRequest(name + " is " + value + "; must be true or false");
        }
        return value.equals("true");
    }

    /** A whole number; {@code otherwise} when the parameter is absent. */
    long number(String name, long otherwise, long min, long max) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        long value = Numbers.parse(name, text.get());
        if (value < min || value > max) {
            throw new BadRequest(name + " is " + value + "; must be " + min + " to " + max);
        }
        return value;
    }

    /** How long to wait for the nodes: {@code wait}, in seconds. */
    Duration patience() {
        return Duration.ofSeconds(number("wait", 0, 0, MAX_WAIT_SECONDS));
    }

    String message(String otherwise) {
        String message = text("message").orElse(otherwise);
        if (message.length() > MAX_MESSAGE) {
            throw new BadRequest("message has " + message.length() + " characters; must be at most " + MAX_MESSAGE);
        }
        return message;
    }
}
