package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PathVariablesTest {
    private static final String READS = "{ requestHeaders: { set: { X: '${path.id}' } } }";

    @Test
    void aParameterOfTheRoutesTemplateIsKnownToItAndToItsEndpoints() {
        String proxy = Reads.proxy(
                        "a",
                        "/q",
                        "policies: [ " + READS + " ]",
                        "endpoints: [ { match: { path: /a/b }, disable: [] , policies: [] } ]")
                .replace("path: /q", "template: '/a/{id}'")
                .replace("disable: [] , ", "");
        assertThat(errors("", proxy)).isEmpty();
    }

    @Test
    void aParameterOfAnEndpointIsKnownThereAlone() {
        String endpoint = "endpoints: [ { match: { template: '/a/{id}' }, policies: [ " + READS + " ] } ]";
        assertThat(errors("", Reads.proxy("a", "/a", endpoint))).isEmpty();
        assertThat(errors("", Reads.proxy("a", "/a", "policies: [ " + READS + " ]", endpoint)))
                .singleElement()
                .asString()
                .contains("spec.policies[0].requestHeaders.set.X: reads ${path.id}, which no parameter of ApiProxy/a"
                        + " stands for; expected one of: none: there is no template");
        assertThat(errors("", Reads.proxy("a", "/a", endpoint.replace("{id}", "{key}"))))
                .singleElement()
                .asString()
                .contains("spec.endpoints[0].policies[0].requestHeaders.set.X: ", "expected one of: key");
    }

    @Test
    void aGroupsPolicyNeedsTheParameterInEveryProxyOfTheGroup() {
        String group = document("ProxyGroup", "g", "policies: [ " + READS + " ]");
        String good = Reads.proxy("a", "/q")
                .replace("path: /q", "template: '/a/{id}'")
                .replace("name: a", "name: a, group: g");
        String bad = Reads.proxy("b", "/b").replace("name: b", "name: b, group: g");
        assertThat(errors(good, group)).isEmpty();
        assertThat(errors(good + "---\n" + bad, group))
                .singleElement()
                .asString()
                .startsWith("a.yaml:4:")
                .contains("no parameter of ApiProxy/b");
        assertThat(errors(good + "---\n" + group, bad))
                .singleElement()
                .asString()
                .startsWith("ProxyGroup/g:1:1: spec.policies[0].requestHeaders.set.X: ");
    }

    @Test
    void aReferenceIsNamedWhereItStands() {
        String policy = document("Policy", "who", "requestHeaders: { set: { X: '${path.id}' } }");
        assertThat(errors(policy, Reads.proxy("a", "/a", "policies: [ { ref: who } ]")))
                .singleElement()
                .asString()
                .contains("spec.policies[0].ref: reads ${path.id}");
    }

    private static String document(String kind, String name, String spec) {
        return "apiVersion: noon.dev/v1\nkind: " + kind + "\nmetadata: { name: " + name + " }\nspec: { " + spec
                + " }\n";
    }

    private static List<String> errors(String before, String file) {
        Map<DefinitionId, Definition> inForce = new HashMap<>();
        Reads.file(before).definitions().forEach(read -> inForce.put(read.id(), read.definition()));
        Reading reading = Reads.file(file);
        assertThat(reading.problems()).isEmpty();
        reading.definitions().forEach(read -> inForce.put(read.id(), read.definition()));
        return PathVariables.errors(new Whole(inForce, reading.definitions(), Set.of(), "dev")).stream()
                .map(Problem::text)
                .toList();
    }
}
