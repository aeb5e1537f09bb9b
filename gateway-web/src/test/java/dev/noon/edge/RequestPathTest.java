package dev.noon.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "/, /",
        "/loans, /loans",
        "/loans/, /loans/",
        "/loans/quote, /loans/quote",
        "//, /",
        "//loans, /loans",
        "/loans//quote, /loans/quote",
        "/loans//, /loans/",
        "/./loans, /loans",
        "/loans/., /loans/",
        "/loans/./quote, /loans/quote",
        "/%2e/loans, /loans",
        "/.well-known, /.well-known",
        "/a..b, /a..b",
        "/..., /...",
        "/%6c%6F%61ns, /loans",
        "/caf%c3%a9, /caf%C3%A9",
        "/a%20b, /a%20b",
        "/a%3ab, /a%3Ab",
        "/a:b@c;d=1!$&'()*+, /a:b@c;d=1!$&'()*+",
        "/a|b, /a%7Cb",
        "'/a[0]', '/a%5B0%5D'",
        "/%E2%82%AC, /%E2%82%AC",
        "/%F0%9F%98%80, /%F0%9F%98%80",
        "/100%25, /100%25",
        "/%25zz, /%25zz",
    })
    void one_normal_form(String raw, String normal) {
        assertThat(RequestPath.normalize(raw)).isEqualTo(normal);
        assertThat(RequestPath.normalize(normal)).as("normalizing twice").isEqualTo(normal);
    }

    @ParameterizedTest(name = "{0} is refused")
    @ValueSource(
            strings = {
                "",
                "loans",
                "*",
                "/..",
                "/../loans",
                "/loans/..",
                "/loans/../x",
                "/%2e%2e/x",
                "/.%2e/x",
                "/%2E./x",
                "/..;/x",
                "/..;a=b",
                "/.;/x",
                "//../x",
                "/a%00",
                "/a%0a",
                "/a%0D%0Ab",
                "/a%7f",
                "/a%2fb",
                "/a%2Fb",
                "/a%5cb",
                "/a\\b",
                "/a%252fb",
                "/%252e%252e/x",
                "/%2541",
                "/%c0%af",
                "/%c0%ae%c0%ae/x",
                "/%e0%80%af",
                "/%ed%a0%80",
                "/%f5%80%80%80",
                "/%ff",
                "/%c3",
                "/%c3/%a9",
                "/%",
                "/%4",
                "/%zz",
                "/%+1",
                "/a b",
                "/a\tb",
                "/a\u007fb",
                "/caf\u00e9",
                "/a#b",
                "/a?b",
            })
    void what_can_be_read_in_two_ways_is_refused(String raw) {
        assertThatThrownBy(() -> RequestPath.normalize(raw)).isInstanceOf(Refusal.class);
    }

    @Test
    void a_normal_path_is_passed_on_as_it_is() {
        String path = "/loans/quote;v=1/a-b_c~d";
        assertThat(RequestPath.normalize(path)).isSameAs(path);
    }
}
