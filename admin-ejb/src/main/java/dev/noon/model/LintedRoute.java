package dev.noon.model;

import dev.noon.model.PolicyMerge.Level;
import dev.noon.model.PolicyMerge.Written;
import dev.noon.model.policy.PolicyItem;
import dev.noon.model.policy.PolicyRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What runs for some requests of a proxy, as lints look at it.
 *
 * @param endpoint whose requests these are; empty for those that no endpoint matches
 * @param places where the policies may be written: at the endpoint, the proxy, the group
 * @param steps the policies, in the order in which they run; what refers to nothing is left out
 * @param isNew whether it, or a policy that it runs, was just written
 */
record LintedRoute(
        ApiProxy proxy, Optional<Endpoint> endpoint, List<Place> places, List<LintedStep> steps, boolean isNew) {
    /**
     * A list of policies.
     *
     * @param pointer where it stands in its owner's document
     */
    record Place(Definition owner, String pointer, List<PolicyItem> items) {}

    LintedRoute {
        places = List.copyOf(places);
        steps = List.copyOf(steps);
    }

    /** Shows {@code look} every route of each proxy of which one is new. */
    static void forEachProxy(Whole whole, Consumer<List<LintedRoute>> look) {
        Map<DefinitionId, ReadDefinition> read = whole.readById();
        boolean policyRead = read.keySet().stream().anyMatch(id -> id.kind() == Kind.POLICY);
        Resolution resolution = whole.resolution();
        for (Definition definition : whole.inForce().values()) {
            if (definition instanceof ApiProxy proxy && (policyRead || whole.wasRead(proxy, read))) {
                look.accept(routes(proxy, whole, resolution, read));
            }
        }
    }

    private static List<LintedRoute> routes(
            ApiProxy proxy, Whole whole, Resolution resolution, Map<DefinitionId, ReadDefinition> read) {
        Optional<ProxyGroup> group = whole.group(proxy);
        boolean written = whole.wasRead(proxy, read);
        List<LintedRoute> routes = new ArrayList<>();
        for (List<Written> items : PolicyMerge.routes(group, proxy)) {
            int endpoint = routes.size() - 1;
            List<LintedStep> steps = items.stream()
                    .flatMap(item -> resolution.find(item.item()).map(spec -> new LintedStep(item, spec)).stream())
                    .toList();
            routes.add(new LintedRoute(
                    proxy,
                    endpoint < 0
                            ? Optional.empty()
                            : Optional.of(proxy.endpoints().get(endpoint)),
                    places(proxy, group, endpoint),
                    steps,
                    written || items.stream().anyMatch(item -> wasRead(item, read))));
        }
        return routes;
    }

    private static boolean wasRead(Written written, Map<DefinitionId, ReadDefinition> read) {
        return written.item() instanceof PolicyRef ref && read.containsKey(new DefinitionId(Kind.POLICY, ref.ref()));
    }

    private static List<Place> places(ApiProxy proxy, Optional<ProxyGroup> group, int endpoint) {
        List<Place> places = new ArrayList<>();
        if (endpoint >= 0) {
            String pointer = "/spec/endpoints/" + endpoint + "/policies";
            places.add(new Place(proxy, pointer, proxy.endpoints().get(endpoint).policies()));
        }
        places.add(new Place(proxy, "/spec/policies", proxy.policies()));
        group.ifPresent(each -> places.add(new Place(each, "/spec/policies", each.policies())));
        return places;
    }

    /** Whether {@code step} was written for these requests and no others. */
    boolean isOwn(LintedStep step) {
        return step.level() == (endpoint.isPresent() ? Level.ENDPOINT : Level.PROXY);
    }

    /** Whether a request with {@code method} may come; HEAD does wherever GET does. */
    boolean answers(String method) {
        List<String> methods = methods();
        return methods.isEmpty() || methods.contains(method) || (method.equals("HEAD") && methods.contains("GET"));
    }

    /** Methods of the requests; empty for every method. */
    List<String> methods() {
        return endpoint.map(Endpoint::methods)
                .filter(methods -> !methods.isEmpty())
                .orElse(proxy.route().methods());
    }

    /** Paths of the requests. */
    PathRule path() {
        return endpoint.map(Endpoint::path).orElse(proxy.route().path());
    }
}
