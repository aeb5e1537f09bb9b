package dev.noon.control;

import dev.noon.model.DefinitionId;
import java.util.Optional;

/** A valid definition that this node cannot compile. */
public final class Uncompilable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<DefinitionId> culprit;
    private final String field;

    /**
     * @param reason what is wrong, in words
     * @param culprit the definition at fault
     * @param field its field, for example {@code spec.policies[1].cache.key.template}; empty when the whole is meant
     */
    public Uncompilable(String reason, DefinitionId culprit, String field) {
        super(reason);
        this.culprit = Optional.of(culprit);
        this.field = field;
    }

    /** The definition and field at fault, for example {@code ApiProxy/loans spec.route.path}. */
    public String place() {
        return culprit.map(id -> (id + " " + field).strip()).orElse(field);
    }
}
