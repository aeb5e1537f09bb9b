package dev.noon.cache.grid;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridSettingsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "' ' | 1 | PT1S | namespace is empty; must be a name",
                "noon | 0 | PT1S | entries per scope is 0; must be 1 or more",
                "noon | 1 | PT0S | budget is PT0S; must be more than zero",
                "noon | 1 | PT-1S | budget is PT-1S; must be more than zero",
            })
    void whatCannotBeIsRefused(String namespace, int entries, Duration budget, String message) {
        assertThatThrownBy(() -> new GridSettings(namespace, entries, budget))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
