package dev.noon.model.tree;

import java.util.List;

/**
 * One document of a file.
 *
 * @param faults what the reader refused in it; where there are any, the tree holds what could be read
 */
public record Document(Node root, List<Fault> faults) {
    public Document {
        faults = List.copyOf(faults);
    }
}
