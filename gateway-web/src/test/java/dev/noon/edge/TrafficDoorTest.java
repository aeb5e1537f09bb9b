package dev.noon.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Body;
import dev.noon.exchange.BrokenBody;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Outcomes;
import dev.noon.exchange.Pace;
import dev.noon.exchange.Policy;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Requests;
import dev.noon.exchange.Surroundings;
import dev.noon.exchange.Traces;
import dev.noon.snapshot.ActiveSnapshot;
import dev.noon.snapshot.PinnedSnapshot;
import dev.noon.snapshot.Snapshots;
import dev.noon.time.WallClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrafficDoorTest {
    private final ActiveSnapshot active = new ActiveSnapshot();
    private final List<String> outcomes = new ArrayList<>();
    private final FakeResponse response = new FakeResponse();
    private Runnable atTheFence = () -> {};
    private int closed;
    private boolean noting;

    @BeforeEach
    void quiet() {
        Logger.getLogger(TrafficDoor.class.getName()).setLevel(Level.OFF);
    }

    @AfterEach
    void nothing_is_held() {
        assertThat(active.current().holds()).isEqualTo(1);
        assertThat(outcomes).hasSize(2).first().isEqualTo("began");
        Logger.getLogger(TrafficDoor.class.getName()).setLevel(null);
    }

    @Test
    void a_reply_is_written_with_its_revision() {
        serve((exchange, next) -> Requests.reply(201, "done", "X-A: 1", "Date: now"));
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.headers().toString())
                .isEqualTo("X-A: 1\nDate: now\nNoon-Revision: 42\nContent-Length: 4\n");
        assertThat(response.text()).isEqualTo("done");
        assertThat(outcomes).last().isEqualTo("201 none");
    }

    @Test
    void what_is_put_in_force_while_a_request_is_held_at_the_fence_answers_it() {
        active.swap(Snapshots.of(41, (exchange, next) -> Requests.reply(200, "old")));
        atTheFence = () -> active.swap(Snapshots.of(42, (exchange, next) -> Requests.reply(200, "new")));
        door(true).serve(get("/api"), response.servlet(), new PinnedSnapshot());
        assertThat(response.text()).isEqualTo("new");
        assertThat(response.headers().find("Noon-Revision")).contains("42");
    }

    @Test
    void nothing_is_served_before_a_revision_is_in_force() {
        door(true).serve(get("/api"), response.servlet(), new PinnedSnapshot());
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers().has("Noon-Revision")).isFalse();
        assertThat(response.headers().find("Retry-After")).contains("1");
        assertThat(outcomes).last().isEqualTo("503 not-ready");
    }

    @Test
    void a_malformed_request_is_refused_and_its_connection_closed() {
        active.swap(Snapshots.of(42, (exchange, next) -> Requests.reply(200, "")));
        door(true).serve(get("/a/../b"), response.servlet(), new PinnedSnapshot());
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.headers().find("Connection")).contains("close");
        assertThat(response.headers().find("Noon-Revision")).contains("42");
        assertThat(outcomes).last().isEqualTo("400 malformed-request");
    }

    @Test
    void no_route_and_no_method_are_told_apart() {
        active.swap(Snapshots.of(42, (exchange, next) -> Requests.reply(200, "")));
        door(true).serve(get("/elsewhere"), response.servlet(), new PinnedSnapshot());
        assertThat(response.status()).isEqualTo(404);
        outcomes.clear();
        FakeResponse refused = new FakeResponse();
        FakeRequest delete = new FakeRequest("DELETE", "/only-get", "Host: a");
        door(true).serve(delete.servlet(), refused.servlet(), new PinnedSnapshot());
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.headers().find("Allow")).contains("GET, HEAD");
        outcomes.clear();
        FakeResponse unknown = new FakeResponse();
        FakeRequest brew = new FakeRequest("BREW", "/only-get", "Host: a");
        door(true).serve(brew.servlet(), unknown.servlet(), new PinnedSnapshot());
        assertThat(unknown.status()).isEqualTo(501);
    }

    @Test
    void a_name_comes_back_that_the_client_gave_that_is_written_down_or_that_a_refusal_is_found_by() {
        Conduct conduct = new Conduct(
                new Surroundings(new Traces(Traces.Start.SAMPLED, 1, 2), new Semaphore(1), Pace.ANY),
                () -> false,
                Tunnels.NONE,
                WallClock.system());
        active.swap(Snapshots.of(42, (exchange, next) -> Requests.reply(200, "")));
        FakeRequest named = new FakeRequest("GET", "/api", "Host: a", "X-Request-Id: abc-1");
        door(true, conduct).serve(named.servlet(), response.servlet(), new PinnedSnapshot());
        assertThat(response.headers().find("X-Request-Id")).contains("abc-1");
        outcomes.clear();
        FakeResponse noted = new FakeResponse();
        noting = true;
        door(true, conduct).serve(get("/api"), noted.servlet(), new PinnedSnapshot());
        assertThat(noted.headers().valueOr("X-Request-Id", "")).matches("[0-9a-f]{32}");
        outcomes.clear();
        noting = false;
        active.swap(Snapshots.of(42, (exchange, next) -> {
            exchange.cause(Cause.CACHE);
            return Requests.reply(200, "");
        }));
        FakeResponse nameless = new FakeResponse();
        door(true, conduct).serve(get("/api"), nameless.servlet(), new PinnedSnapshot());
        assertThat(nameless.headers().has("X-Request-Id")).isFalse();
        outcomes.clear();
        FakeResponse refused = new FakeResponse();
        door(true, conduct).serve(get("/elsewhere"), refused.servlet(), new PinnedSnapshot());
        assertThat(refused.headers().valueOr("X-Request-Id", ""))
                .matches("[0-9a-f]{32}")
                .isNotEqualTo(noted.headers().valueOr("X-Request-Id", ""));
    }

    @Test
    void a_reply_without_a_date_gets_one_and_another_keeps_its_own() {
        Conduct conduct = new Conduct(Surroundings.NONE, () -> false, Tunnels.NONE, () -> 784_111_777_999L);
        active.swap(Snapshots.of(42, (exchange, next) -> Requests.reply(200, "")));
        door(true, conduct).serve(get("/api"), response.servlet(), new PinnedSnapshot());
        assertThat(response.headers().all("Date")).containsExactly("Sun, 06 Nov 1994 08:49:37 GMT");
        outcomes.clear();
        FakeResponse refused = new FakeResponse();
        door(true, conduct).serve(get("/elsewhere"), refused.servlet(), new PinnedSnapshot());
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.headers().all("Date")).containsExactly("Sun, 06 Nov 1994 08:49:37 GMT");
        outcomes.clear();
        active.swap(Snapshots.of(42, (exchange, next) -> {
            Reply reply = Requests.reply(200, "");
            reply.headers().set("date", "Thu, 01 Jan 1970 00:00:00 GMT");
            return reply;
        }));
        FakeResponse own = new FakeResponse();
        door(true, conduct).serve(get("/api"), own.servlet(), new PinnedSnapshot());
        assertThat(own.headers().all("Date")).containsExactly("Thu, 01 Jan 1970 00:00:00 GMT");
    }

    @Test
    void a_node_that_leaves_ends_its_connections() {
        active.swap(Snapshots.of(42, (exchange, next) -> Requests.reply(200, "")));
        Conduct leaving = new Conduct(Surroundings.NONE, () -> true, Tunnels.NONE, WallClock.system());
        door(true, leaving).serve(get("/api"), response.servlet(), new PinnedSnapshot());
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers().find("Connection")).contains("close");
    }

    @Test
    void the_revision_can_be_kept_secret() {
        active.swap(Snapshots.of(42, (exchange, next) -> Requests.reply(200, "")));
        door(false).serve(get("/api"), response.servlet(), new PinnedSnapshot());
        assertThat(response.headers().has("Noon-Revision")).isFalse();
    }

    @Test
    void HEAD_has_the_length_and_no_body() {
        active.swap(Snapshots.of(42, (exchange, next) -> Requests.reply(200, "hello")));
        FakeRequest head = new FakeRequest("HEAD", "/api", "Host: a");
        door(true).serve(head.servlet(), response.servlet(), new PinnedSnapshot());
        assertThat(response.headers().find("Content-Length")).contains("5");
        assertThat(response.text()).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway")
    void a_policy_that_returns_null_is_a_500_with_its_own_cause() {
        serve((exchange, next) -> null);
        assertThat(response.status()).isEqualTo(500);
        assertThat(outcomes).last().isEqualTo("500 policy-failed");
    }

    @Test
    void an_Error_counts() {
        serve((exchange, next) -> {
            own(exchange);
            throw new StackOverflowError("deep");
        });
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.text()).contains("internal-error").doesNotContain("deep", "StackOverflow");
        assertThat(outcomes).last().isEqualTo("500 internal-error");
        assertThat(closed).isEqualTo(1);
    }

    @Test
    void a_policy_that_forgets_a_body_does_not_keep_it_open() {
        serve((exchange, next) -> {
            own(exchange);
            return Requests.reply(200, "something else");
        });
        assertThat(response.status()).isEqualTo(200);
        assertThat(closed).isEqualTo(1);
    }

    @Test
    void a_short_body_that_breaks_is_a_502() {
        serve((exchange, next) -> stream(broken(10), 100));
        assertThat(response.status()).isEqualTo(502);
        assertThat(response.headers().find("Noon-Revision")).contains("42");
        assertThat(response.text()).contains("upstream-truncated");
        assertThat(outcomes).last().isEqualTo("502 upstream-truncated");
    }

    @Test
    void a_long_body_that_breaks_before_the_header_went_out_is_a_502_too() {
        serve((exchange, next) -> stream(broken(10), 1 << 20));
        assertThat(response.status()).isEqualTo(502);
        assertThat(response.headers().find("Content-Length")).isNotEqualTo(Optional.of("1048576"));
    }

    @Test
    void a_long_body_that_breaks_later_keeps_its_status_and_its_cause() {
        serve((exchange, next) -> stream(broken(100_000), 1 << 20));
        assertThat(response.status()).isEqualTo(200);
        assertThat(outcomes).last().isEqualTo("200 upstream-truncated");
    }

    @Test
    void a_client_that_goes_away_is_not_our_failure() {
        response.clientGone();
        serve((exchange, next) -> Requests.reply(200, "hello"));
        assertThat(outcomes).last().isEqualTo("200 client-gone");
    }

    private void serve(Policy policy) {
        active.swap(Snapshots.of(42, policy));
        door(true).serve(get("/api"), response.servlet(), new PinnedSnapshot());
    }

    private TrafficDoor door(boolean revisionHeader) {
        return door(revisionHeader, Conduct.PLAIN);
    }

    private TrafficDoor door(boolean revisionHeader, Conduct conduct) {
        Outcomes recording = new Outcomes() {
            @Override
            public boolean notes(int status) {
                return noting;
            }

            @Override
            public void began() {
                outcomes.add("began");
            }

            @Override
            public void ended(Exchange exchange, int status) {
                outcomes.add(status + " " + exchange.cause().label());
            }
        };
        Edge edge = new Edge(
                9090,
                (authorization, address, path) -> AdminGate.Answer.UNKNOWN,
                nowNanos -> atTheFence.run(),
                active,
                recording,
                () -> 0,
                Limits.DEFAULT,
                revisionHeader,
                conduct);
        return new TrafficDoor(edge);
    }

    private void own(Exchange exchange) {
        exchange.own(() -> closed++);
    }

    private static jakarta.servlet.http.HttpServletRequest get(String path) {
        return new FakeRequest("GET", path, "Host: a").servlet();
    }

    private static Reply stream(InputStream in, long length) {
        return new Reply(200, Requests.headers(), new Body.Stream(in, OptionalLong.of(length), true));
    }

    private static InputStream broken(int after) {
        return new InputStream() {
            private final InputStream whole = new ByteArrayInputStream(new byte[after]);

            @Override
            public int read() throws IOException {
                int b = whole.read();
                if (b < 0) {
                    throw new BrokenBody(Cause.UPSTREAM_TRUNCATED, new IOException("gone"));
                }
                return b;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = whole.read(buffer, offset, length);
                if (read < 0) {
                    throw new BrokenBody(Cause.UPSTREAM_TRUNCATED, new IOException("gone"));
                }
                return read;
            }
        };
    }
}
