package dev.noon.model.tree;

import java.util.List;

/**
 * The documents of one file, empty ones left out.
 *
 * @param faults where the text is not YAML at all; reading went on with the next document after each
 */
public record Documents(List<Document> documents, List<Fault> faults) {
    public Documents {
        documents = List.copyOf(documents);
        faults = List.copyOf(faults);
    }
}
