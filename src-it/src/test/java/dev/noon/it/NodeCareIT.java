package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.Headers;
import dev.noon.it.http.RawConnection;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A node that protects itself, that tells what it served, and that is asked to end. */
@OnCluster
class NodeCareIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    private final Cluster cluster;
    private final Node node;

    NodeCareIT(Cluster cluster) {
        this.cluster = cluster;
        this.node = cluster.node(3);
    }

    @Test
    void whatRunsWhenANodeIsAskedToEndIsFinished() {
        CountDownLatch arrived = new CountDownLatch(1);
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
            arrived.countDown();
            new CountDownLatch(1).await(3, TimeUnit.SECONDS);
            reply.text("finished");
        })) {
            apply(Definitions.proxy("care-end", upstream.url()));
            CompletableFuture<Reply> slow = CompletableFuture.supplyAsync(() -> node.get("/care-end"));
            awaitLatch(arrived);
            long began = System.nanoTime();
            node.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
            Reply reply = slow.join();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).isEqualTo("finished");
            assertThat(reply.header("Connection")).isEqualTo("close");
            assertThat(node.output()).contains("the node stops; 0 exchanges are broken off");
        } finally {
            restart(List.of());
        }
    }

    @Test
    void aNodeKeepsPlacesFreeCutsOffWhoIsSlowAndTellsWhatItServed() throws IOException {
        Path log = node.data().resolveSibling("access.log");
        node.stop();
        restart(List.of(
                "-Dnoon.upstream.concurrent=1",
                "-Dnoon.client.grace.seconds=2",
                "-Dnoon.access.log=all",
                "-Dnoon.access.file=" + log));
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
            if (request.target().endsWith("/slow")) {
                arrived.countDown();
                release.await(20, TimeUnit.SECONDS);
            }
            request.body().readAllBytes();
            reply.text("ok");
        })) {
            apply(Definitions.proxy("care", upstream.url(), Definitions.CACHE));
            assertThat(node.get("/care/hit").text()).isEqualTo("ok");
            CompletableFuture<Reply> slow = CompletableFuture.supplyAsync(() -> node.get("/care/slow"));
            awaitLatch(arrived);
            aFullNodeShedsWhatIsNotInTheCache();
            release.countDown();
            assertThat(slow.join().status()).isEqualTo(200);
            aBodyThatDripsIsCutOff();
            theTraceGoesOn(upstream);
            everythingIsTold(log);
        } finally {
            release.countDown();
            node.stop();
            restart(List.of());
        }
    }

    private void aFullNodeShedsWhatIsNotInTheCache() {
        Reply shed = node.get("/care/other");
        assertThat(shed.status()).isEqualTo(503);
        assertThat(shed.header("Retry-After")).isEqualTo("1");
        assertThat(shed.text()).contains("node-full");
        assertThat(node.get("/care/hit").status()).isEqualTo(200);
    }

    private void aBodyThatDripsIsCutOff() throws IOException {
        try (RawConnection client = RawConnection.open(node.address().http())) {
            client.send("POST /care HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");
            Awaitility.await("the node answers")
                    .atMost(SOON)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        drip(client);
                        return told("client-slow");
                    });
            assertThat(client.read("POST").status()).isEqualTo(408);
            assertThat(client.closedWithin(SOON)).isTrue();
        }
    }

    private static void drip(RawConnection client) {
        try {
            client.send("x");
        } catch (IOException e) {
            // It was cut off, which is what is waited for.
        }
    }

    private boolean told(String text) {
        return cluster.http()
                .get(node.address().admin("/api/v1/analytics"), "Authorization", "Bearer " + cluster.token())
                .text()
                .contains(text);
    }

    private void theTraceGoesOn(RecordingUpstream upstream) {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        Reply reply = node.get(
                "/care/traced",
                "X-Request-Id",
                "care-1",
                "traceparent",
                "00-" + trace + "-00f067aa0ba902b7-00",
                "tracestate",
                "a=1");
        assertThat(reply.header("X-Request-Id")).isEqualTo("care-1");
        Headers seen = upstream.last().headers();
        assertThat(seen.text("x-request-id")).isEqualTo("care-1");
        assertThat(seen.text("traceparent"))
                .startsWith("00-" + trace + "-")
                .endsWith("-00")
                .doesNotContain("00f067");
        assertThat(seen.text("tracestate")).isEqualTo("a=1");
    }

    private void everythingIsTold(Path log) {
        Awaitility.await("the lines are written")
                .atMost(SOON)
                .until(() -> Files.exists(log) && Files.readString(log).contains("\"requestId\":\"care-1\""));
        Awaitility.await("the metrics are shown").atMost(SOON).until(() -> metrics()
                .contains("noon_proxy_requests_total{"));
        assertThat(metrics())
                .contains("proxy=\"care\"")
                .contains("cause=\"node-full\"")
                .contains("noon_proxy_latency_seconds_bucket");
        assertThat(metrics().lines().filter(line -> !line.startsWith("#")).map(line -> line.replaceAll(" [^ ]*$", "")))
                .doesNotHaveDuplicates();
    }

    private String metrics() {
        return cluster.http()
                .get(node.address().admin("/metrics"), "Authorization", "Bearer " + cluster.token())
                .text();
    }

    private void restart(List<String> options) {
        if (!node.alive()) {
            node.start(options);
        }
        node.awaitReady();
        cluster.awaitWhole();
    }

    private void apply(String definitions) {
        AdminAnswer answer = cluster.admin().apply(definitions);
        assertThat(answer.complete()).as(answer.toString()).isTrue();
    }

    private static void awaitLatch(CountDownLatch latch) {
        Awaitility.await().atMost(SOON).until(() -> latch.getCount() == 0);
    }
}
