package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.model.policy.ApiKeySpec;
import dev.noon.model.policy.JwtSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a policy that finds out who calls is said where it stands. */
class IdentityPoliciesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apiKey: { header: 'X Key' }                     | .header: is X Key; expected a header name",
                "apiKey: { header: Host }                        | .header: is Host; the gateway itself writes this header",
                "apiKey: { header: Authorization }               | apiKey.header is Authorization; expected apiKey.basic or apiKey.bearer",
                "apiKey: { query: '' }                           | .query: is ''; expected the name of a query parameter",
                "apiKey: { basic: yes-please }                   | .basic: is yes-please",
                "apiKey: { key: a }                              | unknown field 'key'",
                "jwt: {}                                         | .provider: is missing",
                "jwt: { provider: P }                            | .provider: is P; expected a name",
                "jwt: { provider: p, claims: {} }                | .claims: is an empty map; expected at least one claim",
                "jwt: { provider: p, claims: { scope: read } }   | .claims.scope: is read; expected a list",
                "jwt: { provider: p, claims: { scope: [] } }     | .claims.scope: is an empty list; expected at least one item",
                "jwt: { provider: p, claims: { 'a b': [x] } }    | is a b; expected 1 to 256 printable ASCII characters",
                "jwt: { provider: p, consumer: all }             | .consumer: is all; expected one of: known, any",
                "jwt: { provider: p, header: Transfer-Encoding } | .header: is Transfer-Encoding; the gateway itself writes",
            })
    void whatIsWrongIsNamed(String policy, String problem) {
        assertThat(Reads.problems(Reads.proxy("a", "/a", "policies: [ { " + policy + " } ]")))
                .anySatisfy(each -> assertThat(each).contains(problem));
    }

    @Test
    void whatIsNotWrittenIsFilledIn() {
        ApiKeySpec key = (ApiKeySpec) spec("apiKey: {}");
        assertThat(key.places()).isEqualTo(new ApiKeySpec.Places("X-API-Key", Optional.empty(), false, false));
        assertThat(key.forward()).isFalse();
        assertThat(key.optional()).isFalse();
        JwtSpec jwt = (JwtSpec) spec("jwt: { provider: p, claims: { scope: [a, b] } }");
        assertThat(jwt.place()).isEqualTo(new JwtSpec.Place("Authorization", Optional.empty()));
        assertThat(jwt.terms()).isEqualTo(new JwtSpec.Terms(false, true, false));
        assertThat(jwt.claims()).containsOnlyKeys("scope").containsEntry("scope", List.of("a", "b"));
    }

    @Test
    void behindACacheNeitherWouldBeAsked() {
        String proxy = Reads.proxy("a", "/a", "policies: [ { cache: { ttl: 5s } }, { apiKey: {} } ]");
        ReadDefinition read = Reads.one(proxy);
        Whole whole =
                new Whole(java.util.Map.of(read.id(), read.definition()), List.of(read), java.util.Set.of(), "dev");
        assertThat(Lints.errors(whole))
                .singleElement()
                .asString()
                .contains("stands behind the cache policy, where stored answers pass it by");
    }

    private static Object spec(String policy) {
        ApiProxy proxy = (ApiProxy) Reads.one(Reads.proxy("a", "/a", "policies: [ { " + policy + " } ]"))
                .definition();
        return proxy.policies().get(0);
    }
}
