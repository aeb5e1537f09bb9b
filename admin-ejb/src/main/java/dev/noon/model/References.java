package dev.noon.model;

import dev.noon.model.policy.CacheSpec;
import dev.noon.model.text.Nearest;
import dev.noon.model.text.TargetText;
import dev.noon.model.tree.Pointer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks that span definitions. Pure; time grows with the number of definitions, not with its square. */
public final class References {
    private static final int MOST_PATTERNS = 100;

    private final Whole whole;
    private final Map<DefinitionId, Definition> inForce;
    private final Resolution resolution;
    private final Map<String, String> variables;
    private final Map<DefinitionId, ReadDefinition> read = new HashMap<>();
    private final ProblemList problems = new ProblemList();

    private References(Whole whole) {
        this.whole = whole;
        this.inForce = whole.inForce();
        this.resolution = whole.resolution();
        this.variables = whole.variables();
    }

    /** Everything that would be wrong if {@code whole} were in force, in file and line order. */
    public static List<Problem> problems(Whole whole) {
        References references = new References(whole);
        whole.read().forEach(references::remember);
        references.checkLinks();
        List<ApiProxy> proxies = references.proxies(whole.read());
        proxies.forEach(references::checkProxy);
        references.checkRoutes(proxies);
        references.checkPatterns(proxies);
        references.checkIdentities();
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

    private void checkLinks() {
        for (Definition definition : inForce.values()) {
            Links links = Links.of(definition);
            links.definitions().forEach(link -> checkLink(definition, link));
            links.variables().forEach(use -> checkVariable(definition, use));
            if (definition instanceof Upstream upstream && !links.variables().isEmpty()) {
                checkAddresses(upstream);
            }
        }
    }

    /** What is to go but is needed by something that stays is blamed itself; it was in no file. */
    private void checkLink(Definition definition, Links.Link link) {
        if (inForce.containsKey(link.to())) {
            return;
        }
        if (whole.absent().contains(link.to()) && !read.containsKey(definition.id())) {
            String message =
                    "cannot be deleted: " + definition.id() + " refers to it in " + Pointer.field(link.pointer());
            problems.add(Problem.ofInForce(link.to(), "", message));
            return;
        }
        report(definition, link.pointer(), unknown(link.to()));
    }

    private String unknown(DefinitionId id) {
        String message = "is " + id.name() + "; there is no " + id.kind().text() + " of that name";
        return problems.isFull() ? message : message + Nearest.hint(id.name(), names(id.kind()));
    }

    private void checkVariable(Definition definition, Links.Use use) {
        Set<String> known = variables.keySet();
        if (!known.contains(use.variable())) {
            report(
                    definition,
                    use.pointer(),
                    "has ${env." + use.variable() + "}, which Environment " + whole.environment() + " does not define"
                            + Nearest.hint(use.variable(), known));
        }
    }

    private void checkAddresses(Upstream upstream) {
        for (int i = 0; i < upstream.targets().size(); i++) {
            String pointer = "/spec/targets/" + i + "/url";
            resolution
                    .address(upstream.targets().get(i).url())
                    .flatMap(TargetText::fault)
                    .ifPresent(fault -> report(upstream, pointer, fault + " when its variables are filled in"));
        }
    }

    private void checkProxy(ApiProxy proxy) {
        Optional<ProxyGroup> group = whole.group(proxy);
        if (proxy.metadata().group().isPresent() && group.isEmpty()) {
            return;
        }
        checkDisabled(group, proxy);
        checkCaches(group, proxy);
    }

    /** An identifier or a client id that two definitions claim would make either of them the caller. */
    private void checkIdentities() {
        Map<String, Definition> owners = new HashMap<>();
        for (Definition definition : sorted()) {
            if (definition instanceof Consumer consumer) {
                for (int i = 0; i < consumer.identifiers().size(); i++) {
                    claim(
                            owners,
                            consumer,
                            "/spec/identifiers/" + i,
                            consumer.identifiers().get(i));
                }
                checkCredentials(owners, consumer);
            } else if (definition instanceof OAuthClient client) {
                claim(owners, client, "/spec/clientId", client.clientId());
            }
        }
    }

    /** One that two consumers may show would make either of them the caller; one for upstreams alone, none. */
    private void checkCredentials(Map<String, Definition> owners, Consumer consumer) {
        for (int i = 0; i < consumer.credentials().size(); i++) {
            String name = consumer.credentials().get(i);
            String pointer = "/spec/credentials/" + i;
            if (!read.containsKey(consumer.id())) {
                owners.putIfAbsent(claimed(consumer, pointer, name), consumer);
                continue;
            }
            claim(owners, consumer, pointer, name);
            Definition credential = inForce.get(new DefinitionId(Kind.CREDENTIAL, name));
            if (credential instanceof Credential found && found.scheme() instanceof Credential.ClientCredentials) {
                report(
                        consumer,
                        pointer,
                        "is " + name + ", which fetches tokens; expected one of type apiKey, basic or bearer");
            }
        }
    }

    private void claim(Map<String, Definition> owners, Definition definition, String pointer, String identifier) {
        Definition owner = owners.putIfAbsent(claimed(definition, pointer, identifier), definition);
        if (owner != null) {
            report(definition, pointer, "is " + identifier + ", which " + owner.id() + " has; expected one of its own");
        }
    }

    /** Each list of a kind has claims of its own. */
    private static String claimed(Definition definition, String pointer, String identifier) {
        return definition.kind() + pointer.replaceFirst("/[0-9]+$", "") + " " + identifier;
    }

    /** Those just read last: they get the blame. */
    private List<Definition> sorted() {
        return inForce.values().stream()
                .sorted(Comparator.comparing((Definition each) -> read.containsKey(each.id()))
                        .thenComparing(Definition::id))
                .toList();
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
        List<String> running = PolicyMerge.merged(group, proxy).stream()
                .map(written -> written.item().name())
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
        List<List<PolicyMerge.Written>> routes = PolicyMerge.routes(group, proxy);
        if (caches(routes.get(0)) > 1) {
            report(proxy, "/spec/policies", secondCache());
            return;
        }
        for (int i = 1; i < routes.size(); i++) {
            if (caches(routes.get(i)) > 1) {
                report(proxy, "/spec/endpoints/" + (i - 1) + "/policies", secondCache());
            }
        }
    }

    private long caches(List<PolicyMerge.Written> policies) {
        return policies.stream()
                .flatMap(written -> resolution.find(written.item()).stream())
                .filter(spec -> spec.bare() instanceof CacheSpec)
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
                report(proxy, pathField(proxy), duplicate(proxy, owner.get()));
            }
        }
    }

    private static String pathField(ApiProxy proxy) {
        return "/spec/route/" + PathFields.ROUTE.field(proxy.route().path().shape());
    }

    /** Patterns are tried one after the other, for every request that nothing else answers. */
    private void checkPatterns(List<ApiProxy> proxies) {
        List<ApiProxy> patterns = proxies.stream()
                .filter(proxy -> proxy.route().path().shape() == PathRule.Shape.PATTERN)
                .toList();
        patterns.stream()
                .skip(MOST_PATTERNS)
                .forEach(proxy -> report(
                        proxy,
                        pathField(proxy),
                        "is one of " + patterns.size() + " patterns of all proxies; expected at most "
                                + MOST_PATTERNS));
    }

    private String duplicate(ApiProxy proxy, ApiProxy owner) {
        String where = Optional.ofNullable(read.get(owner.id()))
                .map(definition -> " (" + place(definition, pathField(owner)) + ")")
                .orElse(" (in force)");
        return "is " + proxy.route().path().text() + ", which ApiProxy '"
                + owner.metadata().name() + "'" + where
                + " answers for the same hosts and methods as '"
                + proxy.metadata().name() + "'; expected a path, hosts or methods of its own";
    }

    private void report(Definition definition, String pointer, String message) {
        ReadDefinition written = read.get(definition.id());
        problems.add(
                written == null
                        ? Problem.ofInForce(definition.id(), pointer, message)
                        : written.problemAt(pointer, message));
    }

    private static String place(ReadDefinition definition, String pointer) {
        return definition.file() + ":" + definition.positionOf(pointer);
    }
}
