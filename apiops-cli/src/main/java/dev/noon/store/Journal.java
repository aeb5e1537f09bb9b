package dev.noon.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Every change in the order in which it was carried out, in segments; a segment is named after the number of its first
 * change. A change is its length, its number, a checksum of number and bytes, and its bytes. What a kill cut off at the end
 * of a segment was never acknowledged and is passed over; a gap is an error.
 *
 * <p>Several segments are kept beyond what the last checkpoint needs, in case the file falls back to an earlier one.
 */
final class Journal implements DurableFile, AutoCloseable {

    private static final int HEADER_BYTES = Integer.BYTES + Long.BYTES + Integer.BYTES;
    private static final int KEPT_SEGMENTS = 16;

    private final Path directory;
    private FileChannel segment;
    /** Of the segment that is being written; guarded by the caller, who appends one at a time. */
    private long bytes;

    private Journal(Path directory, FileChannel segment) {
        this.directory = directory;
        this.segment = segment;
    }

    /** Opens a new segment behind those that are there. */
    static Journal open(Path directory, long nextNumber) {
        try {
            Files.createDirectories(directory);
            return new Journal(directory, newSegment(directory, nextNumber));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the journal in " + directory + ": " + e, e);
        }
    }

    /**
     * Gives all changes after {@code number} to {@code replay}, in order, and returns the number of the last.
     *
     * @throws StoreDamaged when one is missing
     */
    static long replay(Path directory, long number, Replay replay) {
        long last = number;
        for (Path segment : segments(directory)) {
            last = replaySegment(segment, last, replay);
        }
        return last;
    }

    @Override
    public void append(long number, byte[] change) {
        ByteBuffer record = ByteBuffer.allocate(HEADER_BYTES + change.length);
        record.putInt(change.length)
                .putLong(number)
                .putInt(checksum(number, change))
                .put(change)
                .flip();
        bytes += record.remaining();
        try {
            while (record.hasRemaining()) {
                segment.write(record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the journal in " + directory + ": " + e, e);
        }
    }

    @Override
    public void force() {
        try {
            segment.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot force the journal in " + directory + ": " + e, e);
        }
    }

    /** The bytes in the segment that is being written. */
    long bytes() {
        return bytes;
    }

    /** Goes on in a new segment and removes those that are no longer kept. Nobody may append or force meanwhile. */
    void roll(long nextNumber) {
        try {
            segment.force(false);
            segment.close();
            segment = newSegment(directory, nextNumber);
            bytes = 0;
            List<Path> all = segments(directory);
            for (Path old : all.subList(0, Math.max(0, all.size() - KEPT_SEGMENTS))) {
                Files.deleteIfExists(old);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the journal in " + directory + ": " + e, e);
        }
    }

    @Override
    public void close() {
        try {
            segment.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty segment of that name, if there is one, holds nothing whole and is begun again. */
    private static FileChannel newSegment(Path directory, long firstNumber) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve("%020d.journal".formatted(firstNumber)),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        }
        return channel;
    }

    private static List<Path> segments(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".journal"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long replaySegment(Path segment, long after, Replay replay) {
        ByteBuffer records = read(segment);
        long last = after;
        while (records.remaining() >= HEADER_BYTES) {
            int length = records.getInt();
            long number = records.getLong();
            int checksum = records.getInt();
            if (length < 0 || length > records.remaining()) {
                return last;
            }
            byte[] change = new byte[length];
            records.get(change);
            if (checksum != checksum(number, change)) {
                return last;
            }
            if (number > last) {
                if (number != last + 1) {
                    throw new StoreDamaged("the changes from " + (last + 1) + " to " + (number - 1)
                            + " are missing before " + segment);
                }
                replay.change(change);
                last = number;
            }
        }
        return last;
    }

    private static ByteBuffer read(Path segment) {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(segment));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + segment + ": " + e, e);
        }
    }

    private static int checksum(long number, byte[] change) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
        crc.update(change);
        return (int) crc.getValue();
    }

    /** Takes one change. */
    @FunctionalInterface
    interface Replay {
        void change(byte[] change);
    }
}
