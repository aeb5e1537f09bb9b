package dev.noon.model;

import dev.noon.model.PolicyMerge.Written;
import dev.noon.model.Template.Source;
import dev.noon.model.Template.Variable;
import dev.noon.model.policy.Acts;
import dev.noon.model.policy.ApiCallSpec;
import dev.noon.model.policy.CacheSpec;
import dev.noon.model.policy.LimitSpec;
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
 * What is well formed and still wrong or unwise about how policies work together. Only what was just written, or runs
 * what was just written, is looked at: a rule that is new does not stand in the way of other changes.
 */
public final class Lints {
    private static final String PASSED_BY = "stands behind the cache policy, where stored answers pass it by; expected"
            + " it in front of the cache policy";

    private final Whole whole;
    private final Resolution resolution;
    private final Map<DefinitionId, ReadDefinition> read;
    private final Set<Problem> problems = new TreeSet<>();

    private Lints(Whole whole) {
        this.whole = whole;
        this.resolution = whole.resolution();
        this.read = whole.readById();
    }

    /** A list of policies: where it is written, and what is in it. */
    private record Place(Definition definition, String pointer, List<PolicyItem> items) {}

    /** Values of the request that change what is stored but not where it is found. These must not be put in force. */
    public static List<Problem> errors(Whole whole) {
        Lints lints = new Lints(whole);
        boolean policyRead = lints.read.keySet().stream().anyMatch(id -> id.kind() == Kind.POLICY);
        for (Definition definition : whole.inForce().values()) {
            if (definition instanceof ApiProxy proxy && (policyRead || whole.wasRead(proxy, lints.read))) {
                lints.checkKeys(proxy);
            }
        }
        return lints.listed();
    }

    /** What may be meant, but rarely is. */
    public static List<Problem> warnings(Whole whole) {
        Lints lints = new Lints(whole);
        whole.read().forEach(lints::checkTemplates);
        return lints.listed();
    }

    private List<Problem> listed() {
        ProblemList list = new ProblemList();
        problems.forEach(list::add);
        return list.sorted();
    }

    private void checkKeys(ApiProxy proxy) {
        Optional<ProxyGroup> group = whole.group(proxy);
        boolean written = whole.wasRead(proxy, read);
        List<List<Written>> routes = PolicyMerge.routes(group, proxy);
        for (int i = 0; i < routes.size(); i++) {
            if (written || routes.get(i).stream().anyMatch(this::wasRead)) {
                checkKey(proxy, places(proxy, group, i), routes.get(i));
            }
        }
    }

    private boolean wasRead(Written written) {
        return written.item() instanceof PolicyRef ref && read.containsKey(new DefinitionId(Kind.POLICY, ref.ref()));
    }

    /** Where the items of a route may be written: its endpoint first, then the proxy, then the group. */
    private static List<Place> places(ApiProxy proxy, Optional<ProxyGroup> group, int route) {
        List<Place> places = new ArrayList<>();
        if (route > 0) {
            String pointer = "/spec/endpoints/" + (route - 1) + "/policies";
            places.add(
                    new Place(proxy, pointer, proxy.endpoints().get(route - 1).policies()));
        }
        places.add(new Place(proxy, "/spec/policies", proxy.policies()));
        group.ifPresent(each -> places.add(new Place(each, "/spec/policies", each.policies())));
        return places;
    }

    /** A policy as it is written, and what it says. */
    private record Resolved(Written written, PolicySpec spec) {
        boolean isCache() {
            return spec.bare() instanceof CacheSpec;
        }
    }

    private void checkKey(ApiProxy proxy, List<Place> places, List<Written> route) {
        List<Resolved> policies = route.stream()
                .flatMap(written -> resolution.find(written.item()).map(spec -> new Resolved(written, spec)).stream())
                .toList();
        int cache = policies.stream().map(Resolved::isCache).toList().indexOf(true);
        if (cache < 0) {
            return;
        }
        List<PolicySpec> front =
                policies.subList(0, cache).stream().map(Resolved::spec).toList();
        CacheSpec.Key key = ((CacheSpec) policies.get(cache).spec().bare()).key();
        for (int i = 0; i < policies.size(); i++) {
            Resolved policy = policies.get(i);
            boolean behind = i > cache;
            if (behind && isPassedBy(policy.spec())) {
                report(
                        proxy,
                        places,
                        policy.written().item(),
                        "/" + policy.spec().type(),
                        PASSED_BY);
            }
            if (!policy.isCache() && reachesStore(policy.spec(), behind)) {
                checkInputs(
                        proxy,
                        places,
                        policy,
                        new KeyReach(key, front, calls(policies.subList(0, i))),
                        Math.min(i, cache));
            }
        }
    }

    /** What calls ask with, by their names. */
    private static Map<String, PolicySpec> calls(List<Resolved> policies) {
        Map<String, PolicySpec> calls = new TreeMap<>();
        for (Resolved policy : policies) {
            if (policy.spec().bare() instanceof ApiCallSpec) {
                calls.put(policy.written().item().name(), policy.spec());
            }
        }
        return calls;
    }

    /** A limit behind the cache is meant: it counts what is fetched. */
    private static boolean isPassedBy(PolicySpec spec) {
        return spec.acts() == Acts.GATE && !(spec.bare() instanceof LimitSpec);
    }

    private static boolean reachesStore(PolicySpec spec, boolean behind) {
        return spec.acts() == Acts.REQUEST || (spec.acts() == Acts.REPLY && behind);
    }

    private void checkInputs(ApiProxy proxy, List<Place> places, Resolved policy, KeyReach reach, int index) {
        policy.spec().inputs().forEach((field, variables) -> {
            for (Variable variable : variables) {
                if (!reach.has(index, field, variable)) {
                    report(proxy, places, policy.written().item(), field, lacks(variable, reach.key()));
                }
            }
        });
    }

    private static String lacks(Variable variable, CacheSpec.Key key) {
        boolean listable = key instanceof CacheSpec.Key.Query && variable.source() == Source.QUERY;
        String expected = listable
                ? variable.name() + " in cache.key.query"
                : "it in cache.key.template, for example \"" + variable + ":${path}\"";
        return "reads " + variable + ", which the cache's key lacks: what is stored for one request would answer"
                + " another; expected " + expected;
    }

    private void report(ApiProxy proxy, List<Place> places, PolicyItem item, String field, String message) {
        for (Place place : places) {
            int index = place.items().indexOf(item);
            if (index >= 0) {
                String at = Pointer.child(place.pointer(), index);
                String pointer = item instanceof PolicyRef ? Pointer.child(at, PolicyRef.TYPE) : at + field;
                problems.add(at(proxy, place.definition(), pointer, message));
                return;
            }
        }
    }

    /** At the policy, if its list was just read; otherwise at the proxy or, last, at what is in force. */
    private Problem at(ApiProxy proxy, Definition owner, String pointer, String message) {
        ReadDefinition written = read.get(owner.id());
        if (written != null) {
            return written.problemAt(pointer, message);
        }
        ReadDefinition other = read.get(proxy.id());
        return other == null
                ? Problem.ofInForce(owner.id(), pointer, message)
                : other.problemAt(
                        "/spec", "runs " + Pointer.field(pointer) + " of " + owner.id() + ", which " + message);
    }

    private void checkTemplates(ReadDefinition definition) {
        Links.of(definition.definition()).policies().forEach((pointer, spec) -> {
            Template key = spec.templates().get(CacheSpec.TEMPLATE);
            if (key != null && key.variables().stream().noneMatch(variable -> variable.source() == Source.PATH)) {
                problems.add(definition.problemAt(
                        pointer + CacheSpec.TEMPLATE,
                        "has no ${path}: requests for different paths share one stored answer"));
            }
        });
    }
}
