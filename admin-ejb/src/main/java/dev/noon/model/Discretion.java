package dev.noon.model;

import dev.noon.model.text.Nearest;
import dev.noon.model.tree.Fault;
import dev.noon.model.tree.MapNode;
import dev.noon.model.tree.Node;
import dev.noon.model.tree.Pointer;
import java.util.List;
import java.util.Optional;

/**
 * Keeps secrets out of what is said about a document. What stands in a secret field, in the place of a map that has one,
 * or under a name beside one that resembles no field ({@code secret:hunter2}, where a space is missing), is not shown.
 */
final class Discretion {
    private final SchemaPart schema;
    private final Node root;

    Discretion(SchemaPart schema, Node root) {
        this.schema = schema;
        this.root = root;
    }

    /** The fault, or one at the same place that does not show what may be a secret. */
    Fault applied(Fault fault) {
        String pointer = "";
        for (String token : Pointer.tokens(fault.pointer())) {
            SchemaPart part = schema.find(pointer).orElse(schema);
            if (SecretFields.marked(part)) {
                return hidden(fault, pointer, part);
            }
            boolean listed = part.properties().isEmpty() || part.properties().contains(token);
            if (!listed && SecretFields.within(part)) {
                return stray(fault, pointer, token);
            }
            pointer = Pointer.child(pointer, token);
        }
        return last(fault);
    }

    private Fault last(Fault fault) {
        Optional<SchemaPart> part = schema.find(fault.pointer());
        boolean map =
                root.find(fault.pointer()).filter(MapNode.class::isInstance).isPresent();
        boolean missing = root.find(fault.pointer()).isEmpty();
        return part.isEmpty() || map || missing || !SecretFields.within(part.get())
                ? fault
                : hidden(fault, fault.pointer(), part.get());
    }

    private static Fault hidden(Fault fault, String pointer, SchemaPart part) {
        String own = fault.message();
        boolean says = own.contains("not shown") || own.startsWith("is written twice") || own.startsWith("is empty");
        String message = says
                ? own
                : "is not what it must be (it may be secret and is not shown); expected " + SchemaWords.expected(part);
        return new Fault(fault.at(), pointer, message);
    }

    /** A field that nobody knows, beside a secret one. */
    private Fault stray(Fault fault, String parent, String name) {
        List<String> known = schema.find(parent).orElse(schema).properties();
        if (Nearest.to(name, known).isPresent()) {
            return fault;
        }
        String message =
                "has an unknown field (its name is not shown here); expected one of: " + String.join(", ", known);
        return new Fault(fault.at(), parent, message);
    }
}
