package dev.noon.model;

import dev.noon.model.PolicyMerge.Written;
import dev.noon.model.Template.Source;
import dev.noon.model.Template.Variable;
import dev.noon.model.policy.CacheSpec;
import dev.noon.model.policy.JwtSpec;
import dev.noon.model.policy.PolicyItem;
import dev.noon.model.policy.PolicyRef;
import dev.noon.model.policy.PolicySpec;
import dev.noon.model.tree.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Whether <code>${consumer}</code> stands behind a policy that finds out who calls, and <code>${claim.NAME}</code> behind
 * one that verifies a token, as does a cache policy's {@code ttlClaim}, on every route that runs the policy that reads
 * them. Only what was just written, or runs what was just written, is looked at.
 */
public final class CallerVariables {
    private final Whole whole;
    private final Resolution resolution;
    private final Map<DefinitionId, ReadDefinition> read;
    private final Set<Problem> problems = new TreeSet<>();

    private CallerVariables(Whole whole) {
        this.whole = whole;
        this.resolution = whole.resolution();
        this.read = whole.readById();
    }

    /** A list of policies: where it is written, and what is in it. */
    private record Place(Definition owner, String pointer, List<PolicyItem> items) {}

    /** What is known of who calls after some policies. */
    private record Known(boolean consumer, boolean claims) {
        static final Known NOTHING = new Known(false, false);

        Known after(PolicySpec spec) {
            return new Known(consumer || spec.identifies(), claims || spec.bare() instanceof JwtSpec);
        }

        boolean lacks(Variable variable) {
            return (variable.source() == Source.CONSUMER && !consumer)
                    || (variable.source() == Source.CLAIM && !claims);
        }
    }

    /** Policies, and splits of proxies, that read of a caller whom nobody has looked for. They must not be put in force. */
    public static List<Problem> errors(Whole whole) {
        return found(whole, CallerVariables::check);
    }

    /** Upstreams that share out requests by a caller whom nobody has looked for: they take turns then. */
    public static List<Problem> warnings(Whole whole) {
        return found(whole, CallerVariables::checkUpstreams);
    }

    private static List<Problem> found(Whole whole, BiConsumer<CallerVariables, ApiProxy> check) {
        CallerVariables variables = new CallerVariables(whole);
        boolean policyRead = variables.read.keySet().stream().anyMatch(id -> id.kind() == Kind.POLICY);
        for (Definition definition : whole.inForce().values()) {
            if (definition instanceof ApiProxy proxy && (policyRead || whole.wasRead(proxy, variables.read))) {
                check.accept(variables, proxy);
            }
        }
        ProblemList list = new ProblemList();
        variables.problems.forEach(list::add);
        return list.sorted();
    }

    private void check(ApiProxy proxy) {
        List<List<Written>> routes = PolicyMerge.routes(whole.group(proxy), proxy);
        for (int i = 0; i < routes.size(); i++) {
            check(proxy, i, routes.get(i));
        }
    }

    private void checkUpstreams(ApiProxy proxy) {
        Known known = Known.NOTHING;
        for (Written written : PolicyMerge.merged(whole.group(proxy), proxy)) {
            known = resolution.find(written.item()).map(known::after).orElse(known);
        }
        Known all = known;
        for (String name : proxy.upstream().upstreams()) {
            whole.find(new DefinitionId(Kind.UPSTREAM, name)).map(Upstream.class::cast).stream()
                    .flatMap(upstream -> upstream.care().balance().affinity().stream())
                    .flatMap(affinity -> missing(affinity, all))
                    .forEach(variable -> problems.add(problem(
                                    proxy,
                                    "/spec/upstream",
                                    "sends to Upstream/" + name + ", whose affinity reads " + variable
                                            + "; no policy finds that out, so its targets take turns")
                            .as(LintCode.AFFINITY_WITHOUT_CALLER)));
        }
    }

    private void check(ApiProxy proxy, int index, List<Written> route) {
        Known known = Known.NOTHING;
        for (Written written : route) {
            Optional<PolicySpec> found = resolution.find(written.item());
            if (found.isEmpty()) {
                continue;
            }
            Known before = known;
            found.get().templates().forEach((field, template) -> missing(template, before)
                    .forEach(variable -> report(proxy, index, written.item(), field, unknown(variable))));
            if (found.get().bare() instanceof CacheSpec cache && !before.claims()) {
                cache.life()
                        .claim()
                        .map(name -> unknown(new Variable(Source.CLAIM, name)))
                        .ifPresent(message -> report(proxy, index, written.item(), "/cache/ttlClaim", message));
            }
            known = known.after(found.get());
        }
        Known all = known;
        proxy.upstream().affinity().stream()
                .flatMap(affinity -> missing(affinity, all))
                .forEach(variable -> problems.add(
                        problem(proxy, "/spec/affinity", unknown(variable)).as(LintCode.UNSET_VARIABLE)));
    }

    private static Stream<Variable> missing(Template template, Known known) {
        return template.variables().stream().filter(known::lacks);
    }

    private static String unknown(Variable variable) {
        return variable.source() == Source.CLAIM
                ? "reads " + variable + ", but no policy in front of it verifies a token; expected jwt there"
                : "reads " + variable
                        + ", but no policy in front of it finds out who calls; expected apiKey or jwt there";
    }

    private void report(ApiProxy proxy, int route, PolicyItem item, String field, String message) {
        for (Place place : places(proxy, route)) {
            int index = new ArrayList<>(place.items()).indexOf(item);
            if (index >= 0) {
                String at = Pointer.child(place.pointer(), index);
                String pointer = item instanceof PolicyRef ? Pointer.child(at, PolicyRef.TYPE) : at + field;
                problems.add(problem(place.owner(), pointer, message).as(LintCode.UNSET_VARIABLE));
                return;
            }
        }
    }

    /** Where the items of a route may be written: its endpoint first, then the proxy, then the group. */
    private List<Place> places(ApiProxy proxy, int route) {
        List<Place> places = new ArrayList<>();
        if (route > 0) {
            List<PolicyItem> own = proxy.endpoints().get(route - 1).policies();
            places.add(new Place(proxy, "/spec/endpoints/" + (route - 1) + "/policies", own));
        }
        places.add(new Place(proxy, "/spec/policies", proxy.policies()));
        whole.group(proxy).ifPresent(group -> places.add(new Place(group, "/spec/policies", group.policies())));
        return places;
    }

    private Problem problem(Definition owner, String pointer, String message) {
        ReadDefinition written = read.get(owner.id());
        return written == null ? Problem.ofInForce(owner.id(), pointer, message) : written.problemAt(pointer, message);
    }
}
