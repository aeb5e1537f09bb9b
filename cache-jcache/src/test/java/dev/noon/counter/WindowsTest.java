package dev.noon.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.counter.Windows.Calendar;
import dev.noon.counter.Windows.Fixed;
import dev.noon.counter.Windows.Sliding;
import dev.noon.counter.Windows.Unit;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {
    @ParameterizedTest
    @CsvSource({
        "DAY,   UTC,           2026-11-22T13:00:00Z, 2026-11-22T00:00:00Z, 2026-11-23T00:00:00Z, 86400",
        "DAY,   Europe/Zurich, 2026-03-29T12:00:00Z, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z, 82800",
        "DAY,   Europe/Zurich, 2026-10-25T12:00:00Z, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z, 90000",
        "WEEK,  UTC,           2026-11-22T23:59:59Z, 2026-11-16T00:00:00Z, 2026-11-23T00:00:00Z, 604800",
        "WEEK,  Asia/Kolkata,  2026-11-22T23:59:59Z, 2026-11-22T18:30:00Z, 2026-11-29T18:30:00Z, 604800",
        "MONTH, UTC,           2024-02-29T01:00:00Z, 2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z, 2505600",
        "MONTH, UTC,           2026-12-31T23:59:59Z, 2026-12-01T00:00:00Z, 2027-01-01T00:00:00Z, 2678400",
        "DAY,   America/Sao_Paulo, 2018-11-04T12:00:00Z, 2018-11-04T03:00:00Z, 2018-11-05T02:00:00Z, 82800",
    })
    void calendars_are_those_of_the_zone(
            Unit unit, String zone, Instant now, Instant start, Instant end, long seconds) {
        Windows windows = new Calendar(unit, ZoneId.of(zone));
        assertThat(Instant.ofEpochMilli(windows.start(now.toEpochMilli()))).isEqualTo(start);
        assertThat(Instant.ofEpochMilli(windows.end(start.toEpochMilli()))).isEqualTo(end);
        assertThat(windows.seconds(start.toEpochMilli())).isEqualTo(seconds);
        assertThat(windows.start(end.toEpochMilli())).isEqualTo(end.toEpochMilli());
    }

    @Test
    void fixed_windows_begin_with_the_epoch_also_before_it() {
        Windows minutes = new Fixed(60_000);
        assertThat(minutes.start(119_999)).isEqualTo(60_000);
        assertThat(minutes.start(120_000)).isEqualTo(120_000);
        assertThat(minutes.start(-1)).isEqualTo(-60_000);
    }

    @Test
    void sliding_windows_have_ten_buckets() {
        Windows second = new Sliding(1000);
        assertThat(second.start(1234)).isEqualTo(1200);
        assertThat(second.end(1200)).isEqualTo(1300);
        assertThat(second.earlier()).isEqualTo(10);
        assertThat(second.seconds(1200)).isEqualTo(1);
    }

    @Test
    void a_window_has_a_length() {
        assertThatThrownBy(() -> new Fixed(0)).hasMessageContaining("must be positive");
        assertThatThrownBy(() -> new Sliding(9)).hasMessageContaining("must be positive");
    }
}
