package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.model.Split.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {
    @Test
    void aNameIsOneUpstreamAndAListIsSeveralByWeight() {
        assertThat(split("upstream: b")).isEqualTo(Split.to("b"));
        Split split = split("upstream: [ { upstream: a, weight: 95 }, { upstream: b, weight: 0 }, { upstream: c } ]");
        assertThat(split.variants()).containsExactly(new Variant("a", 95), new Variant("b", 0), new Variant("c", 1));
        assertThat(split.isSingle()).isFalse();
        assertThat(split("upstream: [ { upstream: b } ]")).isEqualTo(Split.to("b"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            upstream: 5                                                | spec.upstream: is 5, a number; expected the name of an upstream, or a list of upstreams and weights
            upstream: {a: 5}                                           | spec.upstream: is a map; expected the name of an upstream, or a list of upstreams and weights
            upstream: []                                               | spec.upstream: is an empty list; expected at least one item
            upstream: No                                               | spec.upstream: is No; expected a name
            upstream: [{weight: 5}]                                    | spec.upstream[0].upstream: is missing; expected text
            upstream: [{upstream: a, weight: -1}]                      | spec.upstream[0].weight: is -1, a number; expected a whole number from 0 to 1000
            upstream: [{upstream: a, weight: 1001}]                    | spec.upstream[0].weight: is 1001, a number; expected a whole number from 0 to 1000
            upstream: [{upstream: a, wait: 1}]                         | spec.upstream[0].wait: unknown field 'wait'; expected one of: upstream, weight
            upstream: [{upstream: a}, {upstream: a, weight: 3}]        | spec.upstream: has a for a second time; expected each upstream once, with its whole weight
            upstream: [{upstream: a, weight: 0}]                       | spec.upstream: has no weight above 0; expected one at least
            {upstream: a, affinity: '${cookie.s}'}                     | spec.affinity: is for several upstreams; expected a list of them in spec.upstream
            {upstream: [{upstream: a}, {upstream: b}], affinity: all}  | spec.affinity: has no variable; expected one, or every request goes to one upstream
            {upstream: [{upstream: a}, {upstream: b}], affinity: '${env.A}'} | spec.affinity: has ${env.A}; expected what every request to the proxy may have of its own
            {upstream: [{upstream: a}, {upstream: b}], affinity: '${hea}'} | spec.affinity: has an unknown variable ${hea}; expected header.NAME
            """)
    void whatIsWrongIsSaidAtItsPlace(String spec, String message) {
        String fields = spec.startsWith("{") ? spec.substring(1, spec.length() - 1) : spec;
        assertThat(Reads.problems(proxy(spec.startsWith("{") ? flow(fields) : fields)))
                .singleElement()
                .asString()
                .contains(": " + message);
    }

    @Test
    void everyUpstreamOfAListMustBeThere() {
        Reading reading = Reads.file(
                proxy("upstream: [ { upstream: backend }, { upstream: gone } ]") + "---\n" + Reads.upstream("backend"));
        Whole whole = new Whole(
                java.util.Map.of(
                        reading.definitions().get(0).id(),
                                reading.definitions().get(0).definition(),
                        reading.definitions().get(1).id(),
                                reading.definitions().get(1).definition()),
                reading.definitions(),
                java.util.Set.of(),
                "dev");
        assertThat(References.problems(whole).stream().map(Problem::text))
                .containsExactly("a.yaml:6:50: spec.upstream[1].upstream: is gone; there is no Upstream of that name");
    }

    private static String flow(String fields) {
        int comma = fields.lastIndexOf(", affinity");
        return fields.substring(0, comma) + "\n  " + fields.substring(comma + 2);
    }

    private static Split split(String line) {
        return ((ApiProxy) Reads.one(proxy(line)).definition()).upstream();
    }

    private static String proxy(String line) {
        return "apiVersion: noon.dev/v1\nkind: ApiProxy\nmetadata: { name: a }\nspec:\n" + "  route: { path: /a }\n  "
                + line + "\n";
    }
}
