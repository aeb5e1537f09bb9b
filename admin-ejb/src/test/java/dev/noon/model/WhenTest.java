package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhenTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                  | spec.policies[0].when: is an empty map; expected methods, path",
                "{ methods: [TRACE] }                | spec.policies[0].when.methods[0]: is TRACE; CONNECT and TRACE are",
                "{ path: { equals: a } }             | spec.policies[0].when.path.equals: is a; expected a path that starts",
                "{ path: { equals: /a, beneath: / } } | spec.policies[0].when.path: has equals, beneath; expected exactly one",
                "{ path: { matches: '(' } }          | spec.policies[0].when.path.matches: is (; expected a pattern in RE2 syntax, but",
                "{ path: { matches: '(?=x)y' } }     | spec.policies[0].when.path.matches: is (?=x)y; expected a pattern in RE2 syntax",
                "{ query: { a: { matches: '((a{200}){200}){200}' } } } | spec.policies[0].when.query.a.matches: is ((a{200}",
                "{ headers: { 'X Y': { present: true } } } | spec.policies[0].when.headers[\"X Y\"]: is X Y; expected a header name",
                "{ headers: { X: { present: maybe } } } | spec.policies[0].when.headers.X.present: is maybe; expected true or",
                "{ headers: { X: {} } }              | spec.policies[0].when.headers.X: is an empty map; expected exactly one",
                "{ cookies: { a: { equal: b } } }    | spec.policies[0].when.cookies.a.equal: unknown field 'equal'; did you",
                "{ paths: /a }                       | spec.policies[0].when.paths: unknown field 'paths'; did you mean 'path'?",
            })
    void what_is_wrong_with_a_condition_is_said_where_it_stands(String when, String problem) {
        assertThat(Reads.problems(proxy("{ requestHeaders: { remove: [A] }, when: " + when + " }")))
                .singleElement()
                .asString()
                .contains(problem);
    }

    @Test
    void a_condition_makes_two_cache_policies_no_less_than_two() {
        String twice = "{ cache: { ttl: 1s }, when: { methods: [GET] } }, "
                + "{ cache: { ttl: 2s }, name: other, when: { methods: [HEAD] } }";
        assertThat(Reads.problems(proxy(twice))).singleElement().asString().contains("is the second cache policy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ requestHeaders: { remove: [A] }, when: %s }, { cache: { ttl: 5s } }  | spec.policies[0].when.headers.X-B",
                "{ cache: { ttl: 5s } }, { responseHeaders: { remove: [A] }, when: %s } | spec.policies[1].when.headers.X-B",
                "{ responseHeaders: { remove: [A] }, when: %s }, { cache: { ttl: 5s } } | ''",
                "{ requestHeaders: { remove: [A] } }, { cache: { ttl: 5s }, when: %s }  | ''",
            })
    void what_a_condition_reads_must_be_in_the_key_where_it_decides_what_is_stored(String policies, String field) {
        String written = policies.formatted("{ headers: { X-B: { present: true } } }");
        Reading reading = Reads.file(proxy(written));
        Definition definition = reading.definitions().get(0).definition();
        Whole whole = new Whole(Map.of(definition.id(), definition), reading.definitions(), Set.of(), "dev");

        assertThat(Lints.errors(whole))
                .extracting(Problem::field)
                .isEqualTo(field.isEmpty() ? List.of() : List.of(field));
    }

    private static String proxy(String policies) {
        return Reads.proxy("a", "/a", "policies: [ " + policies + " ]");
    }
}
