package dev.noon.policy.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Cause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When keys are fetched, and what is good while they cannot be. */
class FetchedKeysTest {
    private static final Duration COOL_DOWN = Duration.ofSeconds(30);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    private final AtomicInteger fetches = new AtomicInteger();
    private final List<Boolean> told = new ArrayList<>();
    private volatile String published = TokenForge.jwks("a", TokenForge.RSA);
    private final FetchedKeys keys = keys(() -> published);
    private final Tokens tokens = new Tokens(TokenForge.provider(), 5, keys);

    /** What a provider publishes; empty text if it is away. */
    private interface Published {
        String now() throws IOException;
    }

    @Test
    void the_first_keys_are_fetched_before_they_are_needed() {
        assertThat(keys.isWarm()).isFalse();
        keys.warm();
        keys.warm();
        assertThat(keys.isWarm()).isTrue();
        assertThat(isGood("a", TokenForge.RSA)).isTrue();
        assertThat(fetches).hasValue(1);
    }

    @Test
    void an_unknown_name_is_looked_for_once_per_cool_down_however_often_it_comes() {
        keys.warm();
        for (int i = 0; i < 200; i++) {
            assertThat(isGood("odd-" + i, TokenForge.RSA)).isFalse();
        }
        assertThat(fetches).as("it is young").hasValue(1);
        advance(COOL_DOWN);
        for (int i = 0; i < 200; i++) {
            assertThat(isGood("odd-" + i, TokenForge.RSA)).isFalse();
        }
        assertThat(fetches).hasValue(2);
    }

    @Test
    void a_new_key_is_found_and_the_old_one_goes_with_what_was_remembered() {
        keys.warm();
        String old = token("a", TokenForge.RSA);
        assertThat(isGood(old)).isTrue();
        published = TokenForge.jwks("new", TokenForge.OTHER_RSA);
        advance(COOL_DOWN);
        assertThat(isGood("new", TokenForge.OTHER_RSA)).isTrue();
        assertThat(isGood(old)).as("its key is not published any more").isFalse();
    }

    @Test
    void what_was_fetched_last_stays_good_while_the_provider_is_away() {
        keys.warm();
        for (String broken :
                List.of("", "{}", "{\"keys\":[]}", "no JSON", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AA\"}]}")) {
            published = broken;
            advance(Duration.ofMinutes(5));
            keys.sweep();
            assertThat(isGood("a", TokenForge.RSA)).as(broken).isTrue();
        }
        assertThat(fetches).hasValue(6);
        assertThat(told).containsExactly(true, false, false, false, false, false);
    }

    @Test
    void without_any_keys_nobody_can_tell_but_what_could_never_pass_is_refused() {
        published = "";
        keys.warm();
        assertThat(cause(token("a", TokenForge.RSA))).isEqualTo(Cause.TOKEN_KEYS_AWAY);
        assertThat(cause("a.b.c")).isEqualTo(Cause.TOKEN_REFUSED);
        published = TokenForge.jwks("a", TokenForge.RSA);
        assertThat(cause(token("a", TokenForge.RSA))).as("within the cool-down").isEqualTo(Cause.TOKEN_KEYS_AWAY);
        advance(Duration.ofSeconds(5));
        keys.sweep();
        assertThat(isGood("a", TokenForge.RSA)).isTrue();
    }

    @Test
    void keys_are_looked_at_again_after_five_minutes() {
        keys.sweep();
        assertThat(fetches).as("nobody needs them yet").hasValue(0);
        keys.warm();
        advance(Duration.ofSeconds(299));
        keys.sweep();
        assertThat(fetches).hasValue(1);
        advance(Duration.ofSeconds(1));
        keys.sweep();
        keys.sweep();
        assertThat(fetches).hasValue(2);
    }

    @Test
    void one_asks_and_the_others_wait_for_the_same_answer() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        FetchedKeys slow = keys(() -> {
            asked.countDown();
            await(answer);
            return published;
        });
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<Boolean>> rings = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                rings.add(CompletableFuture.supplyAsync(
                        () -> !slow.newerThan(KeyRing.NONE).isEmpty(), threads));
            }
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            answer.countDown();
            for (CompletableFuture<Boolean> ring : rings) {
                assertThat(ring.get(10, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(fetches).hasValue(1);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IOException("too late");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private FetchedKeys keys(Published source) {
        return new FetchedKeys(
                "idp",
                new FetchedKeys.Source() {
                    @Override
                    public byte[] read() throws IOException {
                        fetches.incrementAndGet();
                        String text = source.now();
                        if (text.isEmpty()) {
                            throw new IOException("away");
                        }
                        return text.getBytes(StandardCharsets.UTF_8);
                    }

                    @Override
                    public void sweep() {}

                    @Override
                    public void close() {}
                },
                new FetchedKeys.Surroundings(nanos::get, Runnable::run, told::add));
    }

    private static String token(String kid, KeyPair pair) {
        return TokenForge.token("{'alg':'RS256','kid':'" + kid + "'}", TokenForge.claims(""), pair.getPrivate());
    }

    private boolean isGood(String kid, KeyPair pair) {
        return isGood(token(kid, pair));
    }

    private boolean isGood(String token) {
        return tokens.judge(token, true, TokenForge.NOW * 1000) instanceof Tokens.Good;
    }

    private Cause cause(String token) {
        return ((Tokens.Bad) tokens.judge(token, true, TokenForge.NOW * 1000)).cause();
    }

    private void advance(Duration elapsed) {
        nanos.addAndGet(elapsed.toNanos());
    }
}
