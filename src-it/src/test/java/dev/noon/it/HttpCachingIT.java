package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.http.RecordingUpstream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code mode: http} on a real node: a table of what a shared cache does. What is stale here came stale, by its {@code Age}. */
@OnCluster
class HttpCachingIT {
    private final Cluster cluster;

    HttpCachingIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void aSharedCacheDoesWhatItMay() {
        Map<String, Behaviour> places = new ConcurrentHashMap<>();
        Map<String, String> failed = new TreeMap<>();
        try (RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> Optional.ofNullable(
                        places.get(request.target().split("\\?", 2)[0]))
                .orElseThrow(() -> new IOException("nobody asked for " + request.target()))
                .answer(request, reply))) {
            int port = cluster.node(1).address().traffic("/").getPort();
            apply(Definitions.proxy("caching", upstream.url(), "cache: { mode: http, storage: local }"));
            List<Behaviour> table = Stream.concat(HttpCachingStorage.table(), HttpCachingUse.table())
                    .toList();
            for (Behaviour behaviour : table) {
                String path = "/caching/" + places.size();
                places.put(path, behaviour);
                try {
                    behaviour.run(port, path);
                } catch (AssertionError | IOException e) {
                    failed.put(behaviour.name(), String.valueOf(e.getMessage()));
                }
            }
        }
        System.out.println("caching: " + (places.size() - failed.size()) + " of " + places.size() + " behaviours");
        assertThat(failed).isEmpty();
    }

    private void apply(String definitions) {
        AdminAnswer answer = cluster.admin().apply(definitions);
        assertThat(answer.complete()).as(answer.toString()).isTrue();
    }
}
