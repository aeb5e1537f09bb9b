package dev.noon.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.NodeAddress;
import dev.noon.it.http.Headers;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import dev.noon.it.http.UpstreamReply;
import dev.noon.it.http.UpstreamRequest;
import dev.noon.it.load.Probe;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node that the test plays itself: whatever it falls behind with is found. */
class PartitionWatchTest {
    // What the node answers stands before whoever asks it.
    private volatile int status = 200;
    private volatile long revision = 7;
    private volatile long edition = 3;
    private volatile boolean mixed;
    private final RecordingUpstream node = RecordingUpstream.silent(this::answer);
    private final PartitionWatch watch =
            PartitionWatch.start("node-1", new NodeAddress("127.0.0.1", node.port(), 0, 0), number -> new Mark(), "/b");

    @AfterEach
    void close() {
        watch.close();
        node.close();
    }

    @Test
    void aNodeThatOnlyGoesForwardHasNoFaults() {
        watch.acknowledged(new PartitionWatch.Seen(7, 3));
        awaitAnswers();
        revision = 8;
        edition = 4;
        awaitAnswers();

        assertThat(faults()).containsExactly(0, 0, 0);
        assertThat(watch.first(0, seen -> seen.revision() == 8)).isPresent();
    }

    @Test
    void anAnswerOfAnOlderRevisionThanTheOneBeforeIsOlder() {
        awaitAnswers();
        revision = 6;
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> watch.faults().older() > 0);
    }

    @Test
    void aBodyThatWasPurgedBeforeTheNodeAcknowledgedThePurgeIsOlder() {
        awaitAnswers();
        assertThat(faults()).containsExactly(0, 0, 0);
        watch.acknowledged(new PartitionWatch.Seen(0, 4));
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> watch.faults().older() > 0);
    }

    @Test
    void anErrorAndAMixedAnswerAreCountedApart() {
        awaitAnswers();
        mixed = true;
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> watch.faults().mixed() > 0);
        mixed = false;
        status = 502;
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> watch.faults().failed() > 0);
        watch.forget();
        assertThat(watch.faults().older()).isZero();
    }

    @Test
    void aNodeThatIsGoneFailsUnlessThatIsExpected() throws IOException {
        awaitAnswers();
        watch.expectNothing();
        node.die();
        watch.forget();
        assertThat(faults()).containsExactly(0, 0, 0);
        watch.ask();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> watch.faults().failed() > 0);
    }

    private int[] faults() {
        PartitionWatch.Faults faults = watch.faults();
        return new int[] {faults.mixed(), faults.failed(), faults.older()};
    }

    private void awaitAnswers() {
        int before = watch.count();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> watch.count() > before + 4);
    }

    private void answer(UpstreamRequest request, UpstreamReply reply) throws IOException {
        reply.send(
                status,
                ("edition " + edition).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Headers.of("Noon-Revision", Long.toString(revision)));
    }

    private final class Mark implements Probe.Question {
        @Override
        public String target() {
            return "/marks";
        }

        @Override
        public Optional<Probe.Fault> fault(Reply reply) {
            return mixed ? Optional.of(new Probe.Fault(Probe.Fault.Kind.TORN, "mixed")) : Optional.empty();
        }
    }
}
