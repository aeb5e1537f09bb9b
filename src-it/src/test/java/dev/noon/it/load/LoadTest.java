package dev.noon.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import dev.noon.it.load.Probe.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LoadTest {
    @Test
    void asksAtItsRateOverConnectionsThatStayOpen() {
        try (RecordingUpstream server = RecordingUpstream.start((request, reply) -> reply.text("ok"))) {
            Load load = start(server);
            awaitAnswers(load, 50);
            LoadReport report = load.stop();

            assertThat(report.clean()).as(report.toString()).isTrue();
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @Test
    void countsWhatIsNot2xxAndEveryClosedConnection() {
        AtomicInteger number = new AtomicInteger();
        try (RecordingUpstream server = RecordingUpstream.start((request, reply) -> {
            int n = number.incrementAndGet();
            if (n % 10 == 0) {
                reply.raw("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
            } else if (n % 10 == 5) {
                reply.closeAfter();
            } else {
                reply.text("ok");
            }
        })) {
            Load load = start(server);
            awaitAnswers(load, 50);
            LoadReport report = load.stop();

            assertThat(report.count(Fault.Kind.FAILED)).isGreaterThanOrEqualTo(4);
            assertThat(report.count(Fault.Kind.CLOSED)).isGreaterThanOrEqualTo(4);
        }
    }

    private static Load start(RecordingUpstream server) {
        return Load.start(new Load.Plan(List.of(server.port()), 3, 300), number -> new Anything());
    }

    private static void awaitAnswers(Load load, int least) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> load.report().answers() >= least);
    }

    private static final class Anything implements Probe.Question {
        @Override
        public String target() {
            return "/";
        }

        @Override
        public Optional<Fault> fault(Reply reply) {
            return Optional.empty();
        }
    }
}
