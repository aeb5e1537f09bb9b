package dev.noon.model;

import dev.noon.model.tree.MapNode;
import dev.noon.model.tree.Node;
import dev.noon.model.tree.Pointer;
import dev.noon.model.tree.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A schema within a bundle, seen through its {@code $ref}: its own keywords first, then those of what
 * it refers to.
 */
record SchemaPart(MapNode bundle, MapNode node) {
    private static final String REF = "$ref";

    /** The schema of a whole bundle. */
    static SchemaPart of(MapNode bundle) {
        return new SchemaPart(bundle, bundle);
    }

    /** The value of a keyword. */
    Optional<Node> keyword(String name) {
        return node.child(name).or(() -> referred().flatMap(part -> part.keyword(name)));
    }

    /** The value of a keyword that is text, a number or a boolean. */
    Optional<String> text(String name) {
        return keyword(name).filter(ScalarNode.class::isInstance).map(value -> ((ScalarNode) value).text());
    }

    /** The values of a keyword that is a list of scalars. */
    List<String> texts(String name) {
        return keyword(name).map(value -> value.itemsAt("")).orElse(List.of()).stream()
                .filter(ScalarNode.class::isInstance)
                .map(item -> ((ScalarNode) item).text())
                .toList();
    }

    /** Names of the fields that the schema lists. */
    List<String> properties() {
        return map("properties")
                .map(fields -> List.copyOf(fields.entries().keySet()))
                .orElse(List.of());
    }

    /** The schema of a field or an item. */
    Optional<SchemaPart> step(String token) {
        return keyword("properties")
                .flatMap(properties -> properties.child(token))
                .or(() -> keyword("additionalProperties"))
                .or(() -> keyword("items"))
                .flatMap(found -> found.mapAt(""))
                .map(found -> new SchemaPart(bundle, found));
    }

    /** The schema of what an instance has at {@code pointer}. */
    Optional<SchemaPart> find(String pointer) {
        Optional<SchemaPart> found = Optional.of(this);
        for (String token : Pointer.tokens(pointer)) {
            found = found.flatMap(part -> part.step(token));
        }
        return found;
    }

    /** The schemas of all fields and items. */
    List<SchemaPart> children() {
        List<SchemaPart> children = new ArrayList<>();
        for (String name : properties()) {
            step(name).ifPresent(children::add);
        }
        for (String keyword : List.of("additionalProperties", "items")) {
            map(keyword).map(found -> new SchemaPart(bundle, found)).ifPresent(children::add);
        }
        return children;
    }

    private Optional<MapNode> map(String keyword) {
        return keyword(keyword).flatMap(value -> value.mapAt(""));
    }

    private Optional<SchemaPart> referred() {
        return node.child(REF)
                .map(ref -> ((ScalarNode) ref).text().substring(1))
                .flatMap(bundle::mapAt)
                .map(target -> new SchemaPart(bundle, target));
    }
}
