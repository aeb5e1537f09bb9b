package dev.noon.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpDatesTest {
    private static final long NOW = Instant.parse("2026-11-21T12:00:00Z").toEpochMilli();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'Sun, 06 Nov 1994 08:49:37 GMT', 1994-11-06T08:49:37Z",
        "'Sunday, 06-Nov-94 08:49:37 GMT', 1994-11-06T08:49:37Z",
        "'Sun Nov  6 08:49:37 1994', 1994-11-06T08:49:37Z",
        "'Sun Nov 16 08:49:37 1994', 1994-11-16T08:49:37Z",
        "' Sun, 06 Nov 1994 08:49:37 GMT ', 1994-11-06T08:49:37Z",
        "'Mon, 06 Nov 1994 08:49:37 GMT', 1994-11-06T08:49:37Z",
        "'Sunday, 06-Nov-76 08:49:37 GMT', 2076-11-06T08:49:37Z",
        "'Sunday, 06-Nov-77 08:49:37 GMT', 1977-11-06T08:49:37Z",
        "'Sunday, 06-Nov-26 08:49:37 GMT', 2026-11-06T08:49:37Z",
        "'Sunday, 06-Nov-00 08:49:37 GMT', 2000-11-06T08:49:37Z",
        "'Sat, 31 Dec 2016 23:59:60 GMT', 2016-12-31T23:59:59Z",
        "'Tue, 29 Feb 2028 00:00:00 GMT', 2028-02-29T00:00:00Z",
        "'Fri, 01 Jan 9999 00:00:00 GMT', 9999-01-01T00:00:00Z",
    })
    void three_forms_are_read(String text, Instant expected) {
        assertThat(HttpDates.millis(text, NOW)).hasValue(expected.toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "0",
        "'Sun, 06 Nov 1994'",
        "'06 Nov 1994 08:49:37 GMT'",
        "'Sun, 6 Nov 1994 08:49:37 GMT'",
        "'Sun, 06 Nov 1994 24:49:37 GMT'",
        "'Sun, 06 Nov 1994 08:60:37 GMT'",
        "'Sun, 06 Nov 1994 08:49:61 GMT'",
        "'Tue, 29 Feb 2027 00:00:00 GMT'",
        "'Sun, 06 Now 1994 08:49:37 GMT'",
        "'Sun, 06 Nov 1994 08:49:37 EST'",
        "'Sun, 06-Nov-94 08:49:37 GMT'",
        "'Sunday, 06 Nov 94 08:49:37 GMT'",
        "'Sun Nov 6 08:49:37 1994'",
        "'1994-11-06T08:49:37Z'",
        "784111777",
    })
    void nothing_else_is(String text) {
        assertThat(HttpDates.millis(text, NOW)).isEmpty();
    }

    @Test
    void in_the_first_decades_of_a_century_old_years_are_old() {
        long later = Instant.parse("2080-01-01T00:00:00Z").toEpochMilli();
        assertThat(HttpDates.millis("Sunday, 06-Nov-20 08:49:37 GMT", later))
                .hasValue(Instant.parse("2120-11-06T08:49:37Z").toEpochMilli());
    }

    @Test
    void what_is_written_is_read() {
        assertThat(HttpDates.write(NOW + 999)).isEqualTo("Sat, 21 Nov 2026 12:00:00 GMT");
    }
}
