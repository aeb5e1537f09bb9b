package dev.noon.model;

import dev.noon.model.text.Shown;
import java.util.List;
import java.util.Optional;

/** What an endpoint must keep to so that it can ever match: its path and its proxy's route have one in common, and it is there once. */
final class EndpointRules {
    private EndpointRules() {}

    /** A field of the endpoint's {@code match}, and what is wrong with it. */
    record Fault(String field, String message) {}

    /** What is wrong with {@code endpoint} of a proxy with {@code route}, after {@code before}. */
    static Optional<Fault> fault(Route route, List<Endpoint> before, Endpoint endpoint) {
        if (!route.path().meets(endpoint.path())) {
            return Optional.of(new Fault(
                    PathFields.ENDPOINT.field(endpoint.path().shape()),
                    "is " + Shown.of(endpoint.path().text()) + "; expected " + among(route.path())));
        }
        return foreignMethod(route, endpoint).or(() -> twice(before, endpoint));
    }

    private static String among(PathRule path) {
        return path.shape() == PathRule.Shape.PREFIX
                ? "a path beneath the route's, " + path.text()
                : "a path that the route answers, " + path;
    }

    private static Optional<Fault> foreignMethod(Route route, Endpoint endpoint) {
        return endpoint.methods().stream()
                .filter(method -> !route.methods().isEmpty() && !route.methods().contains(method))
                .findFirst()
                .map(method -> new Fault(
                        "methods",
                        "has " + method + ", which the route does not; expected some of "
                                + String.join(", ", route.methods())));
    }

    private static Optional<Fault> twice(List<Endpoint> before, Endpoint endpoint) {
        return before.stream()
                .filter(other -> other.path().claim().equals(endpoint.path().claim()))
                .filter(other -> overlap(other.methods(), endpoint.methods()))
                .findFirst()
                .map(other -> new Fault(
                        PathFields.ENDPOINT.field(endpoint.path().shape()),
                        "is " + Shown.of(endpoint.path().text())
                                + " for a second time; expected one endpoint per path and method"));
    }

    private static boolean overlap(List<String> some, List<String> others) {
        return some.isEmpty() || others.isEmpty() || some.stream().anyMatch(others::contains);
    }
}
