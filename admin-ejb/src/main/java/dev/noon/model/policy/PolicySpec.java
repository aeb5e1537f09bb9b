package dev.noon.model.policy;

/** What a user wrote about one policy. One record per policy; its name is unique within a list. */
public sealed interface PolicySpec permits RequestHeadersSpec, ResponseHeadersSpec, CacheSpec {
    /** The name by which a lower level replaces or disables it; by default {@link #type}. */
    String name();

    /** The policy's key in definitions, for example {@code cache}. */
    String type();
}
