package dev.noon.edge;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawHeaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1|host: a",
                "|GET / HTTP/1.1|host: a",
                "GET / HTTP/1.1|Host:a|X:",
                "POST / HTTP/1.1|host: a|content-length: 5",
                "POST / HTTP/1.1|host: a|transfer-encoding: chunked",
                "POST / HTTP/1.1|host: a|x-content-length: 5|transfer-encoding: chunked",
                "GET http://a/x HTTP/1.1|host: a",
                "GET http://A:80/x HTTP/1.1|Host:  a:80 ",
                "GET http://a HTTP/1.1|host: a",
                "GET http://a?x=/ HTTP/1.1|host: a",
                "OPTIONS * HTTP/1.1|host: a",
                "GET /?u=http://b HTTP/1.1|host: a",
            })
    void what_has_one_meaning_passes(String header) {
        assertThatCode(() -> RawHeader.check(bytes(header))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1|host: a|content-length: 5|transfer-encoding: chunked",
                "POST / HTTP/1.1|host: a|Transfer-Encoding: chunked|Content-Length: 5",
                "GET / HTTP/1.1|host: a|no colon here",
                "GET / HTTP/1.1|host: a|: no name",
                "GET / HTTP/1.1| host: a",
                "GET / HTTP/1.1|host: a|\tfolded: b",
                "GET http://b/x HTTP/1.1|host: a",
                "GET http://a:81/x HTTP/1.1|host: a:80",
                "GET http://u@a/x HTTP/1.1|host: a",
                "GET http://a/x HTTP/1.1|x-host: a",
                "GET / HTTP/2.0|host: a",
                "GET / HTTP/1.2|host: a",
                "GET / HTTP/1.10|host: a",
                "GET / http/1.1|host: a",
                "GET / |host: a",
                "GET /|host: a",
                "PRI * HTTP/2.0|",
            })
    void what_has_two_is_refused(String header) {
        assertThatThrownBy(() -> RawHeader.check(bytes(header))).isInstanceOf(Refusal.class);
    }

    @Test
    void a_line_that_is_longer_than_what_the_connector_read_was_folded() {
        RawHeader ordinary = RawHeader.check(bytes("GET / HTTP/1.1|host: a|x: \t b c  |y:"));
        assertThatCode(() -> ordinary.checkUnfolded("hostaxb cy".length())).doesNotThrowAnyException();
        // What the connector leaves of "x: b", a line end and " c": it has moved the c.
        RawHeader folded = RawHeader.check(bytes("GET / HTTP/1.1|host: a|x: b c c"));
        assertThatThrownBy(() -> folded.checkUnfolded("hostaxb c".length())).isInstanceOf(Refusal.class);
    }

    private static ByteBuffer bytes(String header) {
        String text = header.replace("|", "\r\n") + "\r\n\r\n";
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
