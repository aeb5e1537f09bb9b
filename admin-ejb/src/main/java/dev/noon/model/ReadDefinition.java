package dev.noon.model;

import dev.noon.model.tree.MapNode;
import dev.noon.model.tree.Node;
import dev.noon.model.tree.Pointer;
import dev.noon.model.tree.Position;
import java.util.Optional;

/**
 * A valid definition, and the document it was read from.
 *
 * @param canonical the document as JSON with sorted keys and without white space: nothing added, no
 *     defaults filled in, so that equal content has equal text
 * @param hash SHA-256 of {@code canonical}, lower-case hex
 * @param file name of the file the document stood in
 * @param root the document
 */
public record ReadDefinition(Definition definition, String canonical, String hash, String file, MapNode root) {
    /**
     * A problem at the place of a field. Where the document lacks the field, the place of what should
     * contain it is named.
     *
     * @param pointer JSON pointer, for example {@code /spec/upstream}
     */
    public Problem problemAt(String pointer, String message) {
        Position at = positionOf(pointer);
        return new Problem(file, at.line(), at.column(), Pointer.field(pointer), message);
    }

    /** Kind and name. */
    public DefinitionId id() {
        return definition.id();
    }

    /** Where the field stands, or what should contain it. */
    public Position positionOf(String pointer) {
        Node found = root;
        for (String token : Pointer.tokens(pointer)) {
            Optional<Node> child = found.child(token);
            if (child.isEmpty()) {
                return found.at();
            }
            found = child.get();
        }
        return found.at();
    }

    /** Kind, name and hash: the document may hold secrets. */
    @Override
    public String toString() {
        return definition.id() + " " + hash;
    }
}
