package dev.noon.edge.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.edge.connector.Targets.Verdict;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "*",
                "x:80",
                "/loans/7;a=b",
                "/a%20b/%C3%A9",
                "/loans-index",
                "/x-info/WEB-INF/",
                "/%41bc",
                "/a%2Db",
                "/WEB-INFO",
                "/web-inf.txt",
                "/a%2fb",
                "/a%2FWEB-INF%2Fweb.xml",
                "/%2F%2Fa"
            })
    void what_the_gateway_gets_anyway_is_left_alone(String target) {
        assertThat(judge(target)).isEqualTo(Verdict.GOOD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%",
                "/%2",
                "/%zz",
                "/a%0g",
                "/a%5Cb",
                "/a\\b",
                "/%00",
                "/..%2f",
                "/x/%2e%2e/WEB-INF",
                "/x%2F..%2FWEB-INF",
                "/.%2FWEB-INF"
            })
    void what_the_connector_would_answer_is_malformed(String target) {
        assertThat(judge(target)).isEqualTo(Verdict.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/WEB-INF",
                "/web-inf/web.xml",
                "/META-INF/MANIFEST.MF",
                "//WEB-INF/",
                "/./WEB-INF/a",
                "/%57EB-INF/web.xml",
                "/WEB%2DINF",
                "/WEB-%49NF/x",
                "/WEB-INF;a=b",
                "/WEB-INF%2Fweb.xml",
                "/WEB-INF%3Ba",
                "/%2fWEB-INF/web.xml",
                "/%2F/%2F%2fmeta-inf"
            })
    void the_servers_own_places_are_known_in_any_spelling(String target) {
        assertThat(judge(target)).isEqualTo(Verdict.SERVERS_OWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/loans", "/%", "/WEB-INF"})
    void only_the_bytes_of_the_target_count(String target) {
        byte[] bytes = ("GET " + target + " HTTP/1.1").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Targets.judge(bytes, 4, 4 + target.length())).isEqualTo(judge(target));
    }

    private static Verdict judge(String target) {
        byte[] bytes = target.getBytes(StandardCharsets.ISO_8859_1);
        return Targets.judge(bytes, 0, bytes.length);
    }
}
