package dev.noon.policy.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.exchange.Body;
import dev.noon.exchange.BrokenBody;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Requests;
import dev.noon.exchange.Trailers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CachePolicyBodyTest extends CachePolicyFixture {
    @Test
    void a_short_body_is_read_at_once() throws IOException {
        upstream = stream("hello", OptionalLong.of(5));
        assertThat(ask(get()).body()).isInstanceOf(Body.Bytes.class);
        assertThat(stored()).isEqualTo("hello");
    }

    @Test
    void a_long_body_is_stored_before_its_last_byte_is_passed_on() throws IOException {
        String text = "x".repeat(150_000);
        upstream = stream(text, OptionalLong.of(text.length()));
        InputStream in = ((Body.Stream) ask(get()).body()).in();
        assertThat(in.readNBytes(149_999)).hasSize(149_999);
        assertThat(cache.entries).isEmpty();
        assertThat(in.read()).isEqualTo('x');
        assertThat(stored()).hasSize(150_000);
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void a_chunked_body_is_stored_at_its_end() throws IOException {
        upstream = stream("hello", OptionalLong.empty());
        InputStream in = ((Body.Stream) ask(get()).body()).in();
        assertThat(in.readNBytes(5)).hasSize(5);
        assertThat(cache.entries).isEmpty();
        assertThat(in.read()).isEqualTo(-1);
        assertThat(stored()).isEqualTo("hello");
    }

    @Test
    void what_would_follow_a_body_that_is_stored_is_left_out() throws IOException {
        Trailers trailers = Trailers.announced("X-Sum", List.of());
        InputStream body = new ByteArrayInputStream(new byte[5]);
        upstream = new Reply(200, Requests.headers(), new Body.Stream(body, OptionalLong.empty(), true, trailers));
        assertThat(ask(get()).trailers()).isSameAs(Trailers.NONE);
    }

    @Test
    void a_body_that_turns_out_too_long_is_passed_on_and_not_stored() throws IOException {
        upstream = stream("x".repeat(MAX_OBJECT + 1), OptionalLong.empty());
        Body.Stream body = (Body.Stream) ask(get()).body();
        assertThat(body.in().readAllBytes()).hasSize(MAX_OBJECT + 1);
        assertThat(cache.entries).isEmpty();
        upstream = stream("x".repeat(MAX_OBJECT + 1), OptionalLong.of(MAX_OBJECT + 1));
        assertThat(ask(get()).headers().find("Cache-Status")).contains("noon; fwd=uri-miss");
    }

    @Test
    void a_body_that_ends_with_its_connection_is_not_stored() throws IOException {
        Body.Stream open = new Body.Stream(new ByteArrayInputStream(new byte[5]), OptionalLong.empty(), false);
        upstream = new Reply(200, Requests.headers(), open);
        ((Body.Stream) ask(get()).body()).in().readAllBytes();
        assertThat(cache.entries).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 150_000})
    void a_body_that_breaks_is_never_stored(int length) throws IOException {
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(new byte[length - 1]), new Broken());
        upstream = new Reply(200, Requests.headers(), new Body.Stream(broken, OptionalLong.of(length), true));
        assertThatThrownBy(() -> ((Body.Stream) ask(get()).body()).in().readAllBytes())
                .isInstanceOf(BrokenBody.class);
        assertThat(cache.entries).isEmpty();
    }

    @Test
    void a_body_longer_than_it_said_is_broken() {
        upstream = stream("hello", OptionalLong.of(4));
        assertThatThrownBy(() -> ask(get())).isInstanceOf(BrokenBody.class);
        assertThat(cache.entries).isEmpty();
    }
}
