package dev.noon.model;

import dev.noon.model.policy.PolicySpec;

/** One policy that lists refer to by the definition's name. */
public record Policy(Metadata metadata, PolicySpec policy) implements Definition {
    public Policy {
        metadata.refuseGroup();
    }

    @Override
    public Kind kind() {
        return Kind.POLICY;
    }
}
