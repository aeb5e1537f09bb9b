package dev.noon.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHostTest {
    @ParameterizedTest(name = "{0} names {1}")
    @CsvSource({
        "api.example, api.example",
        "API.Example, api.example",
        "api.example:8080, api.example",
        "api.example., api.example",
        "api.example.:80, api.example",
        "127.0.0.1:8080, 127.0.0.1",
        "'[::1]', '[::1]'",
        "'[2001:DB8::1]:443', '[2001:db8::1]'",
        "a_b, a_b",
        "api:, api",
        "'', ''",
    })
    void the_host_of_an_authority(String authority, String host) {
        assertThat(RequestHost.of(authority)).isEqualTo(host);
    }

    @ParameterizedTest(name = "{0} is refused")
    @ValueSource(
            strings = {
                "user@api", "user:pass@api", "api:80:80", "api:x", "api:123456", ":80", "a b", "a/b", "a\\b",
                "a%41", "[::1", "[::1]x", "a,b", "a;b", "a?b", "a#b", "\u00e9", "a\u0000b"
            })
    void odd_authorities_are_refused(String authority) {
        assertThatThrownBy(() -> RequestHost.of(authority)).isInstanceOf(Refusal.class);
    }
}
