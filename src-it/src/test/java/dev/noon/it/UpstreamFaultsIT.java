package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.RawConnection;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Upstreams that are dead, slow, full, or answer something else than HTTP. */
@OnCluster
class UpstreamFaultsIT {
    private final Cluster cluster;
    private final Node node;

    UpstreamFaultsIT(Cluster cluster) {
        this.cluster = cluster;
        this.node = cluster.node(1);
    }

    @Test
    void aDeadUpstreamIsABadGatewayUntilItComesBack() throws IOException {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text("alive"))) {
            apply(Definitions.proxy("fault-dead", upstream.url(), Definitions.CACHE));
            upstream.die();
            Problems.check(node.get("/fault-dead"), 502);

            upstream.revive();
            assertThat(node.get("/fault-dead").text()).isEqualTo("alive");
        }
    }

    @Test
    void aSlowUpstreamIsAGatewayTimeout() {
        CountDownLatch release = new CountDownLatch(1);
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
            release.await(20, TimeUnit.SECONDS);
            reply.text("late");
        })) {
            apply(Definitions.upstream("fault-slow-backend", upstream.url(), "timeouts: { response: 300ms }")
                    + "---\n"
                    + Definitions.proxyOnly("fault-slow", "fault-slow-backend"));

            Problems.check(node.get("/fault-slow"), 504);
            release.countDown();
        }
    }

    @Test
    void aFullUpstreamShedsInsteadOfWaiting() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
            release.await(20, TimeUnit.SECONDS);
            reply.text("done");
        })) {
            apply(Definitions.upstream("fault-full-backend", upstream.url(), "maxConcurrent: 1")
                    + "---\n"
                    + Definitions.proxyOnly("fault-full", "fault-full-backend"));
            CompletableFuture<Reply> first = CompletableFuture.supplyAsync(() -> node.get("/fault-full"));
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !upstream.requests()
                    .isEmpty());

            Problems.check(node.get("/fault-full"), 503);
            release.countDown();
            assertThat(first.get(20, TimeUnit.SECONDS).text()).isEqualTo("done");
        }
    }

    @Test
    void brokenAnswersAreBadGatewaysAndNeverCached() {
        String[] broken = {
            "not HTTP at all\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
            "HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nabcde",
            ""
        };
        for (int i = 0; i < broken.length; i++) {
            String answer = broken[i];
            try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
                reply.raw(answer);
                reply.closeAfter();
            })) {
                apply(Definitions.proxy("fault-broken-" + i, upstream.url(), Definitions.CACHE));
                Problems.check(node.get("/fault-broken-" + i), 502);
                assertThat(node.get("/fault-broken-" + i).hit()).isFalse();
            }
        }
    }

    @Test
    void anAnswerThatIsCutOffIsCutOffForTheClientTooAndNeverCached() throws IOException {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
                    reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(50_000));
                    reply.closeAfter();
                });
                RawConnection first = open();
                RawConnection second = open()) {
            apply(Definitions.proxy("fault-cut", upstream.url(), Definitions.CACHE));

            assertCutOff(first);
            assertCutOff(second);
            assertThat(upstream.requests()).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    private static void assertCutOff(RawConnection client) throws IOException {
        client.send("GET /fault-cut HTTP/1.1\r\nHost: x\r\n\r\n");
        try {
            Reply head = client.readHead();
            if (head.status() == 200) {
                assertThatThrownBy(() -> client.bodyOf("GET", head).readAllBytes())
                        .isInstanceOf(IOException.class);
            } else {
                assertThat(head.status()).isEqualTo(502);
            }
        } catch (IOException e) {
            assertThat(e).as("closed before the head").isNotNull();
        }
    }

    private RawConnection open() throws IOException {
        return RawConnection.open(node.address().http());
    }

    private void apply(String definitions) {
        AdminAnswer answer = cluster.admin().apply(definitions);
        assertThat(answer.complete()).as(answer.toString()).isTrue();
    }
}
