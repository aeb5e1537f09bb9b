package dev.noon.model;

import dev.noon.model.text.PathText;
import dev.noon.model.text.Shown;
import java.util.List;
import java.util.Optional;

/** What an endpoint must keep to so that it can ever match: it lies within its proxy's route, once. */
final class EndpointRules {
    private EndpointRules() {}

    /** A field of the endpoint's {@code match}, and what is wrong with it. */
    record Fault(String field, String message) {}

    /** What is wrong with {@code endpoint} of a proxy with {@code route}, after {@code before}. */
    static Optional<Fault> fault(Route route, List<Endpoint> before, Endpoint endpoint) {
        if (!PathText.isBeneath(route.path(), endpoint.path())) {
            return Optional.of(new Fault(
                    "path",
                    "is " + Shown.of(endpoint.path()) + "; expected a path beneath the route's, " + route.path()));
        }
        return foreignMethod(route, endpoint).or(() -> twice(before, endpoint));
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
                .filter(other -> other.path().equals(endpoint.path()))
                .filter(other -> overlap(other.methods(), endpoint.methods()))
                .findFirst()
                .map(other -> new Fault(
                        "path",
                        "is " + Shown.of(endpoint.path())
                                + " for a second time; expected one endpoint per path and method"));
    }

    private static boolean overlap(List<String> some, List<String> others) {
        return some.isEmpty() || others.isEmpty() || some.stream().anyMatch(others::contains);
    }
}
