package dev.noon.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredResponseTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "99 | 0 | 0 | status is 99; must be 100 to 999",
                "1000 | 0 | 0 | status is 1000; must be 100 to 999",
                "200 | -5 | 0 | ttl is -5 ms; must be zero or longer",
                "200 | 0 | -1 | initial age is -1 ms; must be zero or longer",
            })
    void whatCannotBeIsRefused(int status, long ttlMillis, long ageMillis, String message) {
        assertThatThrownBy(() -> new StoredResponse(status, List.of(), new byte[0], 0, ttlMillis, ageMillis, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        // now, age, remaining
        "1000, 200, 500",
        "1100, 300, 400",
        "1500, 700, 0",
        "1600, 800, -100",
        "400, 200, 500",
    })
    void ageAndLifeFollowTheClock(long now, long age, long remaining) {
        StoredResponse response = new StoredResponse(200, List.of(), new byte[0], 1_000, 500, 200, 0, 0);
        assertThat(response.ageMillis(now)).isEqualTo(age);
        assertThat(response.remainingMillis(now)).isEqualTo(remaining);
    }

    @Test
    void headersDoNotFollowTheListTheyCameIn() {
        List<HeaderField> headers = new ArrayList<>(List.of(new HeaderField("A", "1")));
        StoredResponse response = new StoredResponse(200, headers, new byte[0], 0, 0, 0, 0, 0);
        headers.clear();
        assertThat(response.headers()).hasSize(1);
    }
}
