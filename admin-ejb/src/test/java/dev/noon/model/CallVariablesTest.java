package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallVariablesTest {
    private static final String ASKS = "{ name: rates, apiCall: { upstream: u, path: '/r/${query.of}' } }";
    private static final String READS = "{ requestHeaders: { set: { X: '${call.rates.body.$.mid}' } } }";

    @Test
    void aCallIsKnownBehindItAndBeneathItsLevel() {
        String endpoint = "endpoints: [ { match: { path: /a/b }, policies: [ " + READS + " ] } ]";
        assertThat(errors("", Reads.proxy("a", "/a", "policies: [ " + ASKS + ", " + READS + " ]")))
                .isEmpty();
        assertThat(errors("", Reads.proxy("a", "/a", "policies: [ " + ASKS + " ]", endpoint)))
                .isEmpty();
        assertThat(errors("", Reads.proxy("a", "/a", "policies: [ " + READS + ", " + ASKS + " ]")))
                .singleElement()
                .asString()
                .contains("spec.policies[0].requestHeaders.set.X: reads ${call.rates.body.$.mid}, but no apiCall named"
                        + " rates stands in front of it; expected an apiCall of that name there");
        assertThat(errors("", Reads.proxy("a", "/a", endpoint)))
                .singleElement()
                .asString()
                .contains("spec.endpoints[0].policies[0].requestHeaders.set.X: reads ${call.rates.body.$.mid}");
        assertThat(errors(
                        "",
                        Reads.proxy("a", "/a", "policies: [ " + ASKS + ", " + READS.replace("rates", "rate") + " ]")))
                .singleElement()
                .asString()
                .contains("; expected one of: rates");
    }

    @Test
    void aReferenceMayBeTheCallAndIsNamedWhereItReads() {
        String call = document("Policy", "rates", "apiCall: { upstream: u, path: /r }");
        String reads = document("Policy", "reads", "requestHeaders: { set: { X: '${call.rates.status}' } }");
        String both = call + "---\n" + reads;
        assertThat(errors(both, Reads.proxy("a", "/a", "policies: [ { ref: rates }, { ref: reads } ]")))
                .isEmpty();
        assertThat(errors(both, Reads.proxy("a", "/a", "policies: [ { ref: reads } ]")))
                .singleElement()
                .asString()
                .contains("spec.policies[0].ref: reads ${call.rates.status}");
    }

    @Test
    void aGroupsPolicyIsNamedInTheGroup() {
        String group = document("ProxyGroup", "g", "policies: [ " + READS + " ]");
        String proxy = Reads.proxy("a", "/a").replace("name: a", "name: a, group: g");
        assertThat(errors(proxy, group))
                .singleElement()
                .asString()
                .startsWith("a.yaml:4:")
                .contains("spec.policies[0].requestHeaders.set.X: reads ${call.rates.body.$.mid}");
    }

    /** The same question has the same answer: what it is made of may stand for it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                   | ''",
                "{ query: [of] }                                      | ''",
                "{ query: [] }                                        | reads ${call.rates.body.$.mid}, which the cache's key lacks",
                "{ template: '${path}:${call.rates.body.$.mid}' }     | ''",
                "{ template: '${path}:${call.rates.status}' }         | reads ${call.rates.body.$.mid}, which the cache's key lacks",
            })
    void whatIsReadOfAnAnswerMustBeInTheKeyOrWhatWasAsked(String key, String expected) {
        String cache = key.equals("{}") ? "{ cache: { ttl: 5s } }" : "{ cache: { ttl: 5s, key: " + key + " } }";
        String proxy = Reads.proxy("a", "/a", "policies: [ " + ASKS + ", " + cache + ", " + READS + " ]");
        List<String> errors =
                Lints.errors(whole("", proxy)).stream().map(Problem::text).toList();
        if (expected.isEmpty()) {
            assertThat(errors).isEmpty();
        } else {
            assertThat(errors).singleElement().asString().contains(expected);
        }
    }

    private static String document(String kind, String name, String spec) {
        return "apiVersion: noon.dev/v1\nkind: " + kind + "\nmetadata: { name: " + name + " }\nspec: { " + spec
                + " }\n";
    }

    private static List<String> errors(String before, String file) {
        return CallVariables.errors(whole(before, file)).stream()
                .map(Problem::text)
                .toList();
    }

    private static Whole whole(String before, String file) {
        Map<DefinitionId, Definition> inForce = new HashMap<>();
        Reads.file(before).definitions().forEach(read -> inForce.put(read.id(), read.definition()));
        Reading reading = Reads.file(file);
        assertThat(reading.problems()).isEmpty();
        reading.definitions().forEach(read -> inForce.put(read.id(), read.definition()));
        return new Whole(inForce, reading.definitions(), Set.of(), "dev");
    }
}
