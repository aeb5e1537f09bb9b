package dev.noon.control;

import dev.noon.model.Credential;
import dev.noon.model.Credential.ClientCredentials;
import dev.noon.model.Definition;
import dev.noon.model.DefinitionId;
import dev.noon.model.IdentityProvider;
import dev.noon.model.Kind;
import dev.noon.model.Problem;
import dev.noon.model.ReadDefinition;
import dev.noon.model.Resolution;
import dev.noon.model.Upstream;
import dev.noon.model.Whole;
import dev.noon.model.text.TargetText;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says which addresses upstreams must not have. */
@FunctionalInterface
public interface TargetRule {
    /** What is wrong with sending requests to {@code target}, in words that continue "is …"; empty if nothing. */
    Optional<String> fault(URI target);

    /** Every address will do. */
    static TargetRule any() {
        return target -> Optional.empty();
    }

    /**
     * What is wrong with the addresses that would be in force: of the upstreams just read and, when the environment's
     * variables were read too, of all. References and variables must have been found sound.
     */
    default List<Problem> problems(Whole whole) {
        Map<DefinitionId, ReadDefinition> read = new HashMap<>();
        whole.read().forEach(definition -> read.putIfAbsent(definition.id(), definition));
        boolean all = read.keySet().stream().anyMatch(id -> id.kind() == Kind.ENVIRONMENT);
        Resolution resolution = whole.resolution();
        List<Problem> problems = new ArrayList<>();
        for (Definition definition : whole.inForce().values()) {
            if (definition instanceof Upstream upstream && (all || read.containsKey(upstream.id()))) {
                add(resolution.upstream(upstream), Optional.ofNullable(read.get(upstream.id())), problems);
            }
            if (definition instanceof IdentityProvider provider
                    && provider.keys() instanceof IdentityProvider.KeySet.Remote remote
                    && read.containsKey(provider.id())) {
                add(remote.jwksUrl(), "/spec/keys/jwksUrl", read.get(provider.id()), problems);
            }
            if (definition instanceof Credential credential
                    && credential.scheme() instanceof ClientCredentials scheme
                    && read.containsKey(credential.id())) {
                add(scheme.tokenUrl(), "/spec/tokenUrl", read.get(credential.id()), problems);
            }
        }
        return problems;
    }

    /** Where tokens and keys are fetched is asked by nodes, too. */
    private void add(URI url, String pointer, ReadDefinition read, List<Problem> problems) {
        fault(TargetText.parse(url.getScheme() + "://" + url.getRawAuthority()))
                .map(fault -> "is " + url + "; " + fault)
                .ifPresent(message -> problems.add(read.problemAt(pointer, message)));
    }

    private void add(Upstream upstream, Optional<ReadDefinition> read, List<Problem> problems) {
        for (int i = 0; i < upstream.targets().size(); i++) {
            String pointer = "/spec/targets/" + i + "/url";
            URI target = upstream.targets().get(i).address();
            fault(target)
                    .map(fault -> "is " + target + "; " + fault)
                    .ifPresent(message -> problems.add(read.map(written -> written.problemAt(pointer, message))
                            .orElseGet(() -> Problem.ofInForce(upstream.id(), pointer, message))));
        }
    }
}
