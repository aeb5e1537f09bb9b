package dev.noon.model;

import dev.noon.model.policy.PolicyItem;
import dev.noon.model.policy.PolicySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which policies run: group, then proxy, then endpoint. A policy replaces its namesake whole and in
 * its place; new ones follow at the end; {@code disable} removes inherited ones first. What a list
 * refers to takes part under the name that the list calls it by.
 */
public final class PolicyMerge {
    private PolicyMerge() {}

    /** Where a policy was written; decides which scope a cache policy fills. */
    public enum Level {
        GROUP,
        PROXY,
        ENDPOINT
    }

    /** An item that runs, and the level that it was written at. */
    public record Written(PolicyItem item, Level level) {}

    /** A policy that runs, and the level that it was written at. */
    public record Placed(PolicySpec spec, Level level) {}

    /** The items of a proxy's requests that no endpoint matches. */
    public static List<Written> merged(Optional<ProxyGroup> group, ApiProxy proxy) {
        List<Written> inherited =
                merge(List.of(), Level.GROUP, group.map(ProxyGroup::policies).orElse(List.of()));
        return merge(without(inherited, proxy.disable()), Level.PROXY, proxy.policies());
    }

    /** The items of requests that {@code endpoint} matches. */
    public static List<Written> merged(Optional<ProxyGroup> group, ApiProxy proxy, Endpoint endpoint) {
        return merge(without(merged(group, proxy), endpoint.disable()), Level.ENDPOINT, endpoint.policies());
    }

    /** The items of every route of a proxy: its own first, then those of its endpoints in their order. */
    public static List<List<Written>> routes(Optional<ProxyGroup> group, ApiProxy proxy) {
        List<List<Written>> routes = new ArrayList<>();
        routes.add(merged(group, proxy));
        proxy.endpoints().forEach(endpoint -> routes.add(merged(group, proxy, endpoint)));
        return routes;
    }

    /**
     * The policies that {@code items} are or refer to.
     *
     * @throws Unresolved if something that they refer to is not there
     */
    public static List<Placed> effective(List<Written> items, Resolution resolution) {
        return items.stream()
                .map(written -> new Placed(resolution.policy(written.item()), written.level()))
                .toList();
    }

    private static List<Written> without(List<Written> inherited, List<String> disable) {
        return inherited.stream()
                .filter(written -> !disable.contains(written.item().name()))
                .toList();
    }

    private static List<Written> merge(List<Written> inherited, Level level, List<PolicyItem> own) {
        List<Written> merged = new ArrayList<>(inherited);
        for (PolicyItem item : own) {
            place(merged, new Written(item, level));
        }
        return List.copyOf(merged);
    }

    private static void place(List<Written> merged, Written written) {
        for (int i = 0; i < merged.size(); i++) {
            if (merged.get(i).item().name().equals(written.item().name())) {
                merged.set(i, written);
                return;
            }
        }
        merged.add(written);
    }
}
