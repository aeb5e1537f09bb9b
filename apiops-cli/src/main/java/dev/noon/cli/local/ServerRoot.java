package dev.noon.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a node's server keeps its configuration: new for every start, because the server would run its
 * boot commands on top of the last run's result.
 */
final class ServerRoot {
    private ServerRoot() {}

    /** The root under a node's directory. */
    static Path of(Path node) {
        return node.resolve("payara");
    }

    /** Empties it, or makes it. */
    static void renew(Path node) throws IOException {
        Path root = of(node);
        if (Files.exists(root)) {
            for (Path file : deepestFirst(root)) {
                Files.delete(file);
            }
        }
        Files.createDirectories(root);
    }

    private static List<Path> deepestFirst(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
