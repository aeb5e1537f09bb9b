package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.Cluster;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Runs last: after the shared cluster is closed no process of any suite is left. */
@OnCluster
@Order(Integer.MAX_VALUE)
class NothingLeftIT {
    @Test
    void noChildProcessIsLeft(Cluster cluster) {
        cluster.close();

        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .as("processes that a suite has left")
                .isEmpty();
    }
}
