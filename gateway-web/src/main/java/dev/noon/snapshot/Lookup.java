package dev.noon.snapshot;

import dev.noon.model.Definition;
import dev.noon.model.DefinitionSet;
import dev.noon.model.DefinitionSet.Versioned;
import dev.noon.model.Kind;
import dev.noon.model.Policy;
import dev.noon.model.Resolution;
import dev.noon.snapshot.CompiledProxy.Uses;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds by name what the proxies of one set refer to. Never changed once it is made.
 *
 * @param variables those of the environment that the node is in
 */
record Lookup(Map<String, Versioned> groups, Map<String, Versioned> policies, Map<String, String> variables) {
    /** One pass over the set: looking up ten thousand names there takes longer than all else together. */
    static Lookup of(DefinitionSet set, String environment) {
        Map<String, Versioned> groups = new HashMap<>();
        Map<String, Versioned> policies = new HashMap<>();
        set.entries().forEach((id, entry) -> {
            if (id.kind() == Kind.PROXY_GROUP) {
                groups.put(id.name(), entry);
            } else if (id.kind() == Kind.POLICY) {
                policies.put(id.name(), entry);
            }
        });
        Map<String, String> variables =
                Resolution.variables(id -> set.find(id).map(Versioned::definition), environment);
        return new Lookup(groups, policies, variables);
    }

    Optional<Versioned> group(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    Optional<Versioned> policy(String name) {
        return Optional.ofNullable(policies.get(name));
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /** Remembers what was found. Confined to one thread. */
    static final class Recorder {
        private final Lookup lookup;
        private final Map<String, Versioned> policies = new HashMap<>();
        private final Map<String, String> variables = new HashMap<>();

        Recorder(Lookup lookup) {
            this.lookup = lookup;
        }

        Resolution resolution() {
            return new Resolution(this::policy, this::variable);
        }

        /** What was found, and what was found elsewhere. */
        Uses uses(Map<String, Versioned> upstreams, Identities.Used identities) {
            return new Uses(upstreams, policies, variables, identities);
        }

        private Optional<Policy> policy(String name) {
            Optional<Versioned> found = lookup.policy(name);
            found.ifPresent(entry -> policies.put(name, entry));
            Optional<Definition> definition = found.map(Versioned::definition);
            return definition.map(Policy.class::cast);
        }

        private Optional<String> variable(String name) {
            Optional<String> found = lookup.variable(name);
            found.ifPresent(text -> variables.put(name, text));
            return found;
        }
    }
}
