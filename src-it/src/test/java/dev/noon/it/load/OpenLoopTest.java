package dev.noon.it.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.UpstreamReply;
import dev.noon.it.http.UpstreamRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    @Test
    void everyRequestIsSentOnceAndGoesToThePortsInTurn() throws Exception {
        try (RecordingUpstream one = RecordingUpstream.start((request, reply) -> reply.text("ok"));
                RecordingUpstream other = RecordingUpstream.start((request, reply) -> reply.text("ok"))) {
            OpenLoopReport report = OpenLoop.run(plan(0, 100, one, other), number -> "/" + number);

            assertThat(report.answers()).isEqualTo(100);
            assertThat(report.failed()).isZero();
            assertThat(report.lost()).isZero();
            assertThat(targets(one)).hasSize(50).doesNotHaveDuplicates().allMatch(each -> number(each) % 2 == 0);
            assertThat(targets(other)).hasSize(50).doesNotHaveDuplicates().allMatch(each -> number(each) % 2 == 1);
            assertThat(one.connections()).isEqualTo(2);
        }
    }

    @Test
    void aStallCountsForEverybodyWhoCameMeanwhile() throws Exception {
        try (RecordingUpstream server = RecordingUpstream.start((request, reply) -> {
            if (number(request.target()) < 2) {
                NEVER.await(400, TimeUnit.MILLISECONDS);
            }
            reply.text("ok");
        })) {
            OpenLoopReport report = OpenLoop.run(plan(250, 100, server), number -> "/" + number);

            // Both connections wait for 400 ms, in which 100 requests become due; on average for half of that.
            assertThat(report.dueMillis(50)).isBetween(100.0, 5_000.0);
            assertThat(report.dueMillis(50)).isGreaterThan(5 * report.sentMillis(50));
            assertThat(report.seconds()).isGreaterThan(0.39);
        }
    }

    @Test
    void tiersAreCountedAndWhatIsNot200HasFailed() throws Exception {
        try (RecordingUpstream server = RecordingUpstream.start(OpenLoopTest::answer)) {
            OpenLoopReport report = OpenLoop.run(plan(0, 40, server), number -> "/" + number);

            assertThat(report.local()).isEqualTo(10);
            assertThat(report.grid()).isEqualTo(10);
            assertThat(report.answers()).isEqualTo(30);
            assertThat(report.failed()).isEqualTo(10);
        }
    }

    @Test
    void aPortThatBreaksAConnectionGetsNothingUntilItIsReadmitted() throws Exception {
        try (RecordingUpstream steady = RecordingUpstream.start((request, reply) -> reply.text("ok"));
                RecordingUpstream killed = RecordingUpstream.start((request, reply) -> reply.text("ok"));
                OpenLoop loop = OpenLoop.start(plan(200, Long.MAX_VALUE, steady, killed), number -> "/" + number)) {
            awaitMore(killed);
            killed.die();
            awaitMore(steady);
            killed.revive();
            int before = killed.requests().size();
            awaitMore(steady);
            assertThat(killed.requests()).hasSize(before);
            loop.readmit(killed.port());
            awaitMore(killed);

            OpenLoopReport report = loop.stop();
            assertThat(report.lost()).isEqualTo(1);
            assertThat(report.failed()).isBetween(0L, 2L);
        }
    }

    @Test
    void withoutAnyPortTheLoadBreaksOff() throws Exception {
        try (RecordingUpstream server = RecordingUpstream.start((request, reply) -> reply.closeAfter())) {
            assertThatThrownBy(() -> OpenLoop.run(plan(0, 10, server), number -> "/"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("no port is left");
        }
    }

    private static OpenLoop.Plan plan(int perSecond, long requests, RecordingUpstream... servers) {
        List<Integer> ports = new ArrayList<>();
        for (RecordingUpstream server : servers) {
            ports.add(server.port());
        }
        return new OpenLoop.Plan(ports, 2, perSecond, requests);
    }

    private static void answer(UpstreamRequest request, UpstreamReply reply) throws IOException {
        switch ((int) (number(request.target()) % 4)) {
            case 0 -> reply.text("ok", "Cache-Status", "noon; hit; ttl=9; detail=local");
            case 1 -> reply.text("ok", "Cache-Status", "noon; hit; ttl=9; detail=grid");
            case 2 -> reply.text("x".repeat(300_000), "Cache-Status", "noon; fwd=uri-miss; stored");
            default -> reply.raw("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
        }
    }

    private static void awaitMore(RecordingUpstream server) {
        int before = server.requests().size();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> server.requests().size() > before + 20);
    }

    private static List<String> targets(RecordingUpstream server) {
        return server.requests().stream().map(UpstreamRequest::target).toList();
    }

    private static long number(String target) {
        return Long.parseLong(target.substring(1));
    }
}
