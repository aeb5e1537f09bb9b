package dev.noon.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracesTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private final Traces traces = new Traces(Traces.Start.SAMPLED, 3, 5);

    @Test
    void a_trace_goes_on_with_its_state_its_flag_and_a_span_of_our_own() {
        Headers headers = headers(PARENT).add("tracestate", "a=1");
        Trace trace = traces.begin(headers);
        trace.stamp(headers);
        assertThat(headers.valueOr("traceparent", ""))
                .startsWith("00-" + TRACE + "-")
                .endsWith("-01")
                .doesNotContain("00f067aa0ba902b7");
        assertThat(headers.find("tracestate")).contains("a=1");
        assertThat(traces.begin(headers("00-" + TRACE + "-00f067aa0ba902b7-00")).flags())
                .isEqualTo("00");
        assertThat(traces.begin(headers("cc-" + TRACE + "-00f067aa0ba902b7-01-later"))
                        .traceId())
                .isEqualTo(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g",
                "0x-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
            })
    void a_malformed_trace_is_started_again_without_its_state(String parent) {
        Headers headers = headers(parent).add("tracestate", "a=1");
        Trace trace = traces.begin(headers);
        trace.stamp(headers);
        assertThat(headers.valueOr("traceparent", "")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(trace.traceId()).isNotEqualTo(TRACE);
        assertThat(headers.has("tracestate")).isFalse();
    }

    @Test
    void two_lines_are_no_trace() {
        assertThat(traces.begin(headers(PARENT).add("traceparent", PARENT)).isContinued())
                .isFalse();
    }

    @Test
    void whether_traces_are_started_can_be_chosen() {
        assertThat(new Traces(Traces.Start.UNSAMPLED, 1, 2).begin(new Headers()).flags())
                .isEqualTo("00");
        Headers none = new Headers();
        new Traces(Traces.Start.OFF, 1, 2).begin(none).stamp(none);
        assertThat(none.has("traceparent")).isFalse();
        assertThat(none.valueOr("X-Request-Id", "")).hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\"b", "<script>", "a,b", "a;b", "ä"})
    void a_name_that_is_not_sane_is_replaced(String name) {
        Headers headers = new Headers().add("X-Request-Id", name);
        assertThat(traces.begin(headers).requestId()).matches("[0-9a-f]{32}");
        assertThat(traces.begin(new Headers().add("X-Request-Id", "a".repeat(129)))
                        .requestId())
                .hasSize(32);
    }

    @Test
    void names_differ() {
        assertThat(traces.begin(new Headers()).requestId())
                .isNotEqualTo(traces.begin(new Headers()).requestId());
    }

    private static Headers headers(String parent) {
        return new Headers().add("traceparent", parent);
    }
}
