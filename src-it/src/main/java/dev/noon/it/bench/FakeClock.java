package dev.noon.it.bench;

import dev.noon.it.cluster.Node;
import dev.noon.it.process.ProcessFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The clock of one node, which can be set while the node runs, by libfaketime: the time of day is another one, durations go on as
 * they are. Used by one thread.
 */
final class FakeClock {
    private static final Duration AGREES = Duration.ofSeconds(30);

    private final Node node;
    private final Path library;
    private final Path file;

    private FakeClock(Node node, Path library, Path file) {
        this.node = node;
        this.library = library;
        this.file = file;
    }

    /**
     * For a node that is not running.
     *
     * @throws IllegalArgumentException if libfaketime is not installed
     */
    static FakeClock of(Node node, Path directory) throws IOException {
        return new FakeClock(node, library(), directory.resolve("clock-" + node.name()));
    }

    /**
     * Where libfaketime is, in the place that Debian gives it.
     *
     * @throws IllegalArgumentException if it is not installed
     */
    static Path library() throws IOException {
        try (Stream<Path> places =
                Files.find(Path.of("/usr/lib"), 3, (path, about) -> path.endsWith("faketime/libfaketimeMT.so.1"))) {
            return places.findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException(
                                    "libfaketime is missing; it sets the clock of a node (Debian: apt-get install libfaketime)"));
        }
    }

    /** Starts the node with its clock that much ahead. */
    void start(Duration ahead) throws IOException {
        write(ahead);
        node.start(Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", // which would make every timed wait of a JVM end at once
                "0",
                "FAKETIME_DONT_RESET",
                "1"));
        node.awaitReady();
        await(ahead);
    }

    /** Sets the clock of the running node, and waits until the node goes by it. */
    void set(Duration ahead) throws IOException {
        write(ahead);
        await(ahead);
    }

    private void write(Duration ahead) throws IOException {
        Files.writeString(file, (ahead.isNegative() ? "" : "+") + ahead.toSeconds());
    }

    private void await(Duration ahead) {
        Awaitility.await("the clock of " + node.name() + " is " + ahead.toMinutes() + " minutes ahead")
                .atMost(Duration.ofSeconds(20))
                .until(() -> ahead().minus(ahead).abs().compareTo(AGREES) < 0);
    }

    private Duration ahead() {
        return Duration.between(Instant.now(), ProcessFigures.clock(node.pid()));
    }
}
