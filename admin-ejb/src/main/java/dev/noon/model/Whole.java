package dev.noon.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that would be in force, and what of it was just read.
 *
 * @param inForce the complete set, with the definitions just read in it
 * @param read the definitions just read, for their places; problems of others name kind and name in place of a file
 * @param absent what is to go and is not in the set any more
 * @param environment name of the environment
 */
public record Whole(
        Map<DefinitionId, Definition> inForce,
        List<ReadDefinition> read,
        Set<DefinitionId> absent,
        String environment) {

    /** What references and variables stand for. */
    public Resolution resolution() {
        return Resolution.of(this::find, environment);
    }

    /** The variables of the environment. */
    Map<String, String> variables() {
        return Resolution.variables(this::find, environment);
    }

    /** The definition of that id, if there is one. */
    public Optional<Definition> find(DefinitionId id) {
        return Optional.ofNullable(inForce.get(id));
    }

    /** The group of {@code proxy}, if it has one that exists. */
    public Optional<ProxyGroup> group(ApiProxy proxy) {
        return proxy.metadata()
                .group()
                .flatMap(name -> find(new DefinitionId(Kind.PROXY_GROUP, name)))
                .map(ProxyGroup.class::cast);
    }

    /** The definitions just read, by their ids; the first, if one was read twice. */
    Map<DefinitionId, ReadDefinition> readById() {
        return read.stream()
                .collect(Collectors.toMap(ReadDefinition::id, definition -> definition, (first, second) -> first));
    }

    /** Whether {@code proxy} or its group was just read. */
    boolean wasRead(ApiProxy proxy, Map<DefinitionId, ReadDefinition> byId) {
        return byId.containsKey(proxy.id())
                || group(proxy).filter(group -> byId.containsKey(group.id())).isPresent();
    }
}
