package dev.noon.model;

import dev.noon.model.Condition.Part;
import dev.noon.model.Condition.Test;
import dev.noon.model.tree.MapNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns a route whose schema has been checked into its value. */
final class RouteBinder {
    private RouteBinder() {}

    static Route route(Fields route) {
        List<Condition> conditions = new ArrayList<>(conditions(Part.HEADER, route.map("headers")));
        conditions.addAll(conditions(Part.QUERY, route.map("query")));
        return new Route(
                route.texts("hosts").orElse(Route.ANY_HOST),
                PathFields.ROUTE.read(route),
                route.texts("methods").orElse(List.of()),
                conditions,
                route.isTrue("encodedSlashes"));
    }

    private static List<Condition> conditions(Part part, Optional<Fields> named) {
        return named.stream()
                .flatMap(fields -> fields.node().entries().entrySet().stream())
                .map(entry -> condition(part, entry.getKey(), new Fields((MapNode)
                        entry.getValue().value())))
                .toList();
    }

    private static Condition condition(Part part, String name, Fields asked) {
        Optional<String> equal = asked.text("equals");
        Optional<String> pattern = asked.text("matches");
        if (equal.isPresent()) {
            return new Condition(part, name, Test.EQUALS, equal.get());
        }
        return pattern.map(text -> new Condition(part, name, Test.MATCHES, text))
                .orElseGet(() -> new Condition(part, name, asked.isTrue("present") ? Test.PRESENT : Test.ABSENT, ""));
    }
}
