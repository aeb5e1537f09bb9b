package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.Cluster;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Runs last: after the shared cluster is closed no process of any suite is left. */
@OnCluster
@Order(Integer.MAX_VALUE)
class NothingLeftIT {
    @Test
    void noChildProcessIsLeft(Cluster cluster) {
        cluster.close();

        // One that has just ended is listed until this process has collected it.
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(left())
                .as("processes that a suite has left")
                .isEmpty());
    }

    private static Stream<String> left() {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .map(process ->
                        process.pid() + " " + process.info().commandLine().orElse("?"));
    }
}
