package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.behaviour.Aging;
import dev.noon.it.behaviour.Trials;
import dev.noon.it.behaviour.Verdict;
import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code mode: http} on a real node: a table of what a shared cache does. What is stale here came stale, by its {@code Age}. */
@OnCluster
class HttpCachingIT {
    private static final int TOGETHER = 8;

    /** Those that are not registered must be named. */
    private static final String METHODS = "[GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, BREW]";

    private final Cluster cluster;

    HttpCachingIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void aSharedCacheDoesWhatItMay() throws InterruptedException {
        try (Trials trials = new Trials()) {
            String definitions =
                    Definitions.proxy("caching", trials.upstream(), "cache: { mode: http, storage: local }");
            apply(definitions.replace("path: /caching", "path: /caching, methods: " + METHODS));
            List<Verdict> verdicts = trials.run(cluster.node(1).address().http(), "/caching", Aging.BY_AGE, TOGETHER);
            List<String> failed = verdicts.stream()
                    .filter(each -> !each.passed())
                    .map(each -> each.title() + ": " + each.wrong().orElse(""))
                    .toList();
            System.out.println(
                    "caching: " + (verdicts.size() - failed.size()) + " of " + verdicts.size() + " behaviours");
            assertThat(failed).isEmpty();
        }
    }

    private void apply(String definitions) {
        AdminAnswer answer = cluster.admin().apply(definitions);
        assertThat(answer.complete()).as(answer.toString()).isTrue();
    }
}
