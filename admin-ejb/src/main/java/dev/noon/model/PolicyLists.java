package dev.noon.model;

import dev.noon.model.policy.CacheSpec;
import dev.noon.model.policy.PolicyItem;
import dev.noon.model.policy.PolicySpec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a list of policies must keep to: names are unique, and at most one policy caches. */
final class PolicyLists {
    private PolicyLists() {}

    /** What is wrong with a list. */
    static Optional<String> fault(List<PolicyItem> policies) {
        for (int i = 0; i < policies.size(); i++) {
            Optional<String> fault = fault(policies.subList(0, i), policies.get(i));
            if (fault.isPresent()) {
                return Optional.of("[" + i + "] " + fault.get());
            }
        }
        return Optional.empty();
    }

    /** What is wrong with {@code policy} after {@code before}. */
    static Optional<String> fault(List<PolicyItem> before, PolicyItem policy) {
        Set<String> names = new HashSet<>(before.stream().map(PolicyItem::name).toList());
        if (isCache(policy) && before.stream().anyMatch(PolicyLists::isCache)) {
            return Optional.of("is the second cache policy of the list; expected at most one");
        }
        return names.contains(policy.name())
                ? Optional.of("is the second policy named '" + policy.name()
                        + "'; expected a name of its own, for example name: " + policy.name() + "-2")
                : Optional.empty();
    }

    private static boolean isCache(PolicyItem item) {
        return item instanceof PolicySpec spec && spec.bare() instanceof CacheSpec;
    }
}
