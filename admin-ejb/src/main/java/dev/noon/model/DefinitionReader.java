package dev.noon.model;

import java.util.List;

/** Turns YAML and JSON into definitions, or says all that is wrong. Immutable, safe to share between threads. */
public final class DefinitionReader {
    private final Schemas schemas = new Schemas();

    /** Reads every document of every file. Never throws for what a user wrote: the answer lists the problems. */
    public Reading read(List<SourceFile> files) {
        throw new UnsupportedOperationException("" + files.size());
    }

    /**
     * Reads one definition that this class wrote as {@link ReadDefinition#canonical}.
     *
     * @throws UnreadableDefinition if it is not one definition that this version understands
     */
    public ReadDefinition readCanonical(String canonicalJson) {
        throw new UnsupportedOperationException(canonicalJson);
    }

    /** The schemas that are read by. */
    public Schemas schemas() {
        return schemas;
    }
}
