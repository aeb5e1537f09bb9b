package dev.noon.policy.cache.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Body;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.exchange.Requests;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredAnswerTest extends RulesFixture {
    private static final byte[] BODY = "0123456789".getBytes(StandardCharsets.UTF_8);

    private static Reply answer(String request, int status, String stored) {
        return StoredAnswer.of(get(request), status, lines(stored), BODY, NOW);
    }

    private static String text(Reply reply) {
        return reply.body() instanceof Body.Bytes bytes ? new String(bytes.bytes(), StandardCharsets.UTF_8) : "";
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({
        "'', 'ETag: \"v1\"', 200",
        "'If-None-Match: \"v1\"', 'ETag: \"v1\"', 304",
        "'If-None-Match: W/\"v1\"', 'ETag: \"v1\"', 304",
        "'If-None-Match: \"v1\"', 'ETag: W/\"v1\"', 304",
        "'If-None-Match: W/\"v1\"', 'ETag: W/\"v1\"', 304",
        "'If-None-Match: \"v1\", \"x\", \"y\"', 'ETag: \"v1\"', 304",
        "'If-None-Match: \"x\", \"v1\", \"y\"', 'ETag: \"v1\"', 304",
        "'If-None-Match: \"x\", \"y\", \"v1\"', 'ETag: \"v1\"', 304",
        "'If-None-Match: \"x\" | If-None-Match: \"v1\"', 'ETag: \"v1\"', 304",
        "'If-None-Match: \"a,b\"', 'ETag: \"a,b\"', 304",
        "'If-None-Match: \"a\"', 'ETag: \"a,b\"', 200",
        "'If-None-Match: *', 'ETag: \"v1\"', 304",
        "'If-None-Match: *', 'X: 1', 304",
        "'If-None-Match: \"*\"', 'ETag: \"v1\"', 200",
        "'If-None-Match: \"v2\"', 'ETag: \"v1\"', 200",
        "'If-None-Match: \"V1\"', 'ETag: \"v1\"', 200",
        "'If-None-Match: v1', 'ETag: \"v1\"', 200",
        "'If-None-Match: \"v1\"', 'ETag: v1', 200",
        "'If-None-Match: v1', 'ETag: v1', 200",
        "'If-None-Match: w/\"v1\"', 'ETag: \"v1\"', 200",
        "'If-None-Match: \"v1', 'ETag: \"v1\"', 200",
        "'If-None-Match: \"v1\"', 'X: 1', 200",
        "'If-None-Match: \"\u00fc\"', 'ETag: \"\u00fc\"', 304",
        "'If-Modified-Since: Sat, 21 Nov 2026 11:50:00 GMT', 'Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 304",
        "'If-Modified-Since: Sat, 21 Nov 2026 11:50:01 GMT', 'Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 304",
        "'If-Modified-Since: Sat, 21 Nov 2026 11:49:59 GMT', 'Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 200",
        "'If-Modified-Since: Saturday, 21-Nov-26 11:50:00 GMT', 'Last-Modified: Sat Nov 21 11:50:00 2026', 304",
        "'If-Modified-Since: yesterday', 'Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 200",
        "'If-Modified-Since: Sat, 21 Nov 2026 12:00:00 GMT', 'Date: Sat, 21 Nov 2026 11:50:00 GMT', 304",
        "'If-Modified-Since: Sat, 21 Nov 2026 11:00:00 GMT', 'Date: Sat, 21 Nov 2026 11:50:00 GMT', 200",
        "'If-Modified-Since: Sat, 21 Nov 2026 12:00:00 GMT', 'X: 1', 304",
        "'If-Modified-Since: Sat, 21 Nov 2026 11:59:59 GMT', 'X: 1', 200",
        "'If-None-Match: \"v2\" | If-Modified-Since: Sat, 21 Nov 2026 12:00:00 GMT', 'ETag: \"v1\"', 200",
        "'If-None-Match: \"v1\" | If-Modified-Since: Sat, 21 Nov 1994 12:00:00 GMT', 'ETag: \"v1\"', 304",
    })
    void a_client_that_has_it_is_told_so(String request, String stored, int status) {
        Reply reply = answer(request, 200, "Content-Type: a/b | " + stored);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(text(reply)).isEqualTo(status == 304 ? "" : "0123456789");
        assertThat(reply.headers().has("Content-Type")).isEqualTo(status == 200);
    }

    @Test
    void a_304_has_what_the_client_keeps_its_copy_by() {
        String kept =
                "Date: d | ETag: \"v1\" | Vary: a | Cache-Control: b | Expires: c | Content-Location: /d | Age: 3";
        Reply reply = answer(
                "If-None-Match: \"v1\"",
                200,
                kept + " | Content-Length: 10 | Content-Encoding: gzip | Content-Language: de | Content-Type: a/b");
        assertThat(reply.headers().toString()).isEqualTo(lines(kept).toString());
    }

    @ParameterizedTest(name = "{0}: {1} {2} {3}")
    @CsvSource({
        "'bytes=0-1', 206, 01, bytes 0-1/10",
        "'bytes=1-', 206, 123456789, bytes 1-9/10",
        "'bytes=-1', 206, 9, bytes 9-9/10",
        "'bytes=-20', 206, 0123456789, bytes 0-9/10",
        "'bytes=9-20', 206, 9, bytes 9-9/10",
        "'bytes=0-99999999999999999999', 206, 0123456789, bytes 0-9/10",
        "'BYTES=0-1', 206, 01, bytes 0-1/10",
        "'bytes= 0-1 ', 206, 01, bytes 0-1/10",
        "'bytes=0-1,2-3', 206, 0123, bytes 0-3/10",
        "'bytes=2-3, 0-2', 206, 0123, bytes 0-3/10",
        "'bytes=0-1, 20-30', 206, 01, bytes 0-1/10",
        "'bytes=0-1, 5-6', 200, 0123456789, ''",
        "'bytes=10-', 416, '', bytes */10",
        "'bytes=20-30', 416, '', bytes */10",
        "'bytes=99999999999999999999-', 416, '', bytes */10",
        "'bytes=-0', 416, '', bytes */10",
        "'bytes=20-30, 40-', 416, '', bytes */10",
        "'bytes=3-2', 200, 0123456789, ''",
        "'bytes=a-b', 200, 0123456789, ''",
        "'bytes=', 200, 0123456789, ''",
        "'bytes=-', 200, 0123456789, ''",
        "'bytes=--1', 200, 0123456789, ''",
        "'bytes=0-1,', 200, 0123456789, ''",
        "'bytes=1 - 2', 200, 0123456789, ''",
        "'bytes 0-1', 200, 0123456789, ''",
        "'lines=0-1', 200, 0123456789, ''",
        "'bytes=0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0', 206, 0, bytes 0-0/10",
        "'bytes=0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0', 200, 0123456789, ''",
    })
    void a_range_is_cut_out_of_the_whole(String range, int status, String body, String contentRange) {
        Reply reply = answer("Range: " + range, 200, "ETag: \"v1\" | Content-Length: 10");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(text(reply)).isEqualTo(body);
        assertThat(reply.headers().valueOr("Content-Range", "")).isEqualTo(contentRange);
        assertThat(reply.headers().has("Content-Length")).isEqualTo(status == 200);
        assertThat(reply.headers().has("ETag")).isTrue();
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({
        "'If-Range: \"v1\"', 'ETag: \"v1\"', 206",
        "'If-Range: \"v2\"', 'ETag: \"v1\"', 200",
        "'If-Range: W/\"v1\"', 'ETag: W/\"v1\"', 200",
        "'If-Range: W/\"v1\"', 'ETag: \"v1\"', 200",
        "'If-Range: \"v1\"', 'X: 1', 200",
        "'If-Range: Sat, 21 Nov 2026 11:50:00 GMT', 'Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 206",
        "'If-Range: Sat, 21 Nov 2026 11:50:01 GMT', 'Last-Modified: Sat, 21 Nov 2026 11:50:00 GMT', 200",
        "'If-Range: Sat, 21 Nov 2026 12:00:00 GMT', 'Last-Modified: Sat, 21 Nov 2026 12:00:00 GMT', 200",
        "'If-Range: nonsense', 'Last-Modified: Sat, 21 Nov 2026 12:00:00 GMT', 200",
        "'If-None-Match: \"v1\"', 'ETag: \"v1\"', 304",
        "'If-None-Match: \"v2\"', 'ETag: \"v1\"', 206",
    })
    void a_condition_comes_before_the_range(String request, String stored, int status) {
        assertThat(answer("Range: bytes=0-1 | " + request, 200, DATE + " | " + stored)
                        .status())
                .isEqualTo(status);
    }

    @Test
    void only_GET_and_only_whole_answers_have_ranges() {
        Request head = Requests.of("HEAD", "/loans", "Range: bytes=0-1");
        assertThat(StoredAnswer.of(head, 200, new Headers(), BODY, NOW).status())
                .isEqualTo(200);
        assertThat(answer("Range: bytes=0-1 | If-None-Match: *", 404, "").status())
                .isEqualTo(404);
        assertThat(answer("Range: bytes=0-1 | Range: bytes=2-3", 200, "").status())
                .isEqualTo(200);
        assertThat(StoredAnswer.of(get("Range: bytes=0-"), 200, new Headers(), new byte[0], NOW)
                        .status())
                .isEqualTo(416);
    }

    @Test
    void a_204_has_no_body() {
        assertThat(StoredAnswer.of(get(""), 204, new Headers(), new byte[0], NOW)
                        .body())
                .isEqualTo(Body.EMPTY);
    }
}
