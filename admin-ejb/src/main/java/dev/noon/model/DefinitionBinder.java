package dev.noon.model;

import dev.noon.model.policy.PolicyItem;
import dev.noon.model.tree.MapNode;
import dev.noon.model.tree.Node;
import dev.noon.model.tree.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Turns one document into a definition, after its schema has been checked. */
final class DefinitionBinder {
    private static final String METADATA = "/metadata";
    private static final String ROUTE = "/spec/route";
    private static final String POLICIES = "/spec/policies";
    private static final String ENDPOINTS = "/spec/endpoints";

    private final MapNode root;
    private final Findings findings;
    private final PolicyBinder policies;

    DefinitionBinder(MapNode root, Findings findings) {
        this.root = root;
        this.findings = findings;
        this.policies = new PolicyBinder(root, findings);
    }

    /** The definition, if nothing at all is wrong with it; what is wrong is added to the findings. */
    Optional<Definition> bind(Kind kind) {
        return switch (kind) {
            case API_PROXY -> apiProxy();
            case UPSTREAM -> bound(() -> UpstreamBinder.upstream(metadata(), fields("/spec")));
            case PROXY_GROUP -> proxyGroup();
            case POLICY -> policies.policy("/spec").flatMap(spec -> bound(() -> new Policy(metadata(), spec)));
            case ENVIRONMENT -> bound(() -> OperationKinds.environment(metadata(), fields("/spec")));
            case CREDENTIAL -> bound(() -> CredentialBinder.credential(metadata(), fields("/spec")));
            case CONSUMER -> bound(() -> IdentityKinds.consumer(metadata(), fields("/spec")));
            case IDENTITY_PROVIDER -> bound(() -> IdentityKinds.identityProvider(metadata(), fields("/spec")));
            case OAUTH_CLIENT -> bound(() -> IdentityKinds.oauthClient(metadata(), fields("/spec")));
            case CACHE_SERVER -> bound(() -> OperationKinds.cacheServer(metadata(), fields("/spec")));
            case PROBE -> bound(() -> OperationKinds.probe(metadata(), fields("/spec")));
        };
    }

    private Optional<Definition> bound(Supplier<Definition> definition) {
        if (!findings.sound("")) {
            return Optional.empty();
        }
        try {
            return Optional.of(definition.get());
        } catch (IllegalArgumentException e) {
            blame(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** What a record says of several fields together begins with the one that is to blame. */
    private void blame(String message) {
        String field = message.substring(0, Math.max(0, message.indexOf(' ')));
        String pointer = "/" + field.replace('.', '/');
        boolean known = field.startsWith("spec") && root.find(pointer).isPresent();
        findings.add(known ? pointer : "", known ? message.substring(field.length() + 1) : message);
    }

    private Optional<Definition> apiProxy() {
        Optional<Route> route = findings.bind(ROUTE, () -> RouteBinder.route(fields(ROUTE)));
        Optional<Split> split = new SplitBinder(root, findings).split();
        List<PolicyItem> specs = policies.policies(POLICIES);
        List<Endpoint> endpoints = endpoints(route);
        return findings.bind("", () -> {
            Fields spec = fields("/spec");
            return new ApiProxy(
                    metadata(),
                    route.orElseThrow(),
                    split.orElseThrow(),
                    spec.isTrue("stripPath"),
                    specs,
                    spec.texts("disable").orElse(List.of()),
                    endpoints);
        });
    }

    private Optional<Definition> proxyGroup() {
        List<PolicyItem> specs = policies.policies(POLICIES);
        return findings.bind("", () -> new ProxyGroup(metadata(), specs));
    }

    private Metadata metadata() {
        Fields metadata = fields(METADATA);
        return new Metadata(
                metadata.required("name"),
                metadata.text("project").orElse(Metadata.DEFAULT_PROJECT),
                metadata.text("group"));
    }

    /** The sound endpoints; they are held against the route if that is sound too. */
    private List<Endpoint> endpoints(Optional<Route> route) {
        List<Endpoint> endpoints = new ArrayList<>();
        List<Node> items = root.itemsAt(ENDPOINTS);
        for (int i = 0; i < items.size(); i++) {
            String pointer = Pointer.child(ENDPOINTS, i);
            List<PolicyItem> specs = policies.policies(pointer + "/policies");
            if (items.get(i) instanceof MapNode map) {
                findings.bind(pointer, () -> endpoint(new Fields(map), specs)).ifPresent(endpoint -> {
                    route.flatMap(known -> EndpointRules.fault(known, endpoints, endpoint))
                            .ifPresent(fault -> findings.add(pointer + "/match/" + fault.field(), fault.message()));
                    endpoints.add(endpoint);
                });
            }
        }
        return endpoints;
    }

    private static Endpoint endpoint(Fields endpoint, List<PolicyItem> specs) {
        Fields match = endpoint.map("match").orElseThrow();
        return new Endpoint(
                match.texts("methods").orElse(List.of()),
                PathFields.ENDPOINT.read(match),
                specs,
                endpoint.texts("disable").orElse(List.of()));
    }

    /** A map that the schema requires. */
    private Fields fields(String pointer) {
        return root.mapAt(pointer)
                .map(Fields::new)
                .orElseThrow(() -> new IllegalArgumentException(pointer + " is missing; expected a map"));
    }
}
