package dev.noon.policy.cache.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VaryFieldsTest extends RulesFixture {
    @ParameterizedTest(name = "{0} {1} / {2}: {3}")
    @CsvSource({
        "foo, 'Foo: 1', 'foo: 1', true",
        "foo, 'Foo: 1', 'Foo: 2', false",
        "foo, 'Foo: 1', '', false",
        "foo, 'Foo: ', '', false",
        "foo, '', '', true",
        "foo, 'Foo: 1 | Foo: 2', 'Foo: 1, 2', true",
        "foo, 'Foo: 1,2', 'Foo: 1 ,  2', true",
        "foo, 'Foo: 1, 2', 'Foo: 2, 1', false",
        "foo, 'Foo: a', 'Foo: A', false",
        "foo, 'Foo: a b', 'Foo: ab', false",
        "foo, 'Foo: \"a, b\"', 'Foo: \"a,b\"', false",
        "accept-language, 'Accept-Language: en, de', 'Accept-Language: EN,dE', true",
        "accept-language, 'Accept-Language: en;q=0.5', 'Accept-Language: en ; q=0.5', true",
        "accept-language, 'Accept-Language: en, de', 'Accept-Language: de, en', false",
        "accept-encoding, 'Accept-Encoding: gzip, br', 'accept-encoding: GZIP,br', true",
        "user-agent, 'User-Agent: A', 'User-Agent: a', false",
    })
    void requests_that_mean_the_same_have_the_same_text(String field, String one, String other, boolean same) {
        assertThat(VaryFields.normal(lines(one), field).equals(VaryFields.normal(lines(other), field)))
                .isEqualTo(same);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'X: 1', ''",
        "'Vary: Foo', foo",
        "'Vary: Foo, bar, FOO,,', 'bar,foo'",
        "'Vary: b | Vary: a', 'a,b'",
        "'Vary: ', ''",
        "'Vary: *', none",
        "'Vary: *, *', none",
        "'Vary: ,*', none",
        "'Vary: | Vary: *', none",
        "'Vary: *, Foo', none",
        "'Vary: Foo, *', none",
    })
    void a_star_fits_no_other_request(String reply, String expected) {
        assertThat(VaryFields.of(lines(reply))
                        .map(fields -> String.join(",", fields))
                        .orElse("none"))
                .isEqualTo(expected);
    }
}
