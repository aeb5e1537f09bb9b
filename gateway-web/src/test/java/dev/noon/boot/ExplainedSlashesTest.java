package dev.noon.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.control.Explain.Field;
import dev.noon.control.Explain.Question;
import dev.noon.control.Explanation;
import dev.noon.control.Explanation.Refused;
import dev.noon.snapshot.ActiveSnapshot;
import dev.noon.snapshot.CompileException;
import dev.noon.snapshot.Compiled;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a path with encoded slashes is what becomes of it. */
class ExplainedSlashesTest {
    private static final String DEFINITIONS = """
            apiVersion: noon.dev/v1
            kind: Upstream
            metadata: { name: backend }
            spec: { targets: [ { url: "http://10.0.0.1:80" } ] }
            ---
            apiVersion: noon.dev/v1
            kind: ApiProxy
            metadata: { name: projects }
            spec:
              route: { path: /projects, encodedSlashes: true }
              stripPath: true
              upstream: backend
            ---
            apiVersion: noon.dev/v1
            kind: ApiProxy
            metadata: { name: strict }
            spec: { route: { path: /projects, headers: { X-Strict: { present: true } } }, upstream: backend }
            """;

    private final ActiveSnapshot active = new ActiveSnapshot();

    @BeforeEach
    void compile() throws CompileException {
        active.swap(Compiled.of(DEFINITIONS));
    }

    @Test
    void where_they_are_kept_the_upstream_sees_them() {
        Explanation explained = explain("/projects/a%2fb");
        assertThat(explained.refusal()).isEmpty();
        assertThat(explained.served().orElseThrow().destination().target()).isEqualTo("/a%2Fb");
    }

    @Test
    void the_route_that_would_take_the_request_says_that_it_refuses_it() {
        Explanation explained = explain("/projects/a%2Fb", new Field("X-Strict", "1"));
        assertThat(explained.refusal().orElseThrow())
                .isEqualTo(
                        new Refused(400, "malformed-request", "the path has an encoded slash or backslash", List.of()));
        assertThat(explained.served()).isEmpty();
        assertThat(explained.candidates().stream().map(each -> each.proxy() + " " + each.why()))
                .containsExactly(
                        "strict refuses it: route.encodedSlashes is not true",
                        "projects beaten: the same path with fewer conditions, or a later name");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "/nowhere%2Fa, the path has an encoded slash or backslash",
        "/projects/a%2F.., the path has a . or .. beside an encoded slash",
        "/projects/a%5Cb, the path has an encoded slash or backslash",
    })
    void what_no_route_can_allow_is_refused(String target, String reason) {
        assertThat(explain(target).refusal().orElseThrow().reason()).isEqualTo(reason);
    }

    private Explanation explain(String target, Field... headers) {
        return new Explainer(active).explain(new Question("GET", "a", target, List.of(headers)));
    }
}
