package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import org.junit.jupiter.api.Test;

/** What known callers share, and what not: on two nodes, with keys of two consumers. */
@OnCluster
class SharedAnswersIT {
    private static final String SHARED = "cache: { storage: tiered, ttl: 10m, key: { identity: shared } }";

    private final Cluster cluster;

    SharedAnswersIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void knownCallersShareWhatIsForAllAndNothingElse() {
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> {
            String who = "for " + request.headers().text("X-Consumer-Name");
            if (request.target().contains("said")) {
                reply.text(who, "Cache-Control", "public");
            } else {
                reply.text(who);
            }
        })) {
            AdminAnswer applied = cluster.admin()
                    .apply(Definitions.consumer("shared-a", "shared-key-a")
                            + Definitions.consumer("shared-b", "shared-key-b")
                            + Definitions.proxy("shared", upstream.url(), "apiKey: { optional: true }", SHARED));
            assertThat(applied.complete()).as(applied.toString()).isTrue();

            assertThat(ask(1, "/shared/said", "shared-key-a").text()).isEqualTo("for shared-a");
            Reply others = ask(2, "/shared/said", "shared-key-b");
            assertThat(others.text()).isEqualTo("for shared-a");
            assertThat(others.hit()).isTrue();
            assertThat(upstream.requests()).hasSize(1);

            assertThat(ask(1, "/shared/own", "shared-key-a").text()).isEqualTo("for shared-a");
            assertThat(ask(2, "/shared/own", "shared-key-b").text()).isEqualTo("for shared-b");
            assertThat(ask(1, "/shared/own", "shared-key-a").hit()).isFalse();
            assertThat(upstream.requests()).hasSize(4);

            Reply stranger = cluster.node(1).get("/shared/said");
            assertThat(stranger.hit()).as("strangers share with strangers").isFalse();
            assertThat(stranger.text()).isNotEqualTo("for shared-a");
            Problems.check(ask(2, "/shared/said", "no such key"), 401);
        }
    }

    private Reply ask(int number, String path, String key) {
        Node node = cluster.node(number);
        return node.get(path, "X-API-Key", key);
    }
}
