package dev.noon.control;

import dev.noon.model.ApiProxy;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionSet;
import dev.noon.model.Endpoint;
import dev.noon.model.Kind;
import dev.noon.model.PathRule;
import dev.noon.model.PathRule.Shape;
import dev.noon.model.text.MethodText;
import dev.noon.model.text.PathText;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds what people name among the definitions in force. */
record DefinitionsInForce(String environment, DefinitionSet set) {
    private static final int SHOWN = 5;

    /** @throws NotFound if there is no such definition */
    void require(DefinitionId id) {
        if (set.find(id).isEmpty()) {
            throw new NotFound("there is no " + (id.kind() == Kind.PROXY_GROUP ? "group " : "proxy ") + id.name()
                    + " in environment " + environment);
        }
    }

    /**
     * What the endpoint of {@code proxy} is known by.
     *
     * @param text {@code METHOD PATH}, or the path alone where only one endpoint has it
     */
    String endpoint(String proxy, String text) {
        if (proxy.isEmpty()) {
            throw new IllegalArgumentException("endpoint " + text + " is of no proxy; expected PROXY/METHOD PATH");
        }
        int blank = text.indexOf(' ');
        String method = blank < 0 ? "" : text.substring(0, blank);
        String path = text.substring(blank + 1).strip();
        if (!method.isEmpty() && MethodText.fault(method).isPresent()) {
            throw new IllegalArgumentException("endpoint is " + text + "; expected METHOD PATH");
        }
        List<Endpoint> all = proxy(proxy).endpoints();
        List<Endpoint> found = all.stream()
                .filter(each -> each.text().equals(text)
                        || (each.path().text().equals(path) && (method.isEmpty() || has(each, method))))
                .toList();
        if (found.size() == 1) {
            return found.get(0).text();
        }
        throw new NotFound("proxy " + proxy + " has " + (found.isEmpty() ? "no endpoint " : "several endpoints ") + text
                + "; expected " + (all.isEmpty() ? "none, it has no endpoints" : "one of " + listed(all)));
    }

    /** The path of a prefix, if it is one. */
    String path(String prefix) {
        Optional<String> fault = PathText.fault(prefix);
        if (fault.isPresent()) {
            throw new IllegalArgumentException("prefix " + fault.get());
        }
        return prefix;
    }

    /** The proxy whose route leads to {@code prefix}, or lies beneath it. */
    String proxyAt(String prefix, Predicate<String> visible) {
        path(prefix);
        List<ApiProxy> near = set.entries().values().stream()
                .filter(entry -> entry.definition() instanceof ApiProxy)
                .map(entry -> (ApiProxy) entry.definition())
                .filter(proxy -> visible.test(proxy.metadata().project()))
                .toList();
        List<ApiProxy> above = near.stream()
                .filter(proxy -> leadsTo(proxy.route().path(), prefix))
                .toList();
        int longest = above.stream().mapToInt(DefinitionsInForce::length).max().orElse(0);
        List<ApiProxy> found = above.isEmpty()
                ? near.stream().filter(proxy -> liesBeneath(proxy, prefix)).toList()
                : above.stream().filter(proxy -> length(proxy) == longest).toList();
        if (found.size() == 1) {
            return found.get(0).metadata().name();
        }
        if (found.isEmpty()) {
            throw new NotFound("no proxy of environment " + environment + " has a route at " + prefix
                    + "; expected a path of one, or its name beside the prefix");
        }
        throw new IllegalArgumentException("prefix " + prefix + " is of several proxies: "
                + found.stream()
                        .map(proxy -> proxy.metadata().name())
                        .sorted()
                        .limit(SHOWN)
                        .collect(Collectors.joining(", "))
                + "; expected the name of one beside the prefix");
    }

    private ApiProxy proxy(String name) {
        DefinitionId id = new DefinitionId(Kind.API_PROXY, name);
        require(id);
        return (ApiProxy) set.find(id).orElseThrow().definition();
    }

    private static boolean has(Endpoint endpoint, String method) {
        return endpoint.methods().isEmpty() || endpoint.methods().contains(method);
    }

    private static String listed(List<Endpoint> endpoints) {
        return endpoints.stream()
                .map(Endpoint::text)
                .sorted(Comparator.naturalOrder())
                .limit(SHOWN)
                .collect(Collectors.joining(", "));
    }

    private static boolean leadsTo(PathRule route, String path) {
        return switch (route.shape()) {
            case PREFIX -> PathText.isBeneath(route.text(), path);
            case EXACT -> route.text().equals(path);
            case TEMPLATE, PATTERN -> false;
        };
    }

    private static boolean liesBeneath(ApiProxy proxy, String prefix) {
        Shape shape = proxy.route().path().shape();
        return shape != Shape.PATTERN
                && PathText.isBeneath(prefix, proxy.route().path().text());
    }

    private static int length(ApiProxy proxy) {
        return proxy.route().path().text().length();
    }
}
