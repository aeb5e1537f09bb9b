package dev.noon.model.policy;

/** What stands in a list of policies: a policy, or a reference to one. */
public sealed interface PolicyItem permits PolicySpec, PolicyRef {
    /** The name by which a lower level replaces or disables it; unique within a list. */
    String name();
}
