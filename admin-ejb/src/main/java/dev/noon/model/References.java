package dev.noon.model;

import dev.noon.model.policy.CacheSpec;
import dev.noon.model.text.Nearest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks that span definitions. Pure; time grows with the number of definitions, not with its square. */
public final class References {
    private final Map<DefinitionId, Definition> inForce;
    private final Map<DefinitionId, ReadDefinition> read = new HashMap<>();
    private final ProblemList problems = new ProblemList();

    private References(Map<DefinitionId, Definition> inForce) {
        this.inForce = inForce;
    }

    /**
     * Everything that would be wrong if {@code inForce} were in force, in file and line order.
     *
     * @param inForce the complete set, with the definitions just read in it
     * @param read the definitions just read, for their places; problems of others name kind and name
     *     in place of a file
     */
    public static List<Problem> problems(Map<DefinitionId, Definition> inForce, List<ReadDefinition> read) {
        References references = new References(inForce);
        read.forEach(references::remember);
        List<ApiProxy> proxies = references.proxies(read);
        proxies.forEach(references::checkProxy);
        references.checkRoutes(proxies);
        return references.problems.sorted();
    }

    private void remember(ReadDefinition definition) {
        ReadDefinition first = read.putIfAbsent(definition.id(), definition);
        if (first != null) {
            String message = "is " + definition.id().name() + " for a second time; the first "
                    + definition.id().kind().text() + " of that name is at " + place(first, "/metadata/name");
            problems.add(definition.problemAt("/metadata/name", message));
        }
    }

    /** All proxies, in the order of their names; those just read last, as written: they get the blame. */
    private List<ApiProxy> proxies(List<ReadDefinition> justRead) {
        Stream<DefinitionId> others = inForce.keySet().stream()
                .filter(id -> id.kind() == Kind.API_PROXY && !read.containsKey(id))
                .sorted();
        return Stream.concat(others, justRead.stream().map(ReadDefinition::id).distinct())
                .map(inForce::get)
                .filter(ApiProxy.class::isInstance)
                .map(ApiProxy.class::cast)
                .toList();
    }

    private void checkProxy(ApiProxy proxy) {
        if (find(Kind.UPSTREAM, proxy.upstream()).isEmpty()) {
            report(proxy, "/spec/upstream", unknown("Upstream", proxy.upstream(), Kind.UPSTREAM));
        }
        Optional<ProxyGroup> group = group(proxy);
        String name = proxy.metadata().group().orElse("");
        if (!name.isEmpty() && group.isEmpty()) {
            report(proxy, "/metadata/group", unknown("ProxyGroup", name, Kind.PROXY_GROUP));
            return;
        }
        checkDisabled(group, proxy);
        checkCaches(group, proxy);
    }

    private Optional<ProxyGroup> group(ApiProxy proxy) {
        return proxy.metadata()
                .group()
                .flatMap(name -> find(Kind.PROXY_GROUP, name))
                .filter(ProxyGroup.class::isInstance)
                .map(ProxyGroup.class::cast);
    }

    private String unknown(String what, String name, Kind kind) {
        String message = "is " + name + "; there is no " + what + " of that name";
        return problems.isFull() ? message : message + Nearest.hint(name, names(kind));
    }

    private List<String> names(Kind kind) {
        return inForce.keySet().stream()
                .filter(id -> id.kind() == kind)
                .map(DefinitionId::name)
                .toList();
    }

    /** A name that disables nothing is probably misspelt; only said of what was just written. */
    private void checkDisabled(Optional<ProxyGroup> group, ApiProxy proxy) {
        if (!read.containsKey(proxy.id())) {
            return;
        }
        List<String> inherited = group.map(ProxyGroup::policies).orElse(List.of()).stream()
                .map(policy -> policy.name())
                .toList();
        checkDisabled(proxy, "/spec/disable", proxy.disable(), inherited);
        List<String> running = PolicyMerge.effective(group, proxy).stream()
                .map(placed -> placed.spec().name())
                .toList();
        for (int i = 0; i < proxy.endpoints().size(); i++) {
            List<String> disable = proxy.endpoints().get(i).disable();
            checkDisabled(proxy, "/spec/endpoints/" + i + "/disable", disable, running);
        }
    }

    private void checkDisabled(ApiProxy proxy, String pointer, List<String> disable, List<String> inherited) {
        for (int i = 0; i < disable.size(); i++) {
            if (!inherited.contains(disable.get(i))) {
                String expected = inherited.isEmpty()
                        ? "expected none: no policy is inherited"
                        : "expected one of: " + String.join(", ", inherited);
                report(proxy, pointer + "/" + i, "is " + disable.get(i) + "; " + expected);
            }
        }
    }

    private void checkCaches(Optional<ProxyGroup> group, ApiProxy proxy) {
        if (caches(PolicyMerge.effective(group, proxy)) > 1) {
            report(proxy, "/spec/policies", secondCache());
            return;
        }
        for (int i = 0; i < proxy.endpoints().size(); i++) {
            if (caches(PolicyMerge.effective(group, proxy, proxy.endpoints().get(i))) > 1) {
                report(proxy, "/spec/endpoints/" + i + "/policies", secondCache());
            }
        }
    }

    private static long caches(List<PolicyMerge.Placed> policies) {
        return policies.stream()
                .filter(placed -> placed.spec() instanceof CacheSpec)
                .count();
    }

    private static String secondCache() {
        return "has a second cache policy beside an inherited one; expected at most one: give it the same name, or"
                + " disable the other";
    }

    private void checkRoutes(List<ApiProxy> proxies) {
        RouteClaims claims = new RouteClaims();
        Set<Set<DefinitionId>> said = new HashSet<>();
        for (ApiProxy proxy : proxies) {
            Optional<ApiProxy> owner = claims.claim(proxy);
            if (owner.isPresent() && said.add(Set.of(proxy.id(), owner.get().id()))) {
                report(proxy, "/spec/route/path", duplicate(proxy, owner.get()));
            }
        }
    }

    private String duplicate(ApiProxy proxy, ApiProxy owner) {
        String where = Optional.ofNullable(read.get(owner.id()))
                .map(definition -> " (" + place(definition, "/spec/route/path") + ")")
                .orElse(" (in force)");
        return "is " + proxy.route().path() + ", which ApiProxy '"
                + owner.metadata().name() + "'" + where
                + " answers for the same hosts and methods as '"
                + proxy.metadata().name() + "'; expected a path, hosts or methods of its own";
    }

    private Optional<Definition> find(Kind kind, String name) {
        return Optional.ofNullable(inForce.get(new DefinitionId(kind, name)));
    }

    private void report(ApiProxy proxy, String pointer, String message) {
        ReadDefinition written = read.get(proxy.id());
        problems.add(
                written == null
                        ? Problem.ofInForce(proxy.id(), pointer, message)
                        : written.problemAt(pointer, message));
    }

    private static String place(ReadDefinition definition, String pointer) {
        return definition.file() + ":" + definition.positionOf(pointer);
    }
}
