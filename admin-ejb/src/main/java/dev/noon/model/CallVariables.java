package dev.noon.model;

import dev.noon.model.PolicyMerge.Written;
import dev.noon.model.Template.Source;
import dev.noon.model.policy.ApiCallSpec;
import dev.noon.model.policy.PolicyItem;
import dev.noon.model.policy.PolicyRef;
import dev.noon.model.policy.PolicySpec;
import dev.noon.model.tree.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether every <code>${call.NAME.…}</code> stands behind the call that it names, on every route that runs its policy. Only
 * what was just written, or runs what was just written, is looked at.
 */
public final class CallVariables {
    private final Whole whole;
    private final Resolution resolution;
    private final Map<DefinitionId, ReadDefinition> read;
    private final Set<Problem> problems = new TreeSet<>();

    private CallVariables(Whole whole) {
        this.whole = whole;
        this.resolution = whole.resolution();
        this.read = whole.readById();
    }

    /** Policies that read what nobody has asked before. They must not be put in force. */
    public static List<Problem> errors(Whole whole) {
        CallVariables variables = new CallVariables(whole);
        boolean policyRead = variables.read.keySet().stream().anyMatch(id -> id.kind() == Kind.POLICY);
        for (Definition definition : whole.inForce().values()) {
            if (definition instanceof ApiProxy proxy && (policyRead || whole.wasRead(proxy, variables.read))) {
                PolicyMerge.routes(whole.group(proxy), proxy).forEach(route -> variables.check(proxy, route));
            }
        }
        ProblemList list = new ProblemList();
        variables.problems.forEach(list::add);
        return list.sorted();
    }

    private void check(ApiProxy proxy, List<Written> route) {
        Set<String> asked = new TreeSet<>();
        for (Written written : route) {
            Optional<PolicySpec> spec = resolution.find(written.item());
            spec.map(PolicySpec::templates).orElse(Map.of()).forEach((field, template) -> template.variables().stream()
                    .filter(variable -> variable.source() == Source.CALL && !asked.contains(variable.call()))
                    .forEach(variable -> report(proxy, written.item(), field, unknown(variable, asked))));
            if (spec.isPresent() && spec.get().bare() instanceof ApiCallSpec) {
                asked.add(written.item().name());
            }
        }
    }

    private static String unknown(Template.Variable variable, Set<String> asked) {
        String expected = asked.isEmpty() ? "an apiCall of that name there" : "one of: " + String.join(", ", asked);
        return "reads " + variable + ", but no apiCall named " + variable.call() + " stands in front of it; expected "
                + expected;
    }

    private void report(ApiProxy proxy, PolicyItem item, String field, String message) {
        Map<String, List<PolicyItem>> lists = new TreeMap<>();
        lists.put("/spec/policies", proxy.policies());
        for (int i = 0; i < proxy.endpoints().size(); i++) {
            lists.put(
                    "/spec/endpoints/" + i + "/policies",
                    proxy.endpoints().get(i).policies());
        }
        Optional<String> own = lists.entrySet().stream()
                .filter(list -> list.getValue().contains(item))
                .map(list -> pointer(list.getKey(), list.getValue(), item, field))
                .findFirst();
        Definition owner = own.isPresent()
                ? proxy
                : whole.group(proxy).<Definition>map(group -> group).orElse(proxy);
        String at = own.orElseGet(() -> whole.group(proxy)
                .map(group -> pointer("/spec/policies", group.policies(), item, field))
                .orElse("/spec"));
        ReadDefinition written = read.get(owner.id());
        Problem problem = written == null ? Problem.ofInForce(owner.id(), at, message) : written.problemAt(at, message);
        problems.add(problem.as(LintCode.UNSET_VARIABLE));
    }

    private static String pointer(String list, List<PolicyItem> items, PolicyItem item, String field) {
        String at = Pointer.child(list, new ArrayList<>(items).indexOf(item));
        return item instanceof PolicyRef ? Pointer.child(at, PolicyRef.TYPE) : at + field;
    }
}
