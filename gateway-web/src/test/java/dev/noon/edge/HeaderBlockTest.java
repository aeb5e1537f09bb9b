package dev.noon.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Headers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HeaderBlockTest {
    @Test
    void every_line_stands_as_it_goes_over_the_wire() {
        HeaderBlock block = HeaderBlock.of(new Headers().add("Via", "1.1 noon").add("Age", "7"));

        assertThat(wire(block)).isEqualTo("Via: 1.1 noon\r\nAge: 7");
        assertThat(firstName(block)).isEqualTo("Via");
        assertThat(block.hasDate()).isFalse();
    }

    @Test
    void a_date_alone_has_nothing_behind_it() {
        HeaderBlock block = HeaderBlock.of(new Headers().add("Date", "today"));

        assertThat(wire(block)).isEqualTo("Date: today");
        assertThat(block.hasOthers()).isFalse();
    }

    @Test
    void the_date_stands_first_where_the_connector_finds_it() {
        HeaderBlock block = HeaderBlock.of(new Headers()
                .add("Allow", "GET")
                .add("date", "today")
                .add("Age", "7")
                .add("Noon-Revision", "1"));

        assertThat(wire(block)).isEqualTo("date: today\r\nNoon-Revision: 1\r\nAllow: GET\r\nAge: 7");
        assertThat(new String(block.bytes(), 0, block.dateEnd(), StandardCharsets.ISO_8859_1))
                .isEqualTo("date: today\r\n");
        assertThat(firstName(block)).isEqualTo("Noon-Revision");
    }

    @ParameterizedTest
    @MethodSource("values")
    void no_character_begins_another_line(String value, String sent) {
        HeaderBlock block = HeaderBlock.of(new Headers().add("X-A", value).add("X-B", "b"));

        assertThat(wire(block)).isEqualTo("X-A: " + sent + "\r\nX-B: b");
    }

    private static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("a\r\nX-Evil: 1", "a  X-Evil: 1"),
                Arguments.of("\u0000\u007f", "  "),
                Arguments.of("a\tb", "a\tb"),
                Arguments.of("a\tb\n", "a\tb "),
                Arguments.of("a long value, and its end is \u001f", "a long value, and its end is  "),
                Arguments.of("\u007fin the first eight of many", " in the first eight of many"),
                Arguments.of("\u0080\u00ff stay \u00a0\u009f", "\u0080\u00ff stay \u00a0\u009f"),
                Arguments.of("gr\u00fcn", "gr\u00fcn"),
                Arguments.of("\u4e2d", "?"),
                Arguments.of("\ud800\udf48 is one", "? is one"));
    }

    private static String wire(HeaderBlock block) {
        return new String(block.bytes(), 0, block.end(), StandardCharsets.ISO_8859_1);
    }

    private static String firstName(HeaderBlock block) {
        return new String(
                block.bytes(), block.dateEnd(), block.nameEnd() - block.dateEnd(), StandardCharsets.ISO_8859_1);
    }
}
