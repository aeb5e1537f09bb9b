package dev.noon.snapshot;

import dev.noon.model.DefinitionId;

/** A definition cannot be compiled on this node; the message names it, the field and what was expected. */
public final class CompileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient DefinitionId definition;
    private final String field;
    private final String reason;

    /** @param field path of the field as users write it, for example {@code spec.upstream} */
    public CompileException(DefinitionId definition, String field, String message) {
        super(definition + ": " + field + ": " + message);
        this.definition = definition;
        this.field = field;
        this.reason = message;
    }

    /** What is wrong with the field. */
    public String reason() {
        return reason;
    }

    /** The definition that is to blame. */
    public DefinitionId definition() {
        return definition;
    }

    /** The field that is to blame. */
    public String field() {
        return field;
    }
}
