package dev.noon.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrailersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Sum                     | X-Sum",
                "x-sum ,Server-Timing,ETag | x-sum, Server-Timing, ETag",
                "X-Sum, x-sum              | X-Sum",
                "Host, X-Sum               | X-Sum",
                "X Sum, X-Sum:, é, , X-Sum | X-Sum",
                "X-Hop, X-Sum              | X-Sum",
                "''                        | ''",
            })
    void what_is_announced_passes_once(String list, String passing) {
        assertThat(Trailers.announced(list, List.of("close, x-hop")).list()).isEqualTo(passing);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "Keep-Alive",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade",
                "Proxy-Authorization",
                "Content-Length",
                "content-encoding",
                "Content-Type",
                "Content-Range",
                "HOST",
                "Authorization",
                "WWW-Authenticate",
                "Cookie",
                "Set-Cookie",
                "Cache-Control",
                "Age",
                "Expires",
                "Date",
                "Location",
                "Vary",
                "Via",
                "Expect",
                "Range",
                "If-None-Match",
                "Max-Forwards",
                "Pragma",
                "Retry-After",
                "Warning",
                "Forwarded",
                "X-Forwarded-For",
                "x-consumer-id",
                "Noon-Revision",
                "X-Request-Id",
                "traceparent",
                "tracestate",
                "Accept-Encoding",
            })
    void what_frames_routes_authenticates_or_caches_does_not(String name) {
        Trailers trailers = Trailers.announced(name, List.of());
        trailers.add(name, "1");
        assertThat(trailers).isSameAs(Trailers.NONE);
        assertThat(trailers.fields()).isEmpty();
    }

    @Test
    void only_what_was_announced_is_taken_down_under_the_announced_name() {
        Trailers trailers = Trailers.announced("X-Sum, X-Absent", List.of());
        trailers.add("x-sum", "1");
        trailers.add("X-Other", "2");
        trailers.add("X-SUM", "3");
        assertThat(trailers.fields()).hasToString("{X-Sum=1, 3}");
    }

    @Test
    void what_is_withheld_does_not_come() {
        Trailers trailers = Trailers.announced("X-A, X-B, X-C, X-D", List.of());
        trailers.add("X-D", "came before");
        trailers.withhold("x-a");
        trailers.withhold("X-D");
        trailers.withhold(Requests.headers("x-b: 1"));
        List.of("X-A", "X-B", "X-C").forEach(name -> trailers.add(name, "1"));
        assertThat(trailers.list()).isEqualTo("X-C");
        assertThat(trailers.fields()).hasToString("{X-C=1}");
        trailers.withhold("X-C");
        assertThat(trailers.isNone()).isTrue();
        Trailers.NONE.withhold("X-C");
    }

    @Test
    void there_are_not_too_many_and_they_are_not_too_long() {
        String list = IntStream.range(0, 40).mapToObj(i -> "X-" + i).collect(Collectors.joining(","));
        Trailers many = Trailers.announced(list, List.of());
        IntStream.range(0, 40).forEach(i -> many.add("X-" + i, "1"));
        assertThat(many.fields()).hasSize(32);

        Trailers large = Trailers.announced("X-A, X-B, X-C", List.of());
        large.add("X-A", "a".repeat(8000));
        large.add("X-B", "b".repeat(1000));
        assertThat(large.fields()).containsOnlyKeys("X-A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "a\u0000", "\u007f"})
    void a_control_character_is_malformed_even_in_what_does_not_pass(String value) {
        Trailers trailers = Trailers.announced("X-Sum", List.of());
        assertThatThrownBy(() -> trailers.add("X-Other", value)).isInstanceOf(IllegalArgumentException.class);
        trailers.add("X-Sum", "a\tb \u00e9");
        assertThat(trailers.fields()).hasToString("{X-Sum=a\tb \u00e9}");
    }
}
