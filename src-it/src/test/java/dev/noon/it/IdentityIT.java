package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.RawConnection;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who calls, on real nodes: keys and tokens that are right, and all the ones that are not. */
@OnCluster
class IdentityIT {
    private static final String TELLS = "requestHeaders: { set: { X-Who: \"${consumer}\" } }";

    private final Cluster cluster;
    private final Node node;
    private final SignedTokens idp = new SignedTokens("key-1");

    IdentityIT(Cluster cluster) {
        this.cluster = cluster;
        this.node = cluster.node(1);
    }

    @Test
    void aKeySaysWhoCallsAndWhatWasStoredForOneIsNobodyElses() {
        try (RecordingUpstream upstream = RecordingUpstream.start(
                (request, reply) -> reply.text("for " + request.headers().text("X-Who")))) {
            apply(Definitions.consumer("it-a", "key-a")
                    + Definitions.consumer("it-b", "key-b")
                    + Definitions.proxy("identity-key", upstream.url(), "apiKey: {}", TELLS, Definitions.CACHE));

            Problems.check(node.get("/identity-key"), 401);
            Reply wrong = node.get("/identity-key", "X-API-Key", "wrong");
            Problems.check(wrong, 401);
            assertThat(wrong.header("WWW-Authenticate")).isEqualTo("ApiKey realm=\"noon\"");
            assertThat(upstream.requests()).isEmpty();

            assertThat(text("/identity-key", "key-a")).isEqualTo("for it-a");
            assertThat(upstream.last().headers().text("X-Consumer-Name")).isEqualTo("it-a");
            assertThat(upstream.last().headers().text("X-Consumer-Tier")).isEqualTo("gold");
            assertThat(upstream.last().headers().has("X-API-Key")).isFalse();
            assertThat(text("/identity-key", "key-b")).isEqualTo("for it-b");
            assertThat(upstream.requests()).hasSize(2);
            Reply hit = cluster.http().get(cluster.node(2).url("/identity-key"), "X-API-Key", "key-a");
            assertThat(hit.text()).isEqualTo("for it-a");
            assertThat(hit.hit()).isTrue();
            assertThat(upstream.requests()).hasSize(2);

            assertThat(node.get(
                                    "/identity-key?forged",
                                    "X-API-Key",
                                    "key-b",
                                    "X-Consumer-Name",
                                    "it-a",
                                    "X-Consumer-Admin",
                                    "1")
                            .text())
                    .isEqualTo("for it-b");
            assertThat(upstream.last().headers().all("X-Consumer-Name")).containsExactly("it-b");
            assertThat(upstream.last().headers().has("X-Consumer-Admin")).isFalse();
        }
    }

    @Test
    void whoCallsIsExplainedAndRefusalsAreCounted() {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text("ok"))) {
            apply(Definitions.consumer("it-explained", "key-explained")
                    + Definitions.proxy("identity-explained", upstream.url(), "apiKey: {}"));
            Problems.check(node.get("/identity-explained"), 401);
            // An exchange is counted when it has ended, which may be after its client has its answer.
            String[] refused = {
                "noon_proxy_causes_total", "proxy=\"identity-explained\"", "cause=\"credential-missing\""
            };
            Awaitility.await().until(() -> cluster.admin(node).total(refused) == 1);
            assertThat(explained("X-API-Key: key-explained")).contains("called by Consumer/it-explained");
            assertThat(explained("X-API-Key: wrong")).contains("refuses, 401 credential-refused");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void oneOfTwoKeysIsExchangedWhileBothAreUsedAndNothingFails() throws Exception {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text("ok"))) {
            String proxy = Definitions.proxy("identity-rotated", upstream.url(), "apiKey: {}");
            apply(Definitions.apiKey("it-rotated-new", "rotated-new")
                    + Definitions.consumer("it-rotated", "rotated-old")
                    + proxy);
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<List<Reply>> old = asking("/identity-rotated", "rotated-old", over);
            apply(Definitions.consumer("it-rotated", "rotated-old", "it-rotated-key, it-rotated-new"));
            AtomicBoolean laterOver = new AtomicBoolean();
            CompletableFuture<List<Reply>> fresh = asking("/identity-rotated", "rotated-new", laterOver);
            apply(Definitions.apiKey("it-rotated-unrelated", "unrelated"));
            over.set(true);
            assertThat(old.get()).isNotEmpty().allMatch(reply -> reply.status() == 200);
            apply(Definitions.consumer("it-rotated", "rotated-old", "it-rotated-new"));
            Problems.check(node.get("/identity-rotated", "X-API-Key", "rotated-old"), 401);
            laterOver.set(true);
            assertThat(fresh.get()).isNotEmpty().allMatch(reply -> reply.status() == 200);
        }
    }

    @Test
    void onlyTheProvidersOwnTokensPassAndNothingOfOthersIsFollowed() throws IOException {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text("ok"));
                RecordingUpstream foreign = RecordingUpstream.start((request, reply) -> reply.text(keySet()));
                RecordingUpstream provider = RecordingUpstream.start((request, reply) -> reply.text(keySet()))) {
            apply(provider("it-idp", provider)
                    + Definitions.consumer("it-seven", "seven")
                    + Definitions.proxy("identity-jwt", upstream.url(), "jwt: { provider: it-idp }", TELLS));
            String good = idp.of("it-seven", "");
            assertThat(bearer(good).status()).isEqualTo(200);
            assertThat(bearer(good).status()).isEqualTo(200);
            assertThat(upstream.last().headers().text("X-Who")).isEqualTo("it-seven");
            assertThat(upstream.last().headers().text("Authorization")).isEqualTo("Bearer " + good);
            int seen = upstream.requests().size();

            for (String token : refused(foreign)) {
                Reply reply = bearer(token);
                Problems.check(reply, 401);
                assertThat(reply.text()).contains("token-refused").doesNotContain("detail");
                assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"noon\"");
            }
            Problems.check(bearer(idp.of("nobody", "")), 403);
            try (RawConnection client = RawConnection.open(node.address().http())) {
                String line = "Authorization: Bearer " + good + "\r\n";
                client.send("GET /identity-jwt HTTP/1.1\r\nHost: x\r\n" + line + line + "\r\n");
                assertThat(client.readHead().status()).isEqualTo(401);
            }
            assertThat(upstream.requests()).hasSize(seen);
            assertThat(foreign.connections()).isZero();
            assertThat(provider.requests())
                    .as("one fetch per node, however many odd names came")
                    .hasSizeLessThanOrEqualTo(3);

            provider.die();
            assertThat(bearer(idp.of("it-seven", ",'jti':'2'")).status())
                    .as("the keys at hand stay good")
                    .isEqualTo(200);
        }
    }

    @Test
    void verifiedTokensAreCachedByCallerAndOthersAreNot() {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) ->
                        reply.text("for " + request.headers().text("X-Who")));
                RecordingUpstream provider = RecordingUpstream.start((request, reply) -> reply.text(keySet()))) {
            apply(provider("it-idp-cached", provider)
                    + Definitions.consumer("it-c", "c")
                    + Definitions.consumer("it-d", "d")
                    + Definitions.proxy(
                            "identity-cached",
                            upstream.url(),
                            "jwt: { provider: it-idp-cached, optional: true }",
                            TELLS,
                            Definitions.CACHE));
            String path = "/identity-cached";
            assertThat(authorized(path, "Bearer " + idp.of("it-c", "")).hit()).isFalse();
            Reply again = authorized(path, "Bearer " + idp.of("it-c", ",'jti':'other'"));
            assertThat(again.hit()).isTrue();
            assertThat(again.text()).isEqualTo("for it-c");
            Reply other = authorized(path, "Bearer " + idp.of("it-d", ""));
            assertThat(other.hit()).isFalse();
            assertThat(other.text()).isEqualTo("for it-d");
            assertThat(node.get(path).text()).isEqualTo("for ");
            assertThat(authorized(path, "Basic eDp5").cacheStatus()).contains("fwd=bypass");
        }
    }

    @Test
    void whoCallsIsReadOnlyWhereSomebodyFindsItOut() {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text("ok"))) {
            AdminAnswer nobody = cluster.admin().apply(Definitions.proxy("identity-none", upstream.url(), TELLS));
            assertThat(nobody.status()).isEqualTo(422);
            assertThat(nobody.reply().text()).contains("no policy in front of it finds out who calls");
            AdminAnswer shared = cluster.admin()
                    .apply(Definitions.consumer("it-one", "one")
                            + Definitions.consumer("it-two", "two", "it-one-key")
                                    .replace("it-two-key", "x"));
            assertThat(shared.status()).isEqualTo(422);
            assertThat(shared.reply().text()).contains("which Consumer/it-one has");
        }
    }

    private List<String> refused(RecordingUpstream foreign) {
        SignedTokens stranger = new SignedTokens("key-1");
        String kid = "'kid':'key-1'";
        String sub = "'sub':'it-seven'";
        String usual = SignedTokens.claims(sub);
        List<String> tokens = new ArrayList<>(List.of(
                "x",
                "a.b.c",
                SignedTokens.unsigned("none"),
                SignedTokens.unsigned("nOnE"),
                idp.confused(),
                stranger.of("it-seven", ""),
                stranger.token(kid + ",'jku':'" + foreign.url() + "'", usual),
                idp.token(kid + ",'jku':'" + foreign.url() + "'", usual),
                idp.token(kid + ",'x5u':'" + foreign.url() + "'", usual),
                stranger.token(kid + ",'jwk':" + stranger.jwk().replace('"', '\''), usual),
                idp.token(kid + ",'crit':['it']", usual),
                idp.token(kid + ",'zip':'DEF'", usual),
                idp.token("'kid':'../../etc/passwd'", usual),
                idp.token(kid, "{'iss':'" + SignedTokens.ISSUER + "','aud':'it'," + sub + "}"),
                idp.token(kid, usual.replaceFirst("'exp':[0-9]+", "'exp':" + SignedTokens.in(-60))),
                idp.token(kid, usual.replaceFirst("'exp':[0-9]+", "'exp':'never'")),
                idp.token(kid, usual.replaceFirst("'exp':[0-9]+", "'exp':1e999999999")),
                idp.token(kid, SignedTokens.claims(sub + ",'nbf':" + SignedTokens.in(600))),
                idp.token(kid, usual.replace("'aud':'it'", "'aud':'others'")),
                idp.token(kid, usual.replace("id.example", "id.example.org")),
                idp.of("it-seven", ",'long':'" + "y".repeat(13_000) + "'")));
        for (int i = 0; i < 50; i++) {
            tokens.add(idp.token("'kid':'odd-" + i + "'", usual));
        }
        return tokens;
    }

    private String keySet() {
        return "{\"keys\":[" + idp.jwk() + "]}";
    }

    private Reply bearer(String token) {
        return authorized("/identity-jwt", "Bearer " + token);
    }

    private Reply authorized(String path, String authorization) {
        return node.get(path, "Authorization", authorization);
    }

    private String text(String path, String key) {
        Reply reply = node.get(path, "X-API-Key", key);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.text();
    }

    private CompletableFuture<List<Reply>> asking(String path, String key, AtomicBoolean over) {
        return CompletableFuture.supplyAsync(() -> {
            List<Reply> replies = new ArrayList<>();
            while (!over.get()) {
                replies.add(node.get(path, "X-API-Key", key));
            }
            return replies;
        });
    }

    private String explained(String header) {
        String query = "url=/identity-explained&headers=" + URLEncoder.encode(header, StandardCharsets.UTF_8);
        return cluster.admin().send("GET", "/explain?" + query, "").reply().text();
    }

    private static String provider(String name, RecordingUpstream keys) {
        return """
                apiVersion: noon.dev/v1
                kind: IdentityProvider
                metadata: { name: %s }
                spec: { issuer: "%s", audiences: [it], keys: { jwksUrl: "%s/certs" } }
                ---
                """.formatted(name, SignedTokens.ISSUER, keys.url());
    }

    private void apply(String definitions) {
        AdminAnswer answer = cluster.admin().apply(definitions);
        assertThat(answer.complete()).as(answer.toString()).isTrue();
    }
}
