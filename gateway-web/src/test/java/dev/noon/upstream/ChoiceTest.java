package dev.noon.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.noon.exchange.Headers;
import dev.noon.exchange.RequestBody;
import dev.noon.model.Balance;
import dev.noon.model.Balance.Type;
import dev.noon.model.Metadata;
import dev.noon.model.Template;
import dev.noon.model.Upstream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is asked, of targets that are real sockets where it matters. */
class ChoiceTest extends UpstreamFixture {
    private static final String TEN = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";

    private Upstream definition = define(Balance.ROUND_ROBIN, URI.create("http://127.0.0.1:1"));

    @Test
    void whoever_has_the_fewest_under_way_is_asked_until_its_body_has_ended() throws IOException {
        RecordingUpstream slow = keep(RecordingUpstream.answering(TEN + "12345"));
        RecordingUpstream quick = keep(RecordingUpstream.answering(HELLO));
        HttpUpstream pool = pool(new Balance(Type.LEAST_REQUESTS, Optional.empty()), slow.url(), quick.url());
        UpstreamSender sender = sender(pool, definition);
        List<Answer> held = new ArrayList<>();
        held.add(sender.send(get("/")));
        for (int i = 0; i < 5; i++) {
            assertThat(text(sender.send(get("/")))).isEqualTo("hello");
        }
        assertThat(slow.requests()).hasSize(1);
        assertThat(pool.underWay(0)).isEqualTo(1);
        body(held.get(0)).in().close();
        assertThat(pool.underWay(0)).isZero();
        assertThat(pool.underWay(1)).isZero();
    }

    @Test
    void who_cannot_be_connected_to_is_passed_over_and_leaves_nothing_under_way() throws IOException {
        RecordingUpstream gone = new RecordingUpstream(wire -> {});
        gone.close();
        RecordingUpstream good = keep(RecordingUpstream.answering(HELLO));
        for (Balance balance : List.of(
                new Balance(Type.LEAST_REQUESTS, Optional.empty()),
                new Balance(Type.ROUND_ROBIN, Optional.of(Template.parse("${path}"))))) {
            HttpUpstream pool = pool(balance, gone.url(), good.url());
            UpstreamSender sender = sender(pool, definition);
            for (int i = 0; i < 8; i++) {
                assertThat(text(sender.send(about("t" + i)))).isEqualTo("hello");
            }
            assertThat(pool.underWay(0) + pool.underWay(1)).isZero();
        }
    }

    @Test
    void requests_with_a_text_stay_together_and_those_without_are_shared_out() throws IOException {
        RecordingUpstream one = keep(RecordingUpstream.answering(HELLO));
        RecordingUpstream two = keep(RecordingUpstream.answering(HELLO));
        Balance balance = new Balance(Type.ROUND_ROBIN, Optional.of(Template.parse("${cookie.cart}")));
        HttpUpstream pool = pool(balance, one.url(), two.url());
        UpstreamSender sender = sender(pool, definition);
        for (int i = 0; i < 6; i++) {
            text(sender.send(about("cart-7")));
        }
        assertThat(List.of(one.requests().size(), two.requests().size())).containsExactlyInAnyOrder(0, 6);
        for (int i = 0; i < 6; i++) {
            text(sender.send(about("")));
        }
        assertThat(List.of(one.requests().size(), two.requests().size())).containsExactlyInAnyOrder(3, 9);
    }

    @Test
    void equal_texts_go_to_one_target_each_by_weight_and_few_move_when_one_goes() {
        HashChoice four = new HashChoice(List.of("a", "b", "c", "d"), new int[] {1, 2, 3, 4});
        HashChoice three = new HashChoice(List.of("a", "b", "c"), new int[] {1, 2, 3});
        int[] counts = new int[4];
        for (int i = 0; i < 20_000; i++) {
            int target = four.choose(about("text-" + i), new BitSet());
            counts[target]++;
            assertThat(four.choose(about("text-" + i), new BitSet())).isEqualTo(target);
            if (target != 3) {
                assertThat(three.choose(about("text-" + i), new BitSet())).isEqualTo(target);
            }
        }
        for (int i = 0; i < 4; i++) {
            assertThat(counts[i] / 20_000.0).isCloseTo((i + 1) / 10.0, within(0.015));
        }
    }

    @Test
    void a_target_that_is_passed_over_is_never_chosen() {
        HashChoice choice = new HashChoice(List.of("a", "b", "c"), new int[] {1, 1, 1});
        BitSet passed = new BitSet();
        for (int i = 0; i < 3; i++) {
            int target = choice.choose(about("x"), passed);
            assertThat(passed.get(target)).isFalse();
            passed.set(target);
        }
    }

    private HttpUpstream pool(Balance balance, URI... urls) {
        definition = define(balance, urls);
        return upstream(LONG, OptionalInt.of(50), urls);
    }

    private UpstreamSender sender(HttpUpstream pool, Upstream definition) {
        return careful(definition, new Lent(pool));
    }

    private static Upstream define(Balance balance, URI... urls) {
        return new Upstream(
                        new Metadata("u", "default", Optional.empty()),
                        Stream.of(urls).map(url -> new Upstream.Target(url, 1)).toList(),
                        Upstream.Timeouts.DEFAULT,
                        OptionalInt.of(50),
                        Optional.empty())
                .with(new Upstream.Care(balance, Optional.empty(), Optional.empty()));
    }

    private static UpstreamRequest about(String text) {
        return new UpstreamRequest("GET", "/", new Headers(), RequestBody.NONE).withAffinity(text);
    }
}
