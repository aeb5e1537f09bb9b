package dev.noon.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.model.Definition;
import dev.noon.model.DefinitionId;
import dev.noon.model.ReadDefinition;
import dev.noon.model.Whole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TargetRuleTest {
    private static final TargetRule NOT_9090 =
            target -> target.getPort() == 9090 ? Optional.of("expected another port") : Optional.empty();

    @Test
    void where_requests_go_and_where_tokens_are_fetched_is_held_against_the_rule() {
        assertThat(faults("Upstream", "targets: [ { url: 'http://a:9090' }, { url: 'http://a:9091' } ]"))
                .containsExactly("spec.targets[0].url is http://a:9090; expected another port");
        assertThat(faults("Credential", token("http://a:9090/token")))
                .containsExactly("spec.tokenUrl is http://a:9090/token; expected another port");
        assertThat(faults("Credential", token("https://a/token?x=9090"))).isEmpty();
        assertThat(faults("Credential", "type: bearer, secret: abc")).isEmpty();
        assertThat(faults(
                        "IdentityProvider",
                        "issuer: 'http://a:9090', audiences: [x], keys: { jwksUrl: 'http://a:9090/certs' }"))
                .containsExactly("spec.keys.jwksUrl is http://a:9090/certs; expected another port");
    }

    private static String token(String url) {
        return "type: clientCredentials, tokenUrl: '" + url + "', clientId: a, secret: abc";
    }

    private static List<String> faults(String kind, String spec) {
        String text = "apiVersion: noon.dev/v1\nkind: " + kind + "\nmetadata: { name: a }\nspec: { " + spec + " }\n";
        List<ReadDefinition> read =
                ControlPlane.READER.read(ControlPlane.files(text)).definitions();
        Map<DefinitionId, Definition> inForce = new HashMap<>();
        read.forEach(one -> inForce.put(one.id(), one.definition()));
        return NOT_9090.problems(new Whole(inForce, read, Set.of(), "dev")).stream()
                .map(problem -> problem.field() + " " + problem.message())
                .toList();
    }
}
