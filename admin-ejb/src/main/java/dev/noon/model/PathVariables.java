package dev.noon.model;

import dev.noon.model.PolicyMerge.Written;
import dev.noon.model.policy.PolicyItem;
import dev.noon.model.policy.PolicyRef;
import dev.noon.model.policy.PolicySpec;
import dev.noon.model.tree.Pointer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether every <code>${path.NAME}</code> stands for a segment: the template of the route or of the endpoint that runs
 * the policy has that parameter. Only what was just written, or runs what was just written, is looked at.
 */
public final class PathVariables {
    private final Whole whole;
    private final Resolution resolution;
    private final Map<DefinitionId, ReadDefinition> read;
    private final Set<Problem> problems = new TreeSet<>();

    private PathVariables(Whole whole) {
        this.whole = whole;
        this.resolution = whole.resolution();
        this.read = whole.readById();
    }

    /** The parameters of a route's requests: its own, and those of its endpoint if there is one. */
    public static Map<String, Integer> parameters(Route route, Optional<Endpoint> endpoint) {
        Map<String, Integer> parameters = new TreeMap<>(route.path().parameters());
        endpoint.ifPresent(one -> parameters.putAll(one.path().parameters()));
        return parameters;
    }

    /** Policies that read what no template has. They must not be put in force. */
    public static List<Problem> errors(Whole whole) {
        PathVariables variables = new PathVariables(whole);
        boolean policyRead = variables.read.keySet().stream().anyMatch(id -> id.kind() == Kind.POLICY);
        for (Definition definition : whole.inForce().values()) {
            if (definition instanceof ApiProxy proxy && (policyRead || whole.wasRead(proxy, variables.read))) {
                variables.check(proxy);
            }
        }
        ProblemList list = new ProblemList();
        variables.problems.forEach(list::add);
        return list.sorted();
    }

    private void check(ApiProxy proxy) {
        List<List<Written>> routes = PolicyMerge.routes(whole.group(proxy), proxy);
        for (int i = 0; i < routes.size(); i++) {
            Optional<Integer> endpoint = i == 0 ? Optional.empty() : Optional.of(i - 1);
            Set<String> known = parameters(proxy.route(), endpoint.map(proxy.endpoints()::get))
                    .keySet();
            for (Written written : routes.get(i)) {
                check(proxy, known, written.item(), place(proxy, endpoint, written));
            }
        }
    }

    /** Where a policy is written. */
    private record Place(Definition owner, String pointer) {}

    private Place place(ApiProxy proxy, Optional<Integer> endpoint, Written written) {
        return switch (written.level()) {
            case GROUP -> {
                ProxyGroup group = whole.group(proxy).orElseThrow();
                yield place(group, "/spec/policies", group.policies(), written);
            }
            case PROXY -> place(proxy, "/spec/policies", proxy.policies(), written);
            case ENDPOINT ->
                place(
                        proxy,
                        "/spec/endpoints/" + endpoint.orElseThrow() + "/policies",
                        proxy.endpoints().get(endpoint.orElseThrow()).policies(),
                        written);
        };
    }

    private static Place place(Definition owner, String list, List<PolicyItem> items, Written written) {
        return new Place(owner, Pointer.child(list, items.indexOf(written.item())));
    }

    private void check(ApiProxy proxy, Set<String> known, PolicyItem item, Place place) {
        Optional<PolicySpec> spec = resolution.find(item);
        spec.map(PolicySpec::templates).orElse(Map.of()).forEach((field, template) -> {
            String pointer = item instanceof PolicyRef
                    ? Pointer.child(place.pointer(), PolicyRef.TYPE)
                    : place.pointer() + field;
            template.variables().stream()
                    .filter(variable -> variable.isParameter() && !known.contains(variable.name()))
                    .forEach(variable -> report(place.owner(), pointer, unknown(proxy, known, variable)));
        });
    }

    private static String unknown(ApiProxy proxy, Set<String> known, Template.Variable variable) {
        String expected = known.isEmpty() ? "none: there is no template" : String.join(", ", known);
        return "reads " + variable + ", which no parameter of " + proxy.id() + " stands for; expected one of: "
                + expected;
    }

    private void report(Definition owner, String pointer, String message) {
        ReadDefinition written = read.get(owner.id());
        Problem problem =
                written == null ? Problem.ofInForce(owner.id(), pointer, message) : written.problemAt(pointer, message);
        problems.add(problem.as(LintCode.UNSET_VARIABLE));
    }
}
