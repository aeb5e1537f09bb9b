package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.Headers;
import dev.noon.it.http.RawConnection;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import dev.noon.it.load.Load;
import dev.noon.it.load.LoadReport;
import dev.noon.it.load.Marks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The three properties of a hot apply: nothing dropped, nothing restarted, nothing that a client has to repeat. */
@OnCluster
class HotApplyIT {
    private static final int APPLIES = 40;
    private static final int PER_SECOND = 150;

    private final Cluster cluster;

    HotApplyIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void noAnswerIsDroppedOrTornAndNoConnectionIsClosedWhileRevisionsFollowEachOther() {
        List<String> processes = identities();
        List<Integer> ports =
                cluster.nodes().stream().map(node -> node.address().http()).toList();
        try (Marks marks = new Marks("hot")) {
            apply(marks, 0);
            Load load = Load.start(new Load.Plan(ports, 4, PER_SECOND), marks);
            for (int mark = 1; mark <= APPLIES; mark++) {
                apply(marks, mark);
            }
            LoadReport report = load.stop();

            assertThat(report.clean()).as(report.toString()).isTrue();
            assertThat(report.answers()).isGreaterThan(APPLIES);
            assertThat(report.hits()).as("the cache took part").isPositive();
        }
        assertThat(identities()).isEqualTo(processes);
    }

    @Test
    void aRequestUnderWayEndsUnderTheRevisionItBeganWith() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (RecordingUpstream old = RecordingUpstream.start((request, reply) -> {
                    release.await(30, TimeUnit.SECONDS);
                    reply.text("old");
                });
                RecordingUpstream fresh = RecordingUpstream.start((request, reply) -> reply.text("new"))) {
            AdminAnswer before = applied(Definitions.proxy("hot-slow", old.url(), header("v1")));
            Node node = cluster.node(2);
            CompletableFuture<Reply> underWay = CompletableFuture.supplyAsync(() -> node.get("/hot-slow"));
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !old.requests()
                    .isEmpty());

            AdminAnswer after = applied(Definitions.proxy("hot-slow", fresh.url(), header("v2")));
            Reply next = node.get("/hot-slow");
            release.countDown();
            Reply slow = underWay.get(30, TimeUnit.SECONDS);

            assertThat(next.text()).isEqualTo("new");
            assertThat(next.header("X-Definition")).isEqualTo("v2");
            assertThat(next.revision()).isEqualTo(after.revision());
            assertThat(slow.status()).isEqualTo(200);
            assertThat(slow.text()).isEqualTo("old");
            assertThat(slow.header("X-Definition")).isEqualTo("v1");
            assertThat(slow.revision()).isEqualTo(before.revision());
        }
    }

    @Test
    void aBodyUnderWayIsDeliveredWholeAndTheConnectionStaysOpen() throws IOException {
        CountDownLatch release = new CountDownLatch(1);
        try (RecordingUpstream old = RecordingUpstream.start((request, reply) -> {
                    reply.begin(200, Headers.of());
                    reply.chunk("first ".getBytes(StandardCharsets.UTF_8));
                    release.await(30, TimeUnit.SECONDS);
                    reply.chunk("second".getBytes(StandardCharsets.UTF_8));
                    reply.end();
                });
                RecordingUpstream fresh = RecordingUpstream.start((request, reply) -> reply.text("new"))) {
            applied(Definitions.proxy("hot-body", old.url()));
            try (RawConnection connection =
                    RawConnection.open(cluster.node(1).address().http())) {
                connection.send("GET /hot-body HTTP/1.1\r\nHost: x\r\n\r\n");
                Reply head = connection.readHead();
                applied(Definitions.proxy("hot-body", fresh.url()));
                release.countDown();

                assertThat(new String(connection.bodyOf("GET", head).readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("first second");
                assertThat(connection.get("/hot-body", Headers.of()).text()).isEqualTo("new");
            }
        }
    }

    private static String header(String version) {
        return "responseHeaders: { set: { X-Definition: " + version + " } }";
    }

    private List<String> identities() {
        return cluster.nodes().stream().map(Node::identity).toList();
    }

    private void apply(Marks marks, int mark) {
        Node manager = cluster.node(mark % cluster.nodes().size() + 1);
        AdminAnswer answer = cluster.admin(manager).apply(marks.definitions(mark));
        assertThat(answer.complete()).as(answer.toString()).isTrue();
        marks.acknowledged(mark, answer.revision());
    }

    private AdminAnswer applied(String definitions) {
        AdminAnswer answer = cluster.admin().apply(definitions);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.complete()).as(answer.toString()).isTrue();
        return answer;
    }
}
