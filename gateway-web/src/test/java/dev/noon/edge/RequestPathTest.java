package dev.noon.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.exchange.NormalPath;
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
                "/%25%34%31",
                "/%25%32F",
                "/%252%66",
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

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "/loans, /loans",
        "/a%2fb, /a%2Fb",
        "/group%2Fname/files/a.b, /group%2Fname/files/a.b",
        "/%2fa//b/./c%2F, /%2Fa/b/c%2F",
        "/https%3a%2f%2Fa.b%2F.c, /https%3A%2F%2Fa.b%2F.c",
        "/a..%2F..b/...%2Fc;v=1, /a..%2F..b/...%2Fc;v=1",
        "/%c3%a9%2f%6c, /%C3%A9%2Fl",
    })
    void an_encoded_slash_is_kept_where_the_route_decides(String raw, String normal) {
        assertThat(RequestPath.normalizeKeepingSlashes(raw)).isEqualTo(normal);
        assertThat(RequestPath.normalizeKeepingSlashes(normal))
                .as("normalizing twice")
                .isEqualTo(normal);
    }

    @ParameterizedTest(name = "{0} is refused")
    @ValueSource(
            strings = {
                "/..%2Fa",
                "/a%2f..",
                "/a%2F..%2Fb",
                "/a%2f%2e%2E%2fb",
                "/%2f..",
                "/.%2Fa",
                "/a%2F.",
                "/a%2F.%2Fb",
                "/..;x%2Fa",
                "/a%2F..;x=1",
                "/a;x%2F..%2Fb",
                "/a%2F.;x%2Fb",
                "/a%2f../b",
                "/a/..%2fb",
                "/a%2F%5Cb",
                "/a%5c..%2fb",
                "/a%2F%00",
                "/a%252Fb",
                "/a%25%32%46b",
                "/a%2F%252e%252e",
                "/a%2F%c0%ae",
                "/a%2F/../b",
                "/a%2",
                "%2Fa",
            })
    void slashes_that_could_lead_elsewhere_are_refused_even_so(String raw) {
        assertThatThrownBy(() -> RequestPath.normalizeKeepingSlashes(raw)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({"/, 1, false", "/a%20b, 1, false", "/%2Fa, 4, true", "/%2F/%2F%2Fa/b, 11, true", "/a/%2F, 1, true"})
    void whether_and_where_there_are_encoded_slashes(String path, int leading, boolean has) {
        assertThat(NormalPath.leadingSlashes(path)).isEqualTo(leading);
        assertThat(NormalPath.hasEncodedSlash(path)).isEqualTo(has);
    }

    @Test
    void a_normal_path_is_passed_on_as_it_is() {
        String path = "/loans/quote;v=1/a-b_c~d";
        assertThat(RequestPath.normalize(path)).isSameAs(path);
    }
}
