package dev.noon.it.bench;

import dev.noon.it.cluster.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
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

    /** Whether libfaketime is installed, where Debian puts it. */
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

    /** By what the node writes into its answers. */
    private Duration ahead() {
        String date = node.get("/nothing-there").header("Date");
        ZonedDateTime told = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
        return Duration.of(ChronoUnit.MILLIS.between(ZonedDateTime.now(told.getZone()), told), ChronoUnit.MILLIS);
    }
}
