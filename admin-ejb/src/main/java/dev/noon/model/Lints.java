package dev.noon.model;

import dev.noon.model.PolicyMerge.Written;
import dev.noon.model.Template.Source;
import dev.noon.model.Template.Variable;
import dev.noon.model.policy.CacheSpec;
import dev.noon.model.policy.LimitSpec;
import dev.noon.model.policy.PolicyItem;
import dev.noon.model.policy.PolicyRef;
import dev.noon.model.policy.PolicySpec;
import dev.noon.model.policy.ResponseHeadersSpec;
import dev.noon.model.tree.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is well formed and still wrong or unwise about how policies work together. Only what was just written, or runs
 * what was just written, is looked at: a rule that is new does not stand in the way of other changes.
 */
public final class Lints {
    private final Whole whole;
    private final Resolution resolution;
    private final Map<DefinitionId, ReadDefinition> read;
    private final Set<Problem> problems = new TreeSet<>();

    private Lints(Whole whole) {
        this.whole = whole;
        this.resolution = whole.resolution();
        this.read = whole.read().stream()
                .collect(Collectors.toMap(ReadDefinition::id, definition -> definition, (first, second) -> first));
    }

    /** A list of policies: where it is written, and what is in it. */
    private record Place(Definition definition, String pointer, List<PolicyItem> items) {}

    /** Values of the request that change what is stored but not where it is found. These must not be put in force. */
    public static List<Problem> errors(Whole whole) {
        Lints lints = new Lints(whole);
        boolean policyRead = lints.read.keySet().stream().anyMatch(id -> id.kind() == Kind.POLICY);
        for (Definition definition : whole.inForce().values()) {
            if (definition instanceof ApiProxy proxy && (policyRead || lints.wasRead(proxy))) {
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

    private boolean wasRead(ApiProxy proxy) {
        return read.containsKey(proxy.id())
                || whole.group(proxy)
                        .filter(group -> read.containsKey(group.id()))
                        .isPresent();
    }

    private void checkKeys(ApiProxy proxy) {
        Optional<ProxyGroup> group = whole.group(proxy);
        boolean written = wasRead(proxy);
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

    private void checkKey(ApiProxy proxy, List<Place> places, List<Written> route) {
        Optional<CacheSpec> cache = route.stream()
                .flatMap(written -> resolution.find(written.item()).stream())
                .filter(CacheSpec.class::isInstance)
                .map(CacheSpec.class::cast)
                .findFirst();
        if (cache.isEmpty()) {
            return;
        }
        boolean behind = false;
        for (Written written : route) {
            Optional<PolicySpec> spec = resolution.find(written.item());
            behind |= spec.filter(CacheSpec.class::isInstance).isPresent();
            boolean outgoing =
                    spec.filter(ResponseHeadersSpec.class::isInstance).isPresent() && !behind;
            if (spec.isPresent() && !outgoing) {
                checkInputs(
                        proxy, places, written.item(), spec.get(), cache.get().key());
            }
        }
    }

    private void checkInputs(ApiProxy proxy, List<Place> places, PolicyItem item, PolicySpec spec, CacheSpec.Key key) {
        if (spec instanceof CacheSpec || spec instanceof LimitSpec) {
            return;
        }
        spec.templates().forEach((field, template) -> {
            for (Variable variable : template.variables()) {
                if (!has(key, variable)) {
                    report(proxy, places, item, field, lacks(variable, key));
                }
            }
        });
    }

    /** Whether requests that differ in {@code variable} have different keys. Host and method are in every key that needs them. */
    private static boolean has(CacheSpec.Key key, Variable variable) {
        if (Set.of(Source.ENV, Source.METHOD, Source.HOST).contains(variable.source())) {
            return true;
        }
        if (key instanceof CacheSpec.Key.Text text) {
            return text.template().variables().stream().anyMatch(other -> same(other, variable));
        }
        Optional<List<String>> listed = ((CacheSpec.Key.Query) key).parameters();
        return switch (variable.source()) {
            case PATH -> true;
            case QUERY -> listed.isEmpty() || listed.get().contains(variable.name());
            default -> false;
        };
    }

    /** The case of header names does not count (RFC 9110 section 5.1). */
    private static boolean same(Variable one, Variable other) {
        boolean name = one.source() == Source.HEADER
                ? one.name().equalsIgnoreCase(other.name())
                : one.name().equals(other.name());
        return one.source() == other.source() && name;
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
