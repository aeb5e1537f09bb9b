package dev.noon.snapshot;

import dev.noon.model.ApiProxy;
import dev.noon.model.Definition;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionSet;
import dev.noon.model.DefinitionSet.Versioned;
import dev.noon.model.Environment;
import dev.noon.model.Metadata;
import dev.noon.model.Policy;
import dev.noon.model.ProxyGroup;
import dev.noon.model.Template;
import dev.noon.model.Upstream;
import dev.noon.model.policy.PolicyItem;
import dev.noon.model.policy.PolicySpec;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Definition sets for tests: each change makes the next revision and keeps what did not change. */
final class Definitions {
    private final SortedMap<DefinitionId, Versioned> entries = new TreeMap<>();
    private long revision;

    /** The next revision with {@code definition} new or changed. */
    Definitions put(Definition definition) {
        revision++;
        entries.put(definition.id(), new Versioned(definition, "hash-" + revision, revision));
        return this;
    }

    /** The next revision without {@code id}. */
    Definitions remove(DefinitionId id) {
        revision++;
        entries.remove(id);
        return this;
    }

    DefinitionSet set() {
        return new DefinitionSet(
                revision, "hash-" + revision, Collections.unmodifiableSortedMap(new TreeMap<>(entries)));
    }

    static Upstream upstream(String name, String url) {
        return new Upstream(
                metadata(name, Optional.empty()),
                List.of(new Upstream.Target(URI.create(url), 1)),
                new Upstream.Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(5)),
                OptionalInt.empty(),
                Optional.empty());
    }

    /** An upstream whose address has variables in it. */
    static Upstream movable(String name, String url) {
        return new Upstream(
                metadata(name, Optional.empty()),
                List.of(new Upstream.Target(Template.parse(url), 1)),
                Upstream.Timeouts.DEFAULT,
                OptionalInt.empty(),
                Optional.empty());
    }

    static Policy policy(String name, PolicySpec policy) {
        return new Policy(metadata(name, Optional.empty()), policy);
    }

    static Environment environment(String name, Map<String, String> variables) {
        return new Environment(metadata(name, Optional.empty()), variables, Optional.empty());
    }

    static ApiProxy proxy(String name, String upstream, PolicyItem... policies) {
        return proxy(metadata(name, Optional.empty()), upstream, policies);
    }

    static ApiProxy grouped(String name, String upstream, String group, PolicyItem... policies) {
        return proxy(metadata(name, Optional.of(group)), upstream, policies);
    }

    static ProxyGroup group(String name, PolicyItem... policies) {
        return new ProxyGroup(metadata(name, Optional.empty()), List.of(policies));
    }

    /** A proxy that only {@code host} knows at {@code path}. */
    static ApiProxy at(String name, String upstream, String host, String path) {
        dev.noon.model.Route route = new dev.noon.model.Route(List.of(host), path, List.of());
        return new ApiProxy(metadata(name, Optional.empty()), route, upstream, false, List.of(), List.of(), List.of());
    }

    /** A proxy with any route. */
    static ApiProxy routed(String name, String upstream, dev.noon.model.Route route) {
        return new ApiProxy(metadata(name, Optional.empty()), route, upstream, false, List.of(), List.of(), List.of());
    }

    private static ApiProxy proxy(Metadata metadata, String upstream, PolicyItem... policies) {
        dev.noon.model.Route route = new dev.noon.model.Route(List.of("*"), "/" + metadata.name(), List.of());
        return new ApiProxy(metadata, route, upstream, false, List.of(policies), List.of(), List.of());
    }

    private static Metadata metadata(String name, Optional<String> group) {
        return new Metadata(name, "default", group);
    }
}
