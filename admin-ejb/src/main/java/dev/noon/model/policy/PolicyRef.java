package dev.noon.model.policy;

import dev.noon.model.text.Guard;
import dev.noon.model.text.NameText;
import java.util.Optional;

/**
 * The policy of a {@link dev.noon.model.Policy} definition.
 *
 * @param name what it is called in its list; by default {@code ref}
 * @param ref name of the definition
 * @param when which requests it is for; empty means every request
 */
public record PolicyRef(String name, String ref, Optional<When> when) implements PolicyItem {
    /** Key of a reference in definitions. */
    public static final String TYPE = "ref";

    public PolicyRef {
        Guard.check("ref.name", NameText.policyFault(name));
        Guard.check(TYPE, NameText.fault(ref));
    }

    /** A reference for every request. */
    public PolicyRef(String name, String ref) {
        this(name, ref, Optional.empty());
    }

    /** The policy that it stands for, given what the definition holds. */
    public PolicySpec of(PolicySpec policy) {
        return when.<PolicySpec>map(requests -> new Conditioned(policy, requests))
                .orElse(policy);
    }
}
