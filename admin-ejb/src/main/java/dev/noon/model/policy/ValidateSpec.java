package dev.noon.model.policy;

import dev.noon.model.json.BoundedJson;
import dev.noon.model.json.JsonSchema;
import dev.noon.model.text.Guard;
import dev.noon.model.text.MediaText;
import dev.noon.model.text.NameText;
import dev.noon.model.text.SizeText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Refuses requests whose body is not what the API expects.
 *
 * @param contentTypes media types that a body may have; empty means any
 * @param maxBodyBytes 1 byte to 1 MiB
 * @param maxDepth nesting of a JSON body; if it is there, or a schema is, bodies are JSON
 * @param schema the text of a JSON Schema
 */
public record ValidateSpec(
        String name, List<String> contentTypes, int maxBodyBytes, OptionalInt maxDepth, Optional<String> schema)
        implements PolicySpec {
    /** Key of this policy in definitions. */
    public static final String TYPE = "validate";

    /** Longest body where no length is written. */
    public static final int MOST_BYTES = 1 << 20;

    /** Nesting of JSON where none is written. */
    public static final int DEFAULT_DEPTH = 32;

    public ValidateSpec {
        contentTypes = List.copyOf(contentTypes);
        Guard.check(TYPE + ".name", NameText.policyFault(name));
        Guard.each(TYPE + ".contentTypes", contentTypes, MediaText::fault);
        Guard.check(TYPE + ".maxBody", SizeText.fault(SizeText.write(maxBodyBytes), 1, MOST_BYTES));
        schema.ifPresent(text -> Guard.check(TYPE + ".schema", JsonSchema.fault(text)));
        int depth = maxDepth.orElse(DEFAULT_DEPTH);
        if (depth < 1 || depth > BoundedJson.DEEPEST) {
            throw new IllegalArgumentException(
                    "validate.maxDepth is " + depth + "; expected 1 to " + BoundedJson.DEEPEST);
        }
    }

    /** Whether bodies must be JSON. */
    public boolean json() {
        return schema.isPresent() || maxDepth.isPresent();
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Acts acts() {
        return Acts.GATE;
    }

    @Override
    public PolicySpec named(String other) {
        return new ValidateSpec(other, contentTypes, maxBodyBytes, maxDepth, schema);
    }
}
