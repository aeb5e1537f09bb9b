package dev.noon.model;

import dev.noon.model.policy.PolicyItem;
import dev.noon.model.policy.PolicyRef;
import dev.noon.model.policy.PolicySpec;
import dev.noon.model.tree.Pointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one definition names: other definitions, and variables of the environment; and the policies that it spells out. */
final class Links {
    private final List<Link> definitions = new ArrayList<>();
    private final List<Use> variables = new ArrayList<>();
    private final Map<String, PolicySpec> policies = new LinkedHashMap<>();

    private Links() {}

    /** A field that names a definition. */
    record Link(String pointer, DefinitionId to) {}

    /** A field that has a variable of the environment in it. */
    record Use(String pointer, String variable) {}

    /** What {@code definition} names. */
    static Links of(Definition definition) {
        Links links = new Links();
        if (definition instanceof ApiProxy proxy) {
            links.add(proxy);
        } else if (definition instanceof ProxyGroup group) {
            links.add("/spec/policies", group.policies());
        } else if (definition instanceof Policy policy) {
            links.add("/spec", policy.policy());
        } else if (definition instanceof Upstream upstream) {
            links.add(upstream);
        } else if (definition instanceof Consumer consumer) {
            links.addAll("/spec/credentials", consumer.credentials());
        } else if (definition instanceof Probe probe) {
            probe.request()
                    .credential()
                    .ifPresent(name -> links.add("/spec/request/credential", Kind.CREDENTIAL, name));
        }
        return links;
    }

    /** The definitions, in the order written. */
    List<Link> definitions() {
        return definitions;
    }

    /** The variables of the environment. */
    List<Use> variables() {
        return variables;
    }

    /** The policies that it spells out, by their pointers. */
    Map<String, PolicySpec> policies() {
        return policies;
    }

    private void add(ApiProxy proxy) {
        add(proxy.upstream());
        proxy.metadata().group().ifPresent(name -> add("/metadata/group", Kind.PROXY_GROUP, name));
        add("/spec/policies", proxy.policies());
        for (int i = 0; i < proxy.endpoints().size(); i++) {
            add("/spec/endpoints/" + i + "/policies", proxy.endpoints().get(i).policies());
        }
    }

    private void add(Split split) {
        List<String> upstreams = split.upstreams();
        for (int i = 0; i < upstreams.size(); i++) {
            String pointer = split.isSingle() ? "/spec/upstream" : "/spec/upstream/" + i + "/upstream";
            add(pointer, Kind.UPSTREAM, upstreams.get(i));
        }
    }

    private void add(Upstream upstream) {
        upstream.credential().ifPresent(name -> add("/spec/credential", Kind.CREDENTIAL, name));
        for (int i = 0; i < upstream.targets().size(); i++) {
            add("/spec/targets/" + i + "/url", upstream.targets().get(i).url());
        }
    }

    private void add(String pointer, List<PolicyItem> policies) {
        for (int i = 0; i < policies.size(); i++) {
            String at = Pointer.child(pointer, i);
            if (policies.get(i) instanceof PolicyRef ref) {
                add(Pointer.child(at, PolicyRef.TYPE), Kind.POLICY, ref.ref());
            } else {
                add(at, (PolicySpec) policies.get(i));
            }
        }
    }

    private void add(String pointer, PolicySpec policy) {
        policies.put(pointer, policy);
        policy.upstreams().forEach((field, name) -> add(pointer + field, Kind.UPSTREAM, name));
        policy.providers().forEach((field, name) -> add(pointer + field, Kind.IDENTITY_PROVIDER, name));
        for (Map.Entry<String, Template> field : policy.templates().entrySet()) {
            add(pointer + field.getKey(), field.getValue());
        }
    }

    private void add(String pointer, Template template) {
        template.variables().stream()
                .filter(variable -> variable.source() == Template.Source.ENV)
                .forEach(variable -> variables.add(new Use(pointer, variable.name())));
    }

    private void addAll(String pointer, List<String> credentials) {
        for (int i = 0; i < credentials.size(); i++) {
            add(Pointer.child(pointer, i), Kind.CREDENTIAL, credentials.get(i));
        }
    }

    private void add(String pointer, Kind kind, String name) {
        definitions.add(new Link(pointer, new DefinitionId(kind, name)));
    }
}
