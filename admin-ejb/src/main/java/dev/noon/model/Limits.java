package dev.noon.model;

import dev.noon.model.PolicyMerge.Level;
import dev.noon.model.policy.LimitSpec;
import dev.noon.model.policy.PolicyItem;
import dev.noon.model.policy.PolicySpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The limits that definitions write, and the counters that belong to them. Pure. */
public final class Limits {
    private Limits() {}

    /**
     * What a counter is known by. The name of its policy is no part of it.
     *
     * @param owner name of the group or proxy, for an endpoint with its methods and path
     * @param type {@code throttle} or {@code quota}
     * @param basis see {@link LimitSpec#basis}
     * @param ordinal how many of the list before it count the same
     */
    public record Counter(Level level, String owner, String type, List<String> basis, int ordinal) {
        public Counter {
            basis = List.copyOf(basis);
        }

        /** All of it as one text, that no other counter has: each part with its length in front. */
        public String text() {
            StringBuilder text = new StringBuilder();
            for (String part :
                    List.of(level.name(), owner, type, Integer.toString(ordinal), String.join("\n", basis))) {
                text.append(part.length()).append(':').append(part);
            }
            return text.toString();
        }
    }

    /**
     * Which list of a definition.
     *
     * @param endpoint {@link Endpoint#text} of the endpoint whose list it is; matters there alone
     */
    public record Place(Level level, String endpoint) {
        private boolean has(Counter counter, String name) {
            return counter.level() == level
                    && (level != Level.ENDPOINT || counter.owner().equals(name + " " + endpoint));
        }
    }

    /**
     * The counter of the limit that {@code item} is in a list of {@code definition}.
     *
     * @throws IllegalArgumentException if there is no such limit in that list
     */
    public static Counter counter(Definition definition, Resolution resolution, Place place, PolicyItem item) {
        return of(definition, resolution).entrySet().stream()
                .filter(entry -> entry.getValue().name().equals(item.name()))
                .map(Map.Entry::getKey)
                .filter(counter -> place.has(counter, definition.metadata().name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "is called " + item.name() + ", and no limit of " + definition.id() + " is"));
    }

    /** The counters of a group or a proxy and their limits, in the order written. Others own none. */
    public static Map<Counter, LimitSpec> of(Definition definition, Resolution resolution) {
        Map<Counter, LimitSpec> limits = new LinkedHashMap<>();
        String name = definition.metadata().name();
        if (definition instanceof ProxyGroup group) {
            add(Level.GROUP, name, effective(group.policies(), resolution), limits);
        } else if (definition instanceof ApiProxy proxy) {
            add(Level.PROXY, name, effective(proxy.policies(), resolution), limits);
            for (Endpoint endpoint : proxy.endpoints()) {
                String methods = endpoint.methods().isEmpty() ? "" : " " + String.join(",", endpoint.methods());
                add(
                        Level.ENDPOINT,
                        name + methods + " " + endpoint.path(),
                        effective(endpoint.policies(), resolution),
                        limits);
            }
        }
        return limits;
    }

    private static void add(Level level, String owner, List<LimitSpec> limits, Map<Counter, LimitSpec> counters) {
        Map<Counter, Integer> alike = new HashMap<>();
        for (LimitSpec limit : limits) {
            Counter first = new Counter(level, owner, limit.type(), limit.basis(), 0);
            int ordinal = alike.merge(first, 1, Integer::sum) - 1;
            counters.put(new Counter(level, owner, limit.type(), limit.basis(), ordinal), limit);
        }
    }

    private static List<LimitSpec> effective(List<PolicyItem> items, Resolution resolution) {
        return items.stream().flatMap(item -> limit(item, resolution).stream()).toList();
    }

    private static Optional<LimitSpec> limit(PolicyItem item, Resolution resolution) {
        Optional<PolicySpec> written = resolution.find(item).map(PolicySpec::bare);
        if (written.filter(LimitSpec.class::isInstance).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of((LimitSpec) resolution.policy(item).bare());
        } catch (Unresolved e) {
            return Optional.of((LimitSpec) written.get().named(item.name()));
        }
    }
}
