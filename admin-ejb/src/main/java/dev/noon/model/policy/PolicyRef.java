package dev.noon.model.policy;

import dev.noon.model.text.Guard;
import dev.noon.model.text.NameText;

/**
 * The policy of a {@link dev.noon.model.Policy} definition.
 *
 * @param name what it is called in its list; by default {@code ref}
 * @param ref name of the definition
 */
public record PolicyRef(String name, String ref) implements PolicyItem {
    /** Key of a reference in definitions. */
    public static final String TYPE = "ref";

    public PolicyRef {
        Guard.check("ref.name", NameText.policyFault(name));
        Guard.check(TYPE, NameText.fault(ref));
    }
}
