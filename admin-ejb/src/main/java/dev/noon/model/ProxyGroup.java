package dev.noon.model;

import dev.noon.model.policy.PolicyItem;
import dev.noon.model.text.Guard;
import java.util.List;

/** Policies that every proxy of the group inherits. */
public record ProxyGroup(Metadata metadata, List<PolicyItem> policies) implements Definition {
    public ProxyGroup {
        policies = List.copyOf(policies);
        Guard.check("spec.policies", PolicyLists.fault(policies));
        metadata.refuseGroup();
    }

    @Override
    public Kind kind() {
        return Kind.PROXY_GROUP;
    }
}
