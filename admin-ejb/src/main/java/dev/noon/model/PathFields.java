package dev.noon.model;

import dev.noon.model.PathRule.Shape;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** By which fields a route and an endpoint say their path: exactly one of them is written. */
enum PathFields {
    /** Of {@code spec.route}. */
    ROUTE(Map.of(Shape.PREFIX, "path", Shape.EXACT, "exact", Shape.TEMPLATE, "template", Shape.PATTERN, "pattern")),
    /** Of {@code match}. */
    ENDPOINT(Map.of(Shape.EXACT, "path", Shape.TEMPLATE, "template", Shape.PREFIX, "prefix"));

    private final Map<Shape, String> names;

    PathFields(Map<Shape, String> names) {
        this.names = new EnumMap<>(names);
    }

    /** The field of a path of that shape. */
    String field(Shape shape) {
        return Optional.ofNullable(names.get(shape)).orElseThrow();
    }

    /**
     * The path that {@code fields} say.
     *
     * @throws IllegalArgumentException if none of them is written
     */
    PathRule read(Fields fields) {
        return List.of(Shape.values()).stream()
                .filter(names::containsKey)
                .flatMap(shape -> fields.text(field(shape)).map(text -> new PathRule(shape, text)).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("path is missing; expected text"));
    }
}
