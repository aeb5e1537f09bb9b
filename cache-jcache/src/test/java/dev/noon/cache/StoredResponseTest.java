package dev.noon.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredResponseTest {
    private static final Provenance NOWHERE = new Provenance(0, 0);

    @ParameterizedTest
    @ValueSource(ints = {99, 1000})
    void aStatusThatCannotBeIsRefused(int status) {
        assertThatThrownBy(() -> new StoredResponse(status, List.of(), new byte[0], Life.fresh(0, 0), NOWHERE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("status is " + status + "; must be 100 to 999");
    }

    @Test
    void headersDoNotFollowTheListTheyCameIn() {
        List<HeaderField> headers = new ArrayList<>(List.of(new HeaderField("A", "1")));
        StoredResponse response = new StoredResponse(200, headers, new byte[0], Life.fresh(0, 0), NOWHERE);
        headers.clear();
        assertThat(response.headers()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-5 | 0  | 0 | ttl is -5 ms; must be zero or longer",
                "0  | -1 | 0 | initial age is -1 ms; must be zero or longer",
                "10 | 0  | 9 | stay is 9 ms; must be 10 ms or longer",
            })
    void aLifeThatCannotBeIsRefused(long ttlMillis, long ageMillis, long keptMillis, String message) {
        assertThatThrownBy(() -> new Life(0, ageMillis, ttlMillis, keptMillis))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        // now, age, fresh, remaining
        "1000, 200, 500, 900",
        "1100, 300, 400, 800",
        "1500, 700, 0, 400",
        "1600, 800, -100, 300",
        "400, 200, 500, 900",
    })
    void ageAndLifeFollowTheClock(long now, long age, long fresh, long remaining) {
        Life life = new Life(1_000, 200, 500, 900);
        assertThat(life.ageMillis(now)).isEqualTo(age);
        assertThat(life.freshMillis(now)).isEqualTo(fresh);
        assertThat(life.remainingMillis(now)).isEqualTo(remaining);
    }
}
