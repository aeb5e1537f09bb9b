package dev.noon.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Ceiling;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Limited;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitFieldsTest {
    private static final Limited SECOND = new Limited(new Ceiling("burst", "throttle", 100, 1), 60, 1, "abcdefghijkl");
    private static final Limited MONTH =
            new Limited(new Ceiling("plan", "quota", 10_000, 2_592_000), 7, 86_400, "mnopqrstuvwx");

    @Test
    void one_limit_is_told_in_both_ways() {
        Headers headers = new Headers().add("RateLimit", "the upstream's own");
        LimitFields.put(List.of(SECOND), headers);

        assertThat(headers).hasToString("""
                        RateLimit: "burst";r=60;t=1
                        RateLimit-Policy: "burst";q=100;w=1
                        X-RateLimit-Limit: 100
                        X-RateLimit-Remaining: 60
                        X-RateLimit-Reset: 1
                        X-RateLimit-Identity: abcdefghijkl
                        X-RateLimit-Type: throttle
                        """);
    }

    @Test
    void of_several_the_one_with_the_least_left_comes_first() {
        Headers headers = new Headers();
        LimitFields.put(List.of(SECOND, MONTH), headers);

        assertThat(headers.valueOr("RateLimit-Policy", ""))
                .isEqualTo("\"plan\";q=10000;w=2592000, \"burst\";q=100;w=1");
        assertThat(headers.valueOr("RateLimit", "")).isEqualTo("\"plan\";r=7;t=86400, \"burst\";r=60;t=1");
        assertThat(headers.valueOr("X-RateLimit-Type", "")).isEqualTo("quota");
        assertThat(headers.valueOr("X-RateLimit-Identity", "")).isEqualTo("mnopqrstuvwx");
    }

    @Test
    void without_limits_the_upstreams_own_fields_stay() {
        Headers headers = new Headers().add("RateLimit", "the upstream's own");
        LimitFields.put(List.of(), headers);
        assertThat(headers).hasToString("RateLimit: the upstream's own\n");
    }
}
