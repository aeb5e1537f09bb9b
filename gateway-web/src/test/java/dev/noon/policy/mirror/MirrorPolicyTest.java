package dev.noon.policy.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.exchange.Chain;
import dev.noon.exchange.Copies;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.exchange.RequestBody;
import dev.noon.exchange.Requests;
import dev.noon.model.policy.MirrorSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MirrorPolicyTest {
    private static final Chain ANSWERS = exchange -> {
        try (InputStream in = exchange.request().body().open()) {
            return Requests.reply(200, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    };

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private final Mirrors mirrors = new Mirrors(tasks::add, 3);

    @Test
    void a_request_waits_for_nothing_and_its_copy_goes_out_later() throws IOException {
        assertThat(asked(policy(100, 2), Requests.of("GET", "/a"))).isEmpty();
        assertThat(sent).isEmpty();
        work();
        assertThat(sent).containsExactly("/a ");
        assertThat(mirrors.answeredSoFar()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_body_is_copied_as_it_passes_by(boolean declared) throws IOException {
        assertThat(asked(policy(100, 2), Requests.of("POST", "/a", Requests.body("body", declared))))
                .isEqualTo("body");
        assertThat(asked(policy(100, 2), Requests.of("POST", "/b", Requests.body("", declared))))
                .isEmpty();
        work();
        assertThat(sent).containsExactly("/a body", "/b ");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_body_that_is_too_long_passes_whole_and_is_not_copied(boolean declared) throws IOException {
        String body = "x".repeat(11);
        assertThat(asked(policy(100, 2), Requests.of("POST", "/a", Requests.body(body, declared))))
                .isEqualTo(body);
        work();
        assertThat(sent).isEmpty();
        assertThat(mirrors.droppedSoFar()).isEqualTo(1);
    }

    @Test
    void what_nobody_has_read_to_its_end_is_not_copied_and_its_place_is_free_again() throws IOException {
        MirrorPolicy policy = policy(100, 1);
        for (int i = 0; i < 3; i++) {
            Exchange exchange = Requests.exchange(Requests.of("POST", "/a", Requests.body("body", true)));
            assertThatThrownBy(() -> policy.handle(exchange, broken -> {
                        throw new IOException("gone");
                    }))
                    .hasMessage("gone");
        }
        assertThat(mirrors.droppedSoFar()).isEqualTo(3);
        assertThat(asked(policy, Requests.of("POST", "/b", Requests.body("b", true))))
                .isEqualTo("b");
        work();
        assertThat(sent).containsExactly("/b b");
    }

    @Test
    void a_websocket_is_not_copied() throws IOException {
        asked(policy(100, 2), Requests.of("GET", "/a", RequestBody.FRAMES));
        work();
        assertThat(sent).isEmpty();
        assertThat(mirrors.droppedSoFar()).isZero();
    }

    @Test
    void so_many_are_under_way_at_a_time_for_a_policy_and_for_the_node() throws IOException {
        MirrorPolicy one = policy(100, 2);
        MirrorPolicy other = policy(100, 2);
        for (int i = 0; i < 3; i++) {
            asked(one, Requests.of("GET", "/one" + i));
            asked(other, Requests.of("GET", "/other" + i));
        }
        assertThat(tasks).hasSize(3);
        assertThat(mirrors.droppedSoFar()).isEqualTo(3);
        work();
        assertThat(sent).containsExactly("/one0 ", "/other0 ", "/one1 ");
        asked(one, Requests.of("GET", "/again"));
        work();
        assertThat(sent).contains("/again ");
    }

    @Test
    void of_a_hundred_as_many_are_copied_as_are_asked_for() throws IOException {
        MirrorPolicy policy = policy(7, 2);
        for (int i = 0; i < 300; i++) {
            asked(policy, Requests.of("GET", "/a"));
            work();
        }
        assertThat(sent).hasSize(21);
    }

    @Test
    void a_copy_that_fails_or_cannot_be_sent_is_counted_and_fails_nothing() throws IOException {
        MirrorSpec spec = new MirrorSpec("mirror", "shadow", 100, 10, 2);
        MirrorPolicy failing = new MirrorPolicy(spec, exchange -> body -> false, mirrors);
        MirrorPolicy throwing = new MirrorPolicy(
                spec,
                exchange -> body -> {
                    throw new IllegalStateException("broken");
                },
                mirrors);
        asked(failing, Requests.of("GET", "/a"));
        asked(throwing, Requests.of("GET", "/a"));
        work();
        assertThat(mirrors.failedSoFar()).isEqualTo(2);

        Mirrors stopped = new Mirrors(
                task -> {
                    throw new RejectedExecutionException();
                },
                1);
        MirrorPolicy late = new MirrorPolicy(spec, exchange -> body -> true, stopped);
        assertThat(asked(late, Requests.of("GET", "/a"))).isEmpty();
        assertThat(asked(late, Requests.of("GET", "/a"))).isEmpty();
        assertThat(stopped.droppedSoFar()).isEqualTo(2);
    }

    private static String asked(MirrorPolicy policy, Request request) throws IOException {
        Reply reply = policy.handle(Requests.exchange(request), ANSWERS);
        return new String(((dev.noon.exchange.Body.Bytes) reply.body()).bytes(), StandardCharsets.UTF_8);
    }

    private void work() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private MirrorPolicy policy(int percent, int concurrent) {
        Copies copies = exchange -> {
            String target = exchange.request().target();
            return body -> sent.add(target + " " + new String(body.open().readAllBytes(), StandardCharsets.UTF_8));
        };
        return new MirrorPolicy(new MirrorSpec("mirror", "shadow", percent, 10, concurrent), copies, mirrors);
    }
}
