package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalTextTest {
    private static final String BLOCK = """
            apiVersion: noon.dev/v1
            kind: ApiProxy
            metadata:
              name: a
            spec:
              upstream: backend
              route:
                path: /a
              policies:
              - requestHeaders:
                  set:
                    X-A: 'é "x"'
            """.replace("é", "e");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{apiVersion: noon.dev/v1, kind: ApiProxy, metadata: {name: a}, spec: {route: {path: /a}, upstream: backend, policies: [requestHeaders: {set: {X-A: 'e \"x\"'}}]}}",
                "{\"kind\":\"ApiProxy\",\"apiVersion\":\"noon.dev/v1\",\"spec\":{\"policies\":[{\"requestHeaders\":{\"set\":{\"X-A\":\"\\u0065 \\\"x\\\"\"}}}],\"route\":{\"path\":\"\\/a\"},\"upstream\":\"backend\"},\"metadata\":{\"name\":\"a\"}}",
                "{\n\t\"kind\":\t\"ApiProxy\",\n\t\"apiVersion\": \"noon.dev/v1\",\n\t\"spec\": {\n\t\t\"policies\": [\n\t\t\t{\"requestHeaders\": {\"set\": {\"X-A\": \"e \\\"x\\\"\"}}}\n\t\t],\n\t\t\"route\": {\"path\": \"/a\"},\n\t\t\"upstream\": \"backend\"\n\t},\n\t\"metadata\": {\"name\": \"a\"}\n}\n",
                "\uFEFF# comment\r\n---\r\nkind: ApiProxy\r\napiVersion: \"noon.dev/v1\"\r\nmetadata: {name: a}\r\nspec:\r\n  route: {path: /a}\r\n  upstream: backend\r\n  policies: [requestHeaders: {set: {X-A: 'e \"x\"'}}]\r\n",
            })
    void equalContentHasAnEqualHashHoweverItIsWritten(String text) {
        ReadDefinition block = Reads.one(BLOCK);
        ReadDefinition other = Reads.one(text);

        assertThat(other.canonical()).isEqualTo(block.canonical());
        assertThat(other.hash()).isEqualTo(block.hash()).matches("[0-9a-f]{64}");
        assertThat(other.definition()).isEqualTo(block.definition());
    }

    @Test
    void canonicalTextIsSortedAndAddsNothing() {
        assertThat(Reads.one(BLOCK).canonical())
                .isEqualTo("{\"apiVersion\":\"noon.dev/v1\",\"kind\":\"ApiProxy\",\"metadata\":{\"name\":\"a\"},"
                        + "\"spec\":{\"policies\":[{\"requestHeaders\":{\"set\":{\"X-A\":\"e \\\"x\\\"\"}}}],"
                        + "\"route\":{\"path\":\"/a\"},\"upstream\":\"backend\"}}");
    }

    @Test
    void whatIsWrittenDifferentlyHasAnotherHash() {
        String minute = Reads.proxy("a", "/a", "policies: [ { cache: { ttl: 1m } } ]");
        ReadDefinition one = Reads.one(minute);
        ReadDefinition other = Reads.one(minute.replace("1m", "60s"));

        assertThat(other.definition()).isEqualTo(one.definition());
        assertThat(other.hash()).isNotEqualTo(one.hash());
    }

    @Test
    void canonicalTextReadsBackToItself() {
        ReadDefinition written = Reads.one(Reads.proxy(
                "a", "/a", "policies: [ { responseHeaders: { set: { X-A: \"tab\\t'\\\\ ${path} $${x}\" } } } ]"));
        ReadDefinition back = new DefinitionReader().readCanonical(written.canonical());

        assertThat(back.definition()).isEqualTo(written.definition());
        assertThat(back.canonical()).isEqualTo(written.canonical());
        assertThat(back.hash()).isEqualTo(written.hash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"kind\":\"Later\"}", "[", "{\"kind\":\"ApiProxy\"}"})
    void aStoredTextThatThisVersionDoesNotUnderstandIsNamed(String text) {
        assertThatThrownBy(() -> new DefinitionReader().readCanonical(text))
                .isInstanceOf(UnreadableDefinition.class)
                .hasMessageContaining(text.isEmpty() ? "" : "stored definition:1:");
    }
}
