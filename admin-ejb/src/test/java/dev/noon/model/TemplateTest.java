package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.noon.model.Template.Literal;
import dev.noon.model.Template.Part;
import dev.noon.model.Template.Source;
import dev.noon.model.Template.Variable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("", List.of()),
                Arguments.of("web", List.of(new Literal("web"))),
                Arguments.of("${path}", List.of(new Variable(Source.PATH, ""))),
                Arguments.of("${path.id}", List.of(new Variable(Source.PATH, "id"))),
                Arguments.of("${method}", List.of(new Variable(Source.METHOD, ""))),
                Arguments.of("${host}", List.of(new Variable(Source.HOST, ""))),
                Arguments.of("${client.ip}", List.of(new Variable(Source.CLIENT_IP, ""))),
                Arguments.of("${header.X-Tenant}", List.of(new Variable(Source.HEADER, "X-Tenant"))),
                Arguments.of("${query.a.b c}", List.of(new Variable(Source.QUERY, "a.b c"))),
                Arguments.of("${env.LOANS_URL}", List.of(new Variable(Source.ENV, "LOANS_URL"))),
                Arguments.of("${cookie.sid}", List.of(new Variable(Source.COOKIE, "sid"))),
                Arguments.of("a${path}:b", List.of(new Literal("a"), new Variable(Source.PATH, ""), new Literal(":b"))),
                Arguments.of("$${path}", List.of(new Literal("${path}"))),
                Arguments.of("$$${path}", List.of(new Literal("$${path}"))),
                Arguments.of("$5 and $", List.of(new Literal("$5 and $"))),
                Arguments.of("{path}", List.of(new Literal("{path}"))),
                Arguments.of("#{path} {{path}}", List.of(new Literal("#{path} {{path}}"))),
                Arguments.of("${path}${path}", List.of(new Variable(Source.PATH, ""), new Variable(Source.PATH, ""))));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void splitsATextIntoItsParts(String text, List<Part> parts) {
        assertThat(Template.fault(text)).isEmpty();
        assertThat(Template.parse(text)).isEqualTo(new Template(text, parts));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hedaer.X",
                "header",
                "header.",
                "header.a b",
                "query",
                "query.",
                "cookie.",
                "path.1",
                "body.$.a",
                "body",
                "claim.",
                "consumer.tier",
                "env",
                "env.",
                "env.1A",
                "env.A B",
                "client",
                "client.port",
                "",
                " path",
                "PATH",
                "jndi:ldap://x",
                "${path"
            })
    void anUnknownVariableIsNamedWithThoseThatThereAre(String name) {
        String expected = "unknown variable ${" + name.strip();
        assertThat(Template.fault("a${" + name + "}").orElse(""))
                .contains(name.isEmpty() || !name.equals(name.strip()) ? "unknown variable ${'" : expected)
                .endsWith(
                        "; expected header.NAME, query.NAME, cookie.NAME, path, path.NAME, method, host, client.ip, consumer, claim.NAME, env.NAME, call.NAME.PART");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.parse("a${" + name + "}"))
                .withMessageStartingWith("template has an unknown variable");
    }

    @Test
    void aKeyMayHaveTheWholeBodyAndAPartOfIt() {
        String text = "${body}:${body.$.items[0].id}";
        assertThat(Template.ofKey(text).parts())
                .containsExactly(
                        new Variable(Source.BODY, ""), new Literal(":"), new Variable(Source.BODY, "$.items[0].id"));
        assertThat(Template.ofKey(text).variables()).hasToString("[${body}, ${body.$.items[0].id}]");
        assertThat(Template.bodyFault("${body}")).isPresent();
        assertThat(Template.keyFault("${body.id}"))
                .hasValueSatisfying(fault -> assertThat(fault).endsWith("call.NAME.PART, body, body.JSONPATH"));
    }

    @Test
    void aVariableThatDoesNotEndIsNamed() {
        assertThat(Template.fault("a${path"))
                .contains(
                        "has a variable that does not end: ${path; expected } after its name, or $${ for a literal ${");
    }

    @ParameterizedTest
    @CsvSource({
        "http://${env.HOST}:1, http://value of HOST:1",
        "${env.A}${env.B}, value of Avalue of B",
        "a${path}${env.A}b, a${path}value of Ab",
        "$${env.A}, $${env.A}",
        "${path}, ${path}",
    })
    void theEnvironmentsVariablesBecomeTheirText(String text, String resolved) {
        assertThat(Template.parse(text).resolved(name -> "value of " + name)).isEqualTo(Template.parse(resolved));
    }

    @Test
    void theTextOfAVariableIsNeverReadAgain() {
        Template resolved = Template.parse("${env.A}").resolved(name -> "${path}");
        assertThat(resolved.parts()).containsExactly(new Literal("${path}"));
        assertThat(resolved.constant()).hasValue("${path}");
        assertThat(Template.parse(resolved.source())).isEqualTo(resolved);
    }

    @Test
    void aConstantTemplateHasNoVariable() {
        assertThat(Template.parse("a$${b}").isConstant()).isTrue();
        assertThat(Template.parse("a${path}").isConstant()).isFalse();
    }
}
