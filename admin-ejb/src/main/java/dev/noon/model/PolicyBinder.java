package dev.noon.model;

import dev.noon.model.policy.Conditioned;
import dev.noon.model.policy.PolicyItem;
import dev.noon.model.policy.PolicyRef;
import dev.noon.model.policy.PolicySpec;
import dev.noon.model.policy.RequestHeadersSpec;
import dev.noon.model.policy.ResponseHeadersSpec;
import dev.noon.model.policy.When;
import dev.noon.model.text.Shown;
import dev.noon.model.tree.Fault;
import dev.noon.model.tree.MapNode;
import dev.noon.model.tree.Node;
import dev.noon.model.tree.Pointer;
import dev.noon.model.tree.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns lists of policies into specs. */
final class PolicyBinder {
    private final MapNode root;
    private final Findings findings;

    PolicyBinder(MapNode root, Findings findings) {
        this.root = root;
        this.findings = findings;
    }

    /** The sound policies of the list at {@code pointer}; none if there is no list. */
    List<PolicyItem> policies(String pointer) {
        List<PolicyItem> policies = new ArrayList<>();
        List<Node> items = root.itemsAt(pointer);
        for (int i = 0; i < items.size(); i++) {
            String at = Pointer.child(pointer, i);
            if (items.get(i) instanceof MapNode map) {
                check(map, at);
                findings.bind(at, () -> item(new Fields(map))).ifPresent(policy -> add(policies, policy, at));
            }
        }
        return policies;
    }

    /** The policy that is written at {@code pointer} itself, if it is sound. */
    Optional<PolicySpec> policy(String pointer) {
        Optional<MapNode> written = root.mapAt(pointer);
        written.ifPresent(map -> check(map, pointer));
        return written.flatMap(map -> findings.bind(pointer, () -> policy(new Fields(map))));
    }

    private void add(List<PolicyItem> policies, PolicyItem policy, String pointer) {
        PolicyLists.fault(policies, policy).ifPresent(message -> findings.add(pointer, message));
        policies.add(policy);
    }

    /** What no schema says. */
    private void check(MapNode policy, String pointer) {
        refuseRepeatedHeaders(policy, pointer);
        LimitBinder.check(policy, pointer, findings);
    }

    /** The case of header names does not count (RFC 9110 section 5.1). */
    private void refuseRepeatedHeaders(MapNode policy, String pointer) {
        for (String type : List.of(RequestHeadersSpec.TYPE, ResponseHeadersSpec.TYPE)) {
            String set = "/" + type + "/set";
            policy.mapAt(set).ifPresent(headers -> refuseRepeatedHeaders(headers.entries(), pointer + set));
        }
    }

    private void refuseRepeatedHeaders(Map<String, MapNode.Entry> set, String pointer) {
        Map<String, Position> seen = new TreeMap<>();
        set.forEach((name, entry) -> {
            Position first = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), entry.keyAt());
            if (first != null) {
                String message = "sets " + Shown.of(name) + " for a second time (the case of header names does not"
                        + " count); the first one is at " + first;
                findings.add(new Fault(entry.keyAt(), Pointer.child(pointer, name), message));
            }
        });
    }

    private static PolicyItem item(Fields fields) {
        Optional<When> when = fields.map(When.FIELD).map(WhenBinder::when);
        return fields.text(PolicyRef.TYPE)
                .<PolicyItem>map(ref -> new PolicyRef(fields.text("name").orElse(ref), ref, when))
                .orElseGet(() -> conditioned(policy(fields), when));
    }

    private static PolicySpec conditioned(PolicySpec policy, Optional<When> when) {
        return when.<PolicySpec>map(requests -> new Conditioned(policy, requests))
                .orElse(policy);
    }

    private static PolicySpec policy(Fields fields) {
        return requestHeaders(fields)
                .or(() -> responseHeaders(fields))
                .or(() -> CachePolicyBinder.policy(fields))
                .or(() -> TrafficPolicyBinder.policy(fields))
                .or(() -> PassagePolicyBinder.policy(fields))
                .or(() -> IdentityPolicyBinder.policy(fields))
                .or(() -> LimitBinder.throttle(fields))
                .or(() -> LimitBinder.quota(fields))
                .orElseThrow(() -> new IllegalArgumentException("expected a policy"));
    }

    private static Optional<PolicySpec> requestHeaders(Fields fields) {
        String name = fields.text("name").orElse(RequestHeadersSpec.TYPE);
        return fields.map(RequestHeadersSpec.TYPE).map(spec -> new RequestHeadersSpec(name, set(spec), remove(spec)));
    }

    private static Optional<PolicySpec> responseHeaders(Fields fields) {
        String name = fields.text("name").orElse(ResponseHeadersSpec.TYPE);
        return fields.map(ResponseHeadersSpec.TYPE).map(spec -> new ResponseHeadersSpec(name, set(spec), remove(spec)));
    }

    private static Map<String, Template> set(Fields spec) {
        Map<String, Template> set = new TreeMap<>();
        spec.map("set").ifPresent(headers -> headers.node()
                .entries()
                .keySet()
                .forEach(name -> set.put(name, Template.parse(headers.required(name)))));
        return set;
    }

    private static List<String> remove(Fields spec) {
        return spec.texts("remove").orElse(List.of());
    }
}
