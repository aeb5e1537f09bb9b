package dev.noon.policy.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.exchange.Body;
import dev.noon.exchange.BrokenBody;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Requests;
import dev.noon.model.policy.CompressSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressPolicyTest {
    private static final String LONG = "{\"word\":\"" + "abcdefghij".repeat(300) + "\"}";
    private static final String JSON = "Content-Type: application/json; charset=utf-8";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip                        | true",
                "GZip                        | true",
                "br, gzip;q=0.8              | true",
                "x-gzip                      | true",
                "*                           | true",
                "br, *;q=0.1                 | true",
                "gzip;q=0                    | false",
                "gzip; q=0.000, *            | false",
                "*;q=0                       | false",
                "br                          | false",
                "identity                    | false",
                "identity, gzip;q=0.5        | false",
                "gzip;q=1, identity;q=0.5    | true",
                "gzip;q=never                | false",
                "''                          | false",
            })
    void a_body_is_gzipped_for_clients_that_take_it(String accepts, boolean gzipped) throws IOException {
        Reply reply = handle("Accept-Encoding: " + accepts, Requests.reply(200, LONG, JSON, "ETag: \"v1\""));
        assertThat(reply.headers().has("Content-Encoding")).isEqualTo(gzipped);
        assertThat(reply.headers().all("Vary")).containsExactly("Accept-Encoding");
        assertThat(reply.headers().all("ETag")).containsExactly(gzipped ? "W/\"v1\"" : "\"v1\"");
        assertThat(plain(reply)).isEqualTo(LONG);
        if (gzipped) {
            assertThat(bytes(reply)).hasSizeLessThan(LONG.length() / 10);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "Content-Encoding: br",
                "Content-Encoding: gzip",
                "Content-Range: bytes 0-2999/9000",
                "Cache-Control: public, No-Transform",
            })
    void what_is_encoded_or_a_part_or_must_not_be_transformed_stays(String line) throws IOException {
        Reply reply = handle("Accept-Encoding: gzip", Requests.reply(200, LONG, JSON, line));
        assertThat(bytes(reply)).isEqualTo(LONG.getBytes(StandardCharsets.UTF_8));
        assertThat(reply.headers().has("Vary")).isFalse();
    }

    @Test
    void what_is_short_or_of_another_type_or_does_not_shrink_stays() throws IOException {
        String gzip = "Accept-Encoding: gzip";
        assertThat(bytes(handle(gzip, Requests.reply(200, "{}", JSON)))).hasSize(2);
        assertThat(bytes(handle(gzip, Requests.reply(200, LONG, "Content-Type: image/png"))))
                .hasSize(LONG.length());
        assertThat(bytes(handle(gzip, Requests.reply(206, LONG, JSON)))).hasSize(LONG.length());
        byte[] noise = new byte[2000];
        new Random(1).nextBytes(noise);
        Reply reply = handle(gzip, new Reply(200, Requests.headers(JSON), new Body.Bytes(noise)));
        assertThat(bytes(reply)).isEqualTo(noise);
        assertThat(reply.headers().has("Content-Encoding")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "X-A: 1, Accept-Encoding",
        "Vary: Origin, 'Origin, Accept-Encoding'",
        "Vary: accept-encoding, accept-encoding",
        "Vary: *, *"
    })
    void vary_says_it_once(String line, String vary) throws IOException {
        Reply reply = handle("Accept-Encoding: gzip", Requests.reply(200, LONG, JSON, line));
        assertThat(reply.headers().all("Vary")).containsExactly(vary);
    }

    @Test
    void a_long_stream_is_gzipped_while_it_is_read() throws IOException {
        byte[] noise = new byte[300_000];
        new Random(2).nextBytes(noise);
        Body.Stream stream = new Body.Stream(new ByteArrayInputStream(noise), OptionalLong.of(noise.length), true);
        Reply reply = handle("Accept-Encoding: gzip", new Reply(200, Requests.headers(JSON), stream));
        assertThat(reply.body().length()).isEmpty();
        assertThat(new GZIPInputStream(((Body.Stream) reply.body()).in()).readAllBytes())
                .isEqualTo(noise);
    }

    @Test
    void what_has_come_arrives_before_more_is_waited_for() throws Exception {
        Deque<String> events = new ArrayDeque<>(List.of("data: one\n\n", "data: two\n\n"));
        InputStream in = new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] buffer, int offset, int size) {
                if (events.isEmpty()) {
                    throw new AssertionError("it waits for more");
                }
                byte[] event = events.poll().getBytes(StandardCharsets.UTF_8);
                System.arraycopy(event, 0, buffer, offset, event.length);
                return event.length;
            }
        };
        Reply reply = handle(
                "Accept-Encoding: gzip",
                new Reply(
                        200,
                        Requests.headers("Content-Type: text/event-stream"),
                        new Body.Stream(in, OptionalLong.empty(), true)));
        InputStream gzip = ((Body.Stream) reply.body()).in();
        assertThat(gzip.readNBytes(10)).hasSize(10);
        Inflater inflater = new Inflater(true);
        for (String event : List.of("data: one\n\n", "data: two\n\n")) {
            assertThat(inflated(gzip, inflater, event.length())).isEqualTo(event);
        }
        inflater.end();
    }

    /** Reads only until so much has come out: reading on would wait. */
    private static String inflated(InputStream gzip, Inflater inflater, int length) throws Exception {
        byte[] plain = new byte[length];
        byte[] piece = new byte[100];
        int done = 0;
        while (done < length) {
            int read = gzip.read(piece);
            inflater.setInput(piece, 0, read);
            done += inflater.inflate(plain, done, length - done);
        }
        return new String(plain, StandardCharsets.UTF_8);
    }

    @Test
    void a_stream_that_breaks_breaks() throws IOException {
        InputStream in = new InputStream() {
            @Override
            public int read() throws BrokenBody {
                throw new BrokenBody(Cause.UPSTREAM_TRUNCATED, new IOException("gone"));
            }
        };
        Exchange exchange = exchange("GET", "Accept-Encoding: gzip");
        Body.Stream stream = new Body.Stream(in, OptionalLong.empty(), true);
        Reply reply = handle(exchange, new Reply(200, Requests.headers(JSON), stream));
        InputStream gzip = ((Body.Stream) reply.body()).in();
        assertThatThrownBy(gzip::readAllBytes).isInstanceOf(BrokenBody.class);
        exchange.close();
        exchange.close();
        gzip.close();
    }

    @Test
    void the_answers_to_head_and_to_conditions_have_the_lines_of_the_gzipped_one() throws IOException {
        Reply head = new Reply(200, Requests.headers(JSON, "Content-Length: 5000", "ETag: \"v1\""), Body.EMPTY);
        assertThat(handle(exchange("HEAD", "Accept-Encoding: gzip"), head).headers())
                .hasToString("Content-Type: application/json; charset=utf-8\nETag: W/\"v1\"\n"
                        + "Vary: Accept-Encoding\nContent-Encoding: gzip\n");
        Reply same = new Reply(304, Requests.headers("ETag: \"v1\""), Body.EMPTY);
        assertThat(handle("Accept-Encoding: gzip", same).headers()).hasToString("ETag: W/\"v1\"\n");
    }

    private static Exchange exchange(String method, String line) {
        return Requests.exchange(Requests.of(method, "/a", line));
    }

    private static Reply handle(String line, Reply reply) throws IOException {
        return handle(exchange("GET", line), reply);
    }

    private static Reply handle(Exchange exchange, Reply reply) throws IOException {
        CompressSpec spec = new CompressSpec("c", CompressSpec.DEFAULT_TYPES, CompressSpec.DEFAULT_MIN_BYTES, 4);
        return new CompressPolicy(spec).handle(exchange, seen -> reply);
    }

    private static byte[] bytes(Reply reply) {
        return ((Body.Bytes) reply.body()).bytes();
    }

    private static String plain(Reply reply) throws IOException {
        byte[] bytes = bytes(reply);
        boolean gzipped = reply.headers().has("Content-Encoding");
        byte[] plain = gzipped ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
        return new String(plain, StandardCharsets.UTF_8);
    }
}
