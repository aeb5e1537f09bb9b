package dev.noon.cli.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** The log of one process of this start; that of the start before is kept beside it. Not thread-safe. */
final class ProcessLog {

    private static final int LAST_LINES = 15;
    /** What the server says, and lives on, when the application could not be deployed. */
    private static final String NOT_DEPLOYED = "Exception while loading the app : ";

    private final Path file;
    private long seen;

    ProcessLog(Path file) {
        this.file = file;
    }

    /** Makes room for a new start. */
    void turn() throws IOException {
        Files.createDirectories(file.getParent());
        if (Files.exists(file)) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The line that says that the application was not deployed, if it came since the last call. */
    Optional<String> notDeployed() {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            byte[] fresh = new byte[(int) Math.max(0, log.length() - seen)];
            log.seek(seen);
            log.readFully(fresh);
            int whole = wholeLines(fresh);
            seen += whole;
            return new String(fresh, 0, whole, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(NOT_DEPLOYED))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The last lines, indented. */
    String tail() {
        try {
            List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
            return last.isEmpty() ? "  (nothing)" : "  " + String.join("\n  ", last);
        } catch (IOException e) {
            return "  (cannot be read: " + e.getMessage() + ")";
        }
    }

    private static int wholeLines(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }
}
