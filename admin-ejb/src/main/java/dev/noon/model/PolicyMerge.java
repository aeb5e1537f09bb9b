package dev.noon.model;

import dev.noon.model.policy.PolicySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which policies run: group, then proxy, then endpoint. A policy replaces its namesake whole and in
 * its place; new ones follow at the end; {@code disable} removes inherited ones first.
 */
public final class PolicyMerge {
    private PolicyMerge() {}

    /** Where a policy was written; decides which scope a cache policy fills. */
    public enum Level {
        GROUP,
        PROXY,
        ENDPOINT
    }

    /** A policy that runs, and the level that it was written at. */
    public record Placed(PolicySpec spec, Level level) {}

    /** The policies of a proxy's requests that no endpoint matches. */
    public static List<Placed> effective(Optional<ProxyGroup> group, ApiProxy proxy) {
        List<Placed> inherited =
                merge(List.of(), Level.GROUP, group.map(ProxyGroup::policies).orElse(List.of()));
        return merge(without(inherited, proxy.disable()), Level.PROXY, proxy.policies());
    }

    /** The policies of requests that {@code endpoint} matches. */
    public static List<Placed> effective(Optional<ProxyGroup> group, ApiProxy proxy, Endpoint endpoint) {
        return merge(without(effective(group, proxy), endpoint.disable()), Level.ENDPOINT, endpoint.policies());
    }

    private static List<Placed> without(List<Placed> inherited, List<String> disable) {
        return inherited.stream()
                .filter(placed -> !disable.contains(placed.spec().name()))
                .toList();
    }

    private static List<Placed> merge(List<Placed> inherited, Level level, List<PolicySpec> own) {
        List<Placed> merged = new ArrayList<>(inherited);
        for (PolicySpec spec : own) {
            place(merged, new Placed(spec, level));
        }
        return List.copyOf(merged);
    }

    private static void place(List<Placed> merged, Placed placed) {
        for (int i = 0; i < merged.size(); i++) {
            if (merged.get(i).spec().name().equals(placed.spec().name())) {
                merged.set(i, placed);
                return;
            }
        }
        merged.add(placed);
    }
}
