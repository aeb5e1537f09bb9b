package dev.noon.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAnswersTest {
    private final ConfigSource answers = new LocalAnswers();

    @ParameterizedTest
    @ValueSource(strings = {"mp.opentracing.server.skip-pattern", "mp.metrics.tags"})
    void what_the_server_asks_while_it_serves_is_answered(String name) {
        assertThat(answers.getValue(name)).isNotNull();
    }

    @Test
    void an_operators_word_counts_more() {
        System.setProperty("mp.metrics.tags", "rack=7");
        try {
            assertThat(answers.getValue("mp.metrics.tags")).isEqualTo("rack=7");
        } finally {
            System.clearProperty("mp.metrics.tags");
        }
    }

    @Test
    void everything_else_is_left_to_the_others() {
        assertThat(answers.getValue("noon.env")).isNull();
        assertThat(answers.getPropertyNames()).isEmpty();
        assertThat(answers.getOrdinal()).isGreaterThan(400);
    }
}
