package dev.noon.policy.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Body;
import dev.noon.exchange.Caller;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Requests;
import dev.noon.model.policy.CacheConduct;
import dev.noon.model.policy.CacheLife;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lives that stand in the body of an answer, or in the token of who asked. */
class LifeInBodyTest extends CachePolicyFixture {
    private static final String JSON = "Content-Type: application/json";

    @BeforeEach
    void the_body_says_how_long_and_the_token_no_longer() {
        policy = policy(
                new CacheLife(
                        CacheLife.Mode.POLICY,
                        Optional.of(Duration.ofSeconds(60)),
                        Map.of(),
                        Optional.of("X-TTL"),
                        Optional.of("$.ttl"),
                        Optional.of("exp"),
                        0),
                CacheConduct.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_the_body_says_holds_however_it_comes(boolean atOnce) throws IOException {
        says("{\"ttl\":5}", atOnce);
        whole(ask(get()));
        cache.nowMillis += 4_000;
        assertThat(ask(get()).headers().find("Cache-Status")).contains("noon; hit; ttl=1; detail=local");
        cache.nowMillis += 1_000;
        says("{\"ttl\":\"2m\"}", atOnce);
        whole(ask(get()));
        cache.nowMillis += 119_000;
        assertThat(ask(get()).headers().find("Cache-Status")).contains("noon; hit; ttl=1; detail=local");
        assertThat(fetches).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void it_may_say_that_it_is_not_stored(boolean atOnce) throws IOException {
        says("{\"ttl\":0}", atOnce);
        whole(ask(get()));
        says("{\"ttl\":0}", atOnce);
        whole(ask(get()));
        assertThat(cache.entries).isEmpty();
        assertThat(fetches).isEqualTo(2);
        assertThat(node.flights().underWay()).isZero();
    }

    @Test
    void the_header_goes_before_the_body() throws IOException {
        upstream = Requests.reply(200, "{\"ttl\":5}", JSON, "X-TTL: 90");
        assertThat(ask(get()).headers().has("X-TTL")).isFalse();
        cache.nowMillis += 89_000;
        assertThat(ask(get()).headers().find("Cache-Status")).contains("noon; hit; ttl=1; detail=local");
    }

    @Test
    void what_was_validated_lives_as_long_again_as_its_body_says() throws IOException {
        upstream = Requests.reply(200, "{\"ttl\":5}", JSON, "ETag: \"v1\"");
        policy = policy(
                new CacheLife(
                        CacheLife.Mode.POLICY,
                        Optional.of(Duration.ofSeconds(60)),
                        Map.of(),
                        Optional.empty(),
                        Optional.of("$.ttl"),
                        Optional.empty(),
                        0),
                new CacheConduct(
                        Duration.ZERO, Duration.ofSeconds(60), 0, CacheConduct.Coalesce.DEFAULT, Optional.empty()));
        ask(get());
        cache.nowMillis += 6_000;
        upstream = new Reply(304, Requests.headers("ETag: \"v1\""), Body.EMPTY);
        assertThat(ask(get()).headers().find("Cache-Status")).contains("noon; fwd=stale; fwd-status=304; stored");
        cache.nowMillis += 4_000;
        assertThat(ask(get()).headers().find("Cache-Status")).contains("noon; hit; ttl=1; detail=local");
        cache.nowMillis += 1_000;
        assertThat(ask(get()).headers().find("Cache-Status")).contains("noon; fwd=stale; fwd-status=304; stored");
    }

    @Test
    void nothing_outlives_the_token_of_who_asked() throws IOException {
        says("{\"ttl\":50}", true);
        ask(get().by(until(cache.nowMillis / 1000 + 10)));
        cache.nowMillis += 9_000;
        assertThat(ask(get().by(until(0))).headers().find("Cache-Status")).contains("noon; hit; ttl=1; detail=local");
        cache.nowMillis += 1_000;
        ask(get().by(until(0)));
        assertThat(fetches).isEqualTo(2);
    }

    private static Caller until(long seconds) {
        return new Caller(Optional.empty(), Optional.empty(), Map.of("exp", Long.toString(seconds)), "someone", true);
    }

    private void says(String body, boolean atOnce) {
        Reply reply = atOnce ? Requests.reply(200, body) : stream(body, OptionalLong.empty());
        reply.headers().set("Content-Type", "application/json");
        upstream = reply;
    }

    private static void whole(Reply reply) throws IOException {
        if (reply.body() instanceof Body.Stream stream) {
            stream.in().readAllBytes();
        }
    }
}
