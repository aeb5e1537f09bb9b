package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
    private static final String SECRET = "hunter2";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: apiKey, header: X-Api-Key, secret: s3 cr3t  | apiKey",
                "type: apiKey, header: Authorization, secret: s3cr3t | apiKey",
                "type: apiKey, query: api_key, secret: s3cr3t         | apiKey",
                "type: basic, user: loans, secret: pässword          | basic",
                "type: bearer, secret: abc.DEF-1_~+/==               | bearer",
                "type: clientCredentials, tokenUrl: 'https://a/t', clientId: noon, secret: s3cr3t | clientCredentials",
                "type: clientCredentials, tokenUrl: 'https://a/t', clientId: noon, scope: a b, secret: s3cr3t"
                        + " | clientCredentials",
            })
    void everyTypeIsRead(String spec, String type) {
        Credential credential = (Credential) Reads.one(document(spec)).definition();

        assertThat(credential.scheme().type()).isEqualTo(type);
        assertThat(credential.secrets()).containsOnlyKeys("/spec/secret");
        assertThat(credential.toString())
                .doesNotContain(credential.scheme().secret().text());
    }

    /** What is wrong with a spec, and how the problem ends. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: apiKey, secret: hunter2                                | spec: has type, secret; expected type,",
                "type: apiKey, header: X, user: u, secret: hunter2            | spec: has type, header, user, secret;",
                "type: apiKey, header: X, query: q, secret: hunter2           | spec: has type, header, query, secret;",
                "type: apiKey, query: '', secret: hunter2                     | spec.query: is ''; expected the name of a query",
                "type: bearer, header: X, secret: hunter2                     | spec: has type, header, secret; expected",
                "type: clientCredentials, clientId: a, secret: hunter2        | spec: has type, clientId, secret;",
                "type: digest, secret: hunter2                                | spec.type: is digest; expected one of",
                "type: apiKey, header: Host, secret: hunter2                  | spec.header: is Host; the gateway",
                "type: basic, user: 'a:b', secret: hunter2                    | spec.user: is a:b; expected 1 to 256",
                "type: clientCredentials, tokenUrl: ftp://a, clientId: a, secret: hunter2 | spec.tokenUrl: is ftp://a;",
                "type: clientCredentials, tokenUrl: 'https://a', clientId: a, scope: 'a  b', secret: hunter2"
                        + " | spec.scope: is a  b; expected scopes",
                "type: apiKey, header: X                                      | spec.secret: is missing",
                "type: bearer, secret: ''                                     | spec.secret: is empty; expected a secret",
                "type: bearer, secret: ' '                                    | spec.secret: is empty; expected a secret",
                "type: bearer, secret: keep:hunter2                           | spec.secret: begins with keep:",
                "type: apiKey, header: X, secret: 'hunter2 '                  | spec.secret: has line breaks, control",
                "type: apiKey, header: X, secret: \"hunter2\\n2\"             | spec.secret: has line breaks, control",
            })
    void whatIsWrongIsSaidAndTheSecretIsNot(String spec, String beginning) {
        List<String> problems = Reads.problems(document(spec));

        assertThat(problems).anySatisfy(problem -> assertThat(problem).contains(": " + beginning));
        assertThat(problems).allSatisfy(problem -> assertThat(problem).doesNotContain(SECRET));
    }

    static Stream<String> secretsInWrongPlaces() {
        String long4k = "x".repeat(4090) + SECRET;
        return Stream.of(
                "type: bearer, secret: 'hunter2 hunter2'",
                "type: apiKey, header: X, secret: hunter2-ü",
                "type: bearer, secret: [hunter2]",
                "type: bearer, secret: { hunter2: hunter2 }",
                "type: bearer, secret: { a: [hunter2, { hunter2: 1 }] }",
                "type: bearer, secret: *hunter2",
                "type: bearer, secret: &hunter2 x",
                "type: bearer, secret: !hunter2 x",
                "type: bearer, secret: !!hunter2 x",
                "type: bearer, secret:hunter2",
                "type: bearer, 'secret hunter2'",
                "type: bearer, hunter2: x",
                "type: bearer, hunter2: { a: &hunter2 b }",
                "type: bearer, secret: x, secret: hunter2",
                "type: bearer, secrt: hunter2",
                "type: bearer, secret: " + long4k,
                "type: bearer, secret: " + "hunter2".repeat(10_000));
    }

    @ParameterizedTest
    @MethodSource("secretsInWrongPlaces")
    void noProblemShowsWhatMayBeASecret(String spec) {
        assertThat(Reads.problems(document(spec))).isNotEmpty().allSatisfy(problem -> assertThat(problem)
                .doesNotContain(SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678", "true", "0x1f", "12.5", "null", "~"})
    void aSecretThatIsNoTextIsNotShownEither(String value) {
        List<String> problems = Reads.problems(document("type: bearer, secret: " + value));

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0)).contains("spec.secret: ").doesNotContain(value + ",", "is " + value);
    }

    @Test
    void aSpecThatIsASecretIsNotShown() {
        String text = "apiVersion: noon.dev/v1\nkind: Credential\nmetadata: { name: a }\nspec: hunter2\n";

        assertThat(Reads.problems(text))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("spec: ").doesNotContain(SECRET));
    }

    @Test
    void aMisspeltFieldIsStillNamed() {
        assertThat(Reads.problems(document("type: bearer, secrt: hunter2")))
                .anySatisfy(problem -> assertThat(problem).contains("unknown field 'secrt'; did you mean 'secret'?"));
    }

    @Test
    void whatWasReadDoesNotPrintItsSecret() {
        ReadDefinition read = Reads.one(document("type: bearer, secret: hunter2"));

        assertThat(read.toString()).doesNotContain(SECRET);
        assertThat(Reads.file(document("type: bearer, secret: hunter2")).toString())
                .doesNotContain(SECRET);
    }

    private static String document(String spec) {
        return "apiVersion: noon.dev/v1\nkind: Credential\nmetadata: { name: loans-key }\nspec: { " + spec + " }\n";
    }
}
