package dev.noon.observe;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Appends lines to a file. One that is full becomes {@code FILE.1}, what was {@code FILE.1} becomes {@code FILE.2}, and
 * the oldest disappears. The file is opened for each batch, so that it may be moved away. Used by one thread at a time.
 */
public final class RotatedFile implements LineSink {
    private final Path file;
    private final long maxBytes;
    private final int files;

    /**
     * @param maxBytes above that a file is full; one batch of lines may go over it
     * @param files how many there are at most, the current one among them
     */
    public RotatedFile(Path file, long maxBytes, int files) {
        this.file = file;
        this.maxBytes = maxBytes;
        this.files = files;
    }

    @Override
    public void write(List<String> lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        long size = size();
        if (size > 0 && size + bytes.length > maxBytes) {
            rotate();
        }
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(bytes);
        }
    }

    private long size() throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private void rotate() throws IOException {
        for (int i = files - 1; i > 0; i--) {
            Path from = i == 1 ? file : numbered(i - 1);
            if (Files.exists(from)) {
                Files.move(from, numbered(i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.deleteIfExists(file);
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }
}
