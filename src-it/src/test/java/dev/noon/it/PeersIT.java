package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.Headers;
import dev.noon.it.http.RawConnection;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the gateway does for and about its upstreams: credentials, health, time, cookies, second requests. */
@OnCluster
class PeersIT {
    private final Cluster cluster;
    private final Node node;

    PeersIT(Cluster cluster) {
        this.cluster = cluster;
        this.node = cluster.node(1);
    }

    @Test
    void everySchemeOfCredentialReachesTheUpstream() {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text(request.target() + " "
                + request.headers().text("X-Key") + " " + request.headers().text("Authorization")))) {
            apply(
                    credential("peers-header", "type: apiKey, header: X-Key, secret: in-a-header"),
                    credential("peers-query", "type: apiKey, query: key, secret: in/a/query"),
                    credential("peers-basic", "type: basic, user: noon, secret: password"),
                    credential("peers-bearer", "type: bearer, secret: abc.def"),
                    sent("peers-header", upstream.url()),
                    sent("peers-query", upstream.url()),
                    sent("peers-basic", upstream.url()),
                    sent("peers-bearer", upstream.url()));

            assertThat(node.get("/peers-header", "X-Key", "mine").text()).contains(" in-a-header ");
            assertThat(node.get("/peers-query?key=mine&a=1").text()).startsWith("/peers-query?a=1&key=in%2Fa%2Fquery ");
            assertThat(node.get("/peers-basic").text()).endsWith(" Basic bm9vbjpwYXNzd29yZA==");
            assertThat(node.get("/peers-bearer", "Authorization", "Bearer mine").text())
                    .endsWith(" Bearer abc.def");
        }
    }

    @Test
    void aNodeFetchesOneTokenAndAnotherWhenTheCredentialChanges() {
        AtomicInteger given = new AtomicInteger();
        try (RecordingUpstream server = RecordingUpstream.start((request, reply) -> {
                    String form = new String(request.body().readAllBytes(), StandardCharsets.UTF_8);
                    boolean known = form.equals("grant_type=client_credentials&scope=loans%3Aread");
                    reply.text(
                            "{\"access_token\":\"" + (known ? "token-" + given.incrementAndGet() : "none")
                                    + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}",
                            "Content-Type",
                            "application/json");
                });
                RecordingUpstream upstream = RecordingUpstream.start(
                        (request, reply) -> reply.text(request.headers().text("Authorization")))) {
            String scheme = "type: clientCredentials, tokenUrl: '" + server.url()
                    + "/token', clientId: noon, scope: 'loans:read', secret: ";
            apply(credential("peers-token", scheme + "first"), sent("peers-token", upstream.url()));
            String token = node.get("/peers-token").text();
            assertThat(token).startsWith("Bearer token-");
            for (int i = 0; i < 10; i++) {
                assertThat(node.get("/peers-token").text()).isEqualTo(token);
            }
            assertThat(given.get()).as("one for each node").isBetween(1, 3);

            apply(credential("peers-token", scheme + "second"));
            assertThat(node.get("/peers-token").text())
                    .startsWith("Bearer token-")
                    .isNotEqualTo(token);
        }
    }

    @Test
    void aSecretThatChangesUnderLoadFailsNothingAndEachRevisionSendsItsOwn() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
            if (request.target().endsWith("/slow")) {
                release.await(30, TimeUnit.SECONDS);
            }
            reply.text(request.headers().text("X-Key"));
        })) {
            TreeMap<Long, String> keys = new TreeMap<>();
            keys.put(apply(credential("peers-rotated", key(0)), sent("peers-rotated", upstream.url())), "key-0");
            CompletableFuture<Reply> slow =
                    CompletableFuture.supplyAsync(() -> node.get("/peers-rotated/slow"), threads);
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !upstream.requests()
                    .isEmpty());
            AtomicBoolean over = new AtomicBoolean();
            List<CompletableFuture<List<Reply>>> load = new ArrayList<>();
            for (Node each : cluster.nodes()) {
                load.add(CompletableFuture.supplyAsync(() -> ask(each, over), threads));
            }
            for (int i = 1; i <= 5; i++) {
                keys.put(apply(credential("peers-rotated", key(i))), "key-" + i);
            }
            over.set(true);
            release.countDown();
            assertThat(slow.get(30, TimeUnit.SECONDS).text()).as("begun before").isEqualTo("key-0");
            for (CompletableFuture<List<Reply>> replies : load) {
                assertThat(replies.get(30, TimeUnit.SECONDS)).isNotEmpty().allSatisfy(reply -> {
                    assertThat(reply.status()).isEqualTo(200);
                    assertThat(Map.entry(reply.revision(), reply.text()))
                            .isEqualTo(Map.entry(
                                    reply.revision(),
                                    keys.floorEntry(reply.revision()).getValue()));
                });
            }
        } finally {
            threads.shutdown();
        }
    }

    private static List<Reply> ask(Node each, AtomicBoolean over) {
        List<Reply> replies = new ArrayList<>();
        while (!over.get()) {
            replies.add(each.get("/peers-rotated"));
        }
        return replies;
    }

    private static String key(int i) {
        return "type: apiKey, header: X-Key, secret: key-" + i;
    }

    @Test
    void aTargetThatSaysItIsIllGetsNothingUntilItIsWell() {
        AtomicBoolean well = new AtomicBoolean();
        try (RecordingUpstream one = RecordingUpstream.start((request, reply) -> {
                    boolean asked = request.target().equals("/health");
                    reply.send(
                            asked && !well.get() ? 503 : 200, "one".getBytes(StandardCharsets.US_ASCII), Headers.of());
                });
                RecordingUpstream two = RecordingUpstream.start((request, reply) -> reply.text("two"))) {
            apply(
                    upstream(
                            "peers-health",
                            "health: { active: { path: /health, interval: 1s, healthy: 1, unhealthy: 1 } }",
                            one.url(),
                            two.url()),
                    Definitions.proxyOnly("peers-health", "peers-health-backend"));
            Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> answers("/peers-health")
                    .equals("two two two two"));
            assertThat(cluster.admin().metric("noon_targets_ill")).isEqualTo(1);
            well.set(true);
            Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> answers("/peers-health")
                    .contains("one"));
        }
    }

    private String answers(String path) {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(node.get(path).text());
        }
        return String.join(" ", answers);
    }

    @Test
    void theTimeForEverythingEndsAnAnswerThatTrickles() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
                    if (request.target().endsWith("/body")) {
                        reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nfirst");
                    } else {
                        reply.raw("HTTP/1.1 200 OK\r\nX-A: ");
                    }
                    end.await(20, TimeUnit.SECONDS);
                });
                RawConnection client = RawConnection.open(node.address().http())) {
            apply(
                    upstream("peers-total", "timeouts: { response: 30s, total: 700ms }", upstream.url()),
                    Definitions.proxyOnly("peers-total", "peers-total-backend"));
            Reply late = node.get("/peers-total");
            Problems.check(late, 504);
            assertThat(late.text()).contains("total-timeout");

            client.send("GET /peers-total/body HTTP/1.1\r\nHost: x\r\n\r\n");
            assertCutOff(client);
            end.countDown();
        }
    }

    private static void assertCutOff(RawConnection client) throws IOException {
        Reply head = client.readHead();
        if (head.status() == 200) {
            assertThatThrownBy(() -> client.bodyOf("GET", head).readAllBytes()).isInstanceOf(IOException.class);
        } else {
            assertThat(head.status()).as("nothing was sent yet").isEqualTo(504);
        }
    }

    @Test
    void aClientStaysAtItsTargetOnEveryNode() {
        try (RecordingUpstream one = RecordingUpstream.start((request, reply) -> reply.text("one"));
                RecordingUpstream two = RecordingUpstream.start((request, reply) -> reply.text("two"))) {
            apply(
                    upstream(
                            "peers-sticky", "sticky: { secret: 'a secret for this test alone' }", one.url(), two.url()),
                    Definitions.proxyOnly("peers-sticky", "peers-sticky-backend"));
            Reply first = node.get("/peers-sticky");
            String line = first.header("Set-Cookie");
            assertThat(line).startsWith("noon-peers-sticky-backend=").contains("; HttpOnly; SameSite=Lax");
            String cookie = line.substring(0, line.indexOf(';'));
            for (Node each : cluster.nodes()) {
                for (int i = 0; i < 4; i++) {
                    Reply reply = each.get("/peers-sticky", "Cookie", cookie);
                    assertThat(reply.text()).isEqualTo(first.text());
                    assertThat(reply.header("Set-Cookie")).isEmpty();
                }
            }
        }
    }

    @Test
    void aSlowAnswerIsOvertakenByASecondTarget() {
        CountDownLatch end = new CountDownLatch(1);
        try (RecordingUpstream slow = RecordingUpstream.start((request, reply) -> {
                    end.await(20, TimeUnit.SECONDS);
                    reply.text("slow");
                });
                RecordingUpstream quick = RecordingUpstream.start((request, reply) -> reply.text("quick"))) {
            apply(
                    upstream(
                            "peers-hedge",
                            "hedge: { after: 50ms, budget: 100, minimum: 100 }",
                            slow.url(),
                            quick.url()),
                    Definitions.proxyOnly("peers-hedge", "peers-hedge-backend"));
            assertThat(answers("/peers-hedge")).isEqualTo("quick quick quick quick");
            assertThat(slow.requests()).isNotEmpty();
            end.countDown();
        }
    }

    private static String credential(String name, String spec) {
        return "apiVersion: noon.dev/v1\nkind: Credential\nmetadata: { name: " + name + " }\nspec: { " + spec + " }\n";
    }

    /** A proxy whose upstream is sent the credential of the same name. */
    private static String sent(String name, URI target) {
        return Definitions.upstream(
                        name + "-backend", target, "credential: " + name + "\n  timeouts: { response: 30s }")
                + "---\n"
                + Definitions.proxyOnly(name, name + "-backend");
    }

    private static String upstream(String name, String more, URI... targets) {
        StringBuilder text = new StringBuilder("apiVersion: noon.dev/v1\nkind: Upstream\nmetadata: { name: ")
                .append(name)
                .append("-backend }\nspec:\n  ")
                .append(more)
                .append("\n  targets:\n");
        for (URI target : targets) {
            text.append("    - { url: \"").append(target).append("\" }\n");
        }
        return text.toString();
    }

    /** Applies the documents; the revision. */
    private long apply(String... documents) {
        AdminAnswer answer = cluster.admin().apply(String.join("---\n", documents), "wait=20");
        assertThat(answer.complete()).as(answer.toString()).isTrue();
        return answer.revision();
    }
}
