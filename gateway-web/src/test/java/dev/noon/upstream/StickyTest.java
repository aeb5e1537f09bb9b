package dev.noon.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.ClearSecret;
import dev.noon.model.Balance;
import dev.noon.model.Balance.Type;
import dev.noon.model.Secret;
import dev.noon.model.Sticky;
import dev.noon.model.Upstream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cookie that keeps a client at its target, with real sockets. */
class StickyTest extends UpstreamFixture {
    private static final Secret KEPT = new Secret(Secret.keep("00112233445566778899aabbccddeeff"));
    private static final String SECRET = "a secret that is long enough";

    private List<RecordingUpstream> targets = List.of();

    @BeforeEach
    void start() throws IOException {
        targets = List.of(
                keep(RecordingUpstream.answering(HELLO)),
                keep(RecordingUpstream.answering(HELLO)),
                keep(RecordingUpstream.answering(HELLO)));
    }

    @Test
    void a_client_stays_where_it_was_answered_first() throws IOException {
        UpstreamSender sender = sender(SECRET, Optional.empty());
        String cookie = cookie(sender.send(get("/")));
        for (int i = 0; i < 6; i++) {
            Answer.Answered answer = answered(sender.send(get("/", "Cookie: a=1; " + cookie + "; b=2")));
            assertThat(answer.headers().has("Set-Cookie")).isFalse();
            text(answer);
        }
        assertThat(targets.get(0).requests()).hasSize(7);
        assertThat(targets.get(0).requests().get(6))
                .contains("Cookie: a=1; b=2\r\n")
                .doesNotContain("noon-u");
        text(sender.send(get("/", "Cookie: " + cookie)));
        assertThat(targets.get(0).requests().get(7)).doesNotContain("Cookie");
    }

    @Test
    void the_cookie_says_nothing_of_the_target_and_is_for_the_gateway_alone() throws IOException {
        String line = line(sender(SECRET, Optional.of(Duration.ofHours(1))).send(get("/")));
        assertThat(line)
                .matches(
                        "noon-u=[-_A-Za-z0-9]{8}[.][0-9]{10}[.][-_A-Za-z0-9]{24}; Path=/; HttpOnly; SameSite=Lax; Max-Age=3600")
                .doesNotContain("127");
        String secure = line(sender(SECRET, Optional.empty()).send(get("/", "X-Forwarded-Proto: https")));
        assertThat(secure).endsWith("; SameSite=Lax; Secure").doesNotContain("Max-Age");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "..", "", "AAAAAAAA.0.AAAAAAAAAAAAAAAAAAAAAAAA"})
    void what_is_not_signed_counts_for_nothing(String forged) throws IOException {
        UpstreamSender sender = sender(SECRET, Optional.empty());
        assertThat(cookie(sender.send(get("/", "Cookie: noon-u=" + forged)))).doesNotContain(forged + ";");
    }

    @Test
    void neither_another_end_nor_another_secret_nor_a_time_that_is_over_will_do() throws IOException {
        UpstreamSender sender = sender(SECRET, Optional.of(Duration.ofHours(1)));
        String cookie = cookie(sender.send(get("/")));
        String[] parts = cookie.split("[.]", -1);
        String longer = parts[0] + "." + (Long.parseLong(parts[1]) + 1) + "." + parts[2];
        assertThat(answered(sender.send(get("/", "Cookie: " + longer)))
                        .headers()
                        .has("Set-Cookie"))
                .isTrue();
        UpstreamSender other = sender("another secret, long enough too", Optional.of(Duration.ofHours(1)));
        assertThat(answered(other.send(get("/", "Cookie: " + cookie))).headers().has("Set-Cookie"))
                .isTrue();
        wall.addAndGet(Duration.ofMinutes(59).toMillis());
        assertThat(answered(sender.send(get("/", "Cookie: " + cookie)))
                        .headers()
                        .has("Set-Cookie"))
                .isFalse();
        wall.addAndGet(Duration.ofMinutes(1).toMillis());
        assertThat(answered(sender.send(get("/", "Cookie: " + cookie)))
                        .headers()
                        .has("Set-Cookie"))
                .isTrue();
    }

    @Test
    void a_client_whose_target_is_gone_gets_another_and_stays_there() throws IOException {
        UpstreamSender sender = sender(SECRET, Optional.empty());
        String first = cookie(sender.send(get("/")));
        targets.get(0).close();
        String second = cookie(sender.send(get("/", "Cookie: " + first)));
        assertThat(second).isNotEqualTo(first);
        for (int i = 0; i < 4; i++) {
            assertThat(answered(sender.send(get("/", "Cookie: " + second)))
                            .headers()
                            .has("Set-Cookie"))
                    .isFalse();
        }
        assertThat(targets.get(1).requests()).hasSize(5);
    }

    private static String line(Answer answer) throws IOException {
        text(answer);
        return answered(answer).headers().find("Set-Cookie").orElseThrow();
    }

    private static String cookie(Answer answer) throws IOException {
        String line = line(answer);
        return line.substring(0, line.indexOf(';'));
    }

    private UpstreamSender sender(String secret, Optional<Duration> ttl) {
        URI[] urls = targets.stream().map(RecordingUpstream::url).toArray(URI[]::new);
        Balance balance =
                new Balance(Type.ROUND_ROBIN, Optional.empty(), Optional.of(new Sticky(Optional.empty(), ttl, KEPT)));
        Upstream definition = definition(LONG, OptionalInt.of(50), urls)
                .with(new Upstream.Care(balance, Optional.empty(), Optional.empty()));
        Lent lent = new Lent(
                upstream(definition, Optional.empty()), List.of(), List.of(), Optional.of(new ClearSecret(secret)));
        return careful(definition, lent);
    }
}
