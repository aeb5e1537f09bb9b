package dev.noon.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.SharedStates;
import dev.noon.exchange.Cause;
import dev.noon.exchange.ClearSecret;
import dev.noon.exchange.Requests;
import dev.noon.exchange.SharedResource;
import dev.noon.model.Credential;
import dev.noon.model.Credential.ApiKey;
import dev.noon.model.Metadata;
import dev.noon.model.Secret;
import dev.noon.upstream.breaker.Breakers;
import dev.noon.upstream.credential.CredentialSenders;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lets the gateway in, as the upstream and the authorization server see it, with real sockets. */
class UpstreamCredentialTest extends UpstreamFixture {
    private static final Secret KEPT = new Secret(Secret.keep("00112233445566778899aabbccddeeff"));
    private static final String REFUSED = "HTTP/1.1 401 No\r\nContent-Length: 2\r\n\r\nno";
    private static final Pattern LENGTH = Pattern.compile("content-length: ([0-9]+)", Pattern.CASE_INSENSITIVE);

    private final AtomicInteger given = new AtomicInteger();
    private final List<String> forms = new ArrayList<>();

    @Test
    void an_api_key_takes_the_place_of_what_the_client_sent() throws IOException {
        RecordingUpstream upstream = keep(RecordingUpstream.answering(HELLO));
        ApiKey scheme = new ApiKey(ApiKey.Place.HEADER, "X-Api-Key", KEPT);
        UpstreamSender sender = sender(scheme, "s3cr3t", upstream(upstream.url()));
        assertThat(text(sender.send(get("/", "x-api-key: mine", "X-Other: 1", "X-API-KEY: 2"))))
                .isEqualTo("hello");
        assertThat(upstream.requests())
                .singleElement()
                .asString()
                .contains("X-Api-Key: s3cr3t\r\n", "X-Other: 1\r\n")
                .doesNotContain("mine", "X-API-KEY: 2");
    }

    @ParameterizedTest
    @CsvSource({
        "/a, /a?api_key=s3%2Bc%263",
        "/a?x=1, /a?x=1&api_key=s3%2Bc%263",
        "/a?api_key=mine&x=1, /a?x=1&api_key=s3%2Bc%263",
        "/a?x=1&api%5Fkey=mine&api_key, /a?x=1&api_key=s3%2Bc%263",
        "/a?, /a?api_key=s3%2Bc%263",
        "/a?%zz=1, /a?%zz=1&api_key=s3%2Bc%263",
    })
    void an_api_key_can_be_a_query_parameter(String asked, String seen) throws IOException {
        RecordingUpstream upstream = keep(RecordingUpstream.answering(HELLO));
        ApiKey scheme = new ApiKey(ApiKey.Place.QUERY, "api_key", KEPT);
        text(sender(scheme, "s3+c&3", upstream(upstream.url())).send(get(asked)));
        assertThat(upstream.requests()).singleElement().asString().startsWith("GET " + seen + " HTTP/1.1\r\n");
    }

    @Test
    void a_password_and_a_token_take_the_place_of_the_clients() throws IOException {
        RecordingUpstream upstream = keep(RecordingUpstream.answering(HELLO));
        UpstreamTransport pool = upstream(upstream.url());
        text(sender(new Credential.Basic("loans", KEPT), "pässword", pool).send(get("/", "Authorization: mine")));
        text(sender(new Credential.Bearer(KEPT), "abc.def", pool).send(get("/", "Authorization: mine")));
        String pair = Base64.getEncoder().encodeToString("loans:pässword".getBytes(StandardCharsets.UTF_8));
        assertThat(authorizations(upstream)).containsExactly("Basic " + pair, "Bearer abc.def");
    }

    @Test
    void many_requests_fetch_one_token() throws Exception {
        RecordingUpstream server = keep(tokens(300));
        RecordingUpstream upstream = keep(RecordingUpstream.answering(HELLO));
        UpstreamSender sender = fetching(server, upstream);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Callable<String> one = () -> text(sender.send(get("/")));
        List<Future<String>> answers = threads.invokeAll(List.of(one, one, one, one));
        threads.shutdown();
        for (Future<String> answer : answers) {
            assertThat(answer.get()).isEqualTo("hello");
        }
        assertThat(authorizations(upstream)).hasSize(4).containsOnly("Bearer token-1");
        String client = Base64.getEncoder().encodeToString("no%40on:s3cr3t%20x".getBytes(StandardCharsets.US_ASCII));
        assertThat(server.requests())
                .singleElement()
                .asString()
                .startsWith("POST /oauth/token?tenant=a HTTP/1.1\r\n")
                .contains("Authorization: Basic " + client + "\r\n")
                .contains("Content-Type: application/x-www-form-urlencoded\r\n");
        assertThat(forms).containsExactly("grant_type=client_credentials&scope=loans%3Aread%20rates");
    }

    @Test
    void a_token_is_renewed_before_its_end_and_nobody_waits_for_that() throws IOException {
        RecordingUpstream server = keep(tokens(100));
        RecordingUpstream upstream = keep(RecordingUpstream.answering(HELLO));
        UpstreamSender sender = fetching(server, upstream);
        text(sender.send(get("/")));
        skip(Duration.ofSeconds(70));
        text(sender.send(get("/")));
        skip(Duration.ofSeconds(5));
        text(sender.send(get("/")));
        text(sender.send(get("/")));
        assertThat(authorizations(upstream))
                .containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-1", "Bearer token-2");
        skip(Duration.ofSeconds(91));
        text(sender.send(get("/")));
        assertThat(authorizations(upstream)).endsWith("Bearer token-3");
    }

    @Test
    void while_there_is_no_token_nothing_is_sent_and_the_server_is_left_alone_for_a_while() throws IOException {
        RecordingUpstream server =
                keep(serving("HTTP/1.1 400 Bad\r\nContent-Length: 26\r\n\r\n{\"error\":\"invalid_client\"}"));
        RecordingUpstream upstream = keep(RecordingUpstream.answering(HELLO));
        UpstreamSender sender = fetching(server, upstream);
        for (int i = 0; i < 3; i++) {
            assertThat(sender.send(get("/"))).isEqualTo(new Answer.Failed(Cause.TOKEN_UNAVAILABLE));
        }
        assertThat(server.requests()).hasSize(1);
        skip(Duration.ofMillis(1100));
        sender.send(get("/"));
        skip(Duration.ofMillis(1100));
        sender.send(get("/"));
        assertThat(server.requests()).as("the second time it is twice as long").hasSize(2);
        assertThat(upstream.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"access_token\":\"a b\",\"token_type\":\"bearer\"}",
                "{\"access_token\":\"ab\",\"token_type\":\"mac\"}",
                "{\"access_token\":\"ab\"",
                "[]",
            })
    void what_is_no_token_is_not_sent(String said) throws IOException {
        RecordingUpstream server = keep(serving(ok(said)));
        RecordingUpstream upstream = keep(RecordingUpstream.answering(HELLO));
        assertThat(fetching(server, upstream).send(get("/"))).isEqualTo(new Answer.Failed(Cause.TOKEN_UNAVAILABLE));
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void a_token_that_the_upstream_refuses_is_fetched_anew_unless_it_is_new() throws IOException {
        RecordingUpstream server = keep(tokens(300));
        RecordingUpstream upstream = keep(new RecordingUpstream(wire -> {
            while (wire.request()) {
                wire.send(wire.latest().contains("token-1\r") ? REFUSED : HELLO);
            }
        }));
        UpstreamSender sender = fetching(server, upstream);
        assertThat(text(sender.send(get("/"))))
                .as("a new token is not the reason")
                .isEqualTo("no");
        skip(Duration.ofSeconds(6));
        assertThat(text(sender.send(request("POST", Requests.body("hello", true)))))
                .isEqualTo("no");
        assertThat(text(sender.send(get("/")))).isEqualTo("hello");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void a_request_is_sent_once_more_with_another_token() throws IOException {
        RecordingUpstream server = keep(tokens(300));
        RecordingUpstream upstream = keep(RecordingUpstream.answering(HELLO));
        UpstreamSender sender = fetching(server, upstream);
        text(sender.send(get("/")));
        skip(Duration.ofSeconds(40));
        upstream.script(wire -> {
            while (wire.request()) {
                wire.send(wire.latest().contains("token-1\r") ? REFUSED : HELLO);
            }
        });
        assertThat(text(sender.send(get("/")))).isEqualTo("hello");
        assertThat(authorizations(upstream)).containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
    }

    private RecordingUpstream tokens(int seconds) throws IOException {
        return new RecordingUpstream(wire -> {
            while (wire.request()) {
                readForm(wire);
                wire.send(ok("{\"access_token\":\"token-" + given.incrementAndGet()
                        + "\",\"token_type\":\"Bearer\",\"expires_in\":" + seconds + "}"));
            }
        });
    }

    private RecordingUpstream serving(String answer) throws IOException {
        return new RecordingUpstream(wire -> {
            while (wire.request()) {
                readForm(wire);
                wire.send(answer);
            }
        });
    }

    private void readForm(RecordingUpstream.Wire wire) throws IOException {
        Matcher length = LENGTH.matcher(wire.latest());
        assertThat(length.find()).isTrue();
        forms.add(new String(wire.body(Integer.parseInt(length.group(1))), StandardCharsets.US_ASCII));
    }

    private static String ok(String json) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n"
                + json;
    }

    private static List<String> authorizations(RecordingUpstream upstream) {
        return upstream.requests().stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("Authorization: "))
                .map(line -> line.substring("Authorization: ".length()))
                .toList();
    }

    private UpstreamSender fetching(RecordingUpstream server, RecordingUpstream upstream) {
        Credential.ClientCredentials scheme = new Credential.ClientCredentials(
                URI.create(server.url() + "/oauth/token?tenant=a"), "no@on", Optional.of("loans:read rates"), KEPT);
        return sender(scheme, "s3cr3t x", upstream(upstream.url()));
    }

    private UpstreamSender sender(Credential.Scheme scheme, String secret, UpstreamTransport pool) {
        Credential credential = new Credential(new Metadata("c", "default", Optional.empty()), scheme);
        Breakers breakers =
                new Breakers(new Breakers.Surroundings("n", SharedStates.none(), Runnable::run, ticker(), () -> 0));
        Upstreams upstreams = new Upstreams(
                UpstreamSettings.forThreads(8, AddressRule.ANY),
                new Upstreams.Surroundings(ticker(), () -> 0, Runnable::run),
                breakers);
        CredentialSenders senders = new CredentialSenders(upstreams, ticker(), Runnable::run);
        ClearSecret clear = new ClearSecret(secret);
        Optional<SharedResource> tokens = scheme instanceof Credential.ClientCredentials own
                ? Optional.of(keep(senders.tokens(credential, own, clear)))
                : Optional.empty();
        return senders.sender(credential, clear, tokens, pool);
    }
}
