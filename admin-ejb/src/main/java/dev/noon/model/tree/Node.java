package dev.noon.model.tree;

import java.util.List;
import java.util.Optional;

/** A piece of a document and where it was written. Immutable; equality includes positions. */
public sealed interface Node permits MapNode, ListNode, ScalarNode {
    /** Where the piece begins. */
    Position at();

    /** The piece that the step {@code token} of a JSON pointer leads to: a key, or an index from 0. */
    Optional<Node> child(String token);

    /** The piece at a JSON pointer (RFC 6901), if the document has one; the empty pointer is this node. */
    default Optional<Node> find(String pointer) {
        Optional<Node> found = Optional.of(this);
        for (String token : Pointer.tokens(pointer)) {
            found = found.flatMap(node -> node.child(token));
        }
        return found;
    }

    /** The map at a JSON pointer, if there is a map. */
    default Optional<MapNode> mapAt(String pointer) {
        return find(pointer).filter(MapNode.class::isInstance).map(MapNode.class::cast);
    }

    /** The items of the list at a JSON pointer; none if there is no list. */
    default List<Node> itemsAt(String pointer) {
        return find(pointer)
                .filter(ListNode.class::isInstance)
                .map(node -> ((ListNode) node).items())
                .orElse(List.of());
    }
}
