package dev.noon.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.noon.it.load.OpenLoop;
import dev.noon.it.load.OpenLoopReport;
import dev.noon.it.load.Zipf;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import org.awaitility.Awaitility;

/**
 * What share of a read load is answered from the cache, and how often the upstream is asked, when nothing is stored and
 * nothing is compiled at the beginning.
 */
final class ColdStart {
    static final int KEYS = 10_000;
    private static final int REQUESTS = 720_000;
    private static final int CONNECTIONS_PER_NODE = 8;
    private static final long SEED = 1;
    private static final String PROXY = "zipf-cold";

    private final ReadScene scene;
    private final Options options;

    ColdStart(ReadScene scene, Options options) {
        this.scene = scene;
        this.options = options;
    }

    void run() throws IOException, InterruptedException {
        int keys = options.count("keys", KEYS);
        int requests = options.count("requests", REQUESTS);
        Zipf zipf = new Zipf(keys, options.ratio("exponent", 1), SEED);
        BitSet asked = new BitSet(keys);
        long before = scene.fetches();
        OpenLoopReport report =
                OpenLoop.run(new OpenLoop.Plan(scene.ports(), CONNECTIONS_PER_NODE, 0, requests), number -> {
                    int key = zipf.next();
                    asked.set(key);
                    return "/cold/" + key;
                });
        long fetches = scene.fetches() - before;
        scene.print(
                "%ncold start: %,d requests for %,d of %,d keys, on %d nodes in turn, in %.0f s (%,.0f/s)",
                requests, asked.cardinality(), keys, scene.ports().size(), report.seconds(), report.perSecond());
        JsonNode figures = figures(requests - report.failed());
        scene.print(
                "as Noon counts them: %,d lookups, hits %s, misses %s, collapsed %s",
                figures.path("lookups").asLong(),
                figures.path("hits"),
                figures.path("misses"),
                figures.path("collapsed"));
        scene.print(
                "as clients see them: %,d hits in the heap, %,d in the grid; the upstream was asked %,d times, %.2f per key",
                report.local(), report.grid(), fetches, (double) fetches / asked.cardinality());
        scene.unharmed(report);
        double least = options.ratio("hits", 0.97);
        scene.atLeast("cold start: hits, as clients see them", share(report.local() + report.grid(), requests), least);
        scene.atLeast(
                "cold start: hits, as Noon counts them",
                figures.path("hitRatio").asDouble(),
                least);
        scene.atMost("cold start: the upstream's share", share(fetches, requests), options.ratio("share", 1 / 60.0));
    }

    /** Nodes tell each other their figures every five seconds. */
    private JsonNode figures(long lookups) {
        return Awaitility.await("every node has told its figures")
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> scene.figures(PROXY),
                        figures -> figures.path("lookups").asLong() >= lookups);
    }

    private static double share(long part, long whole) {
        return (double) part / whole;
    }
}
