package dev.noon.cache.view;

import dev.noon.cache.CacheFigures;
import dev.noon.cache.CacheSeries;
import dev.noon.cache.FillTimes;
import dev.noon.cache.Scope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Figures as bytes: a format number, then fields. What is counted goes with its number of fields, so that a node of another
 * release that counts other things is not understood, rather than misunderstood.
 */
final class NodeFiguresCodec {
    private static final int FORMAT = 1;
    private static final int MOST_SERIES = 100_000;

    private NodeFiguresCodec() {}

    static byte[] encode(NodeFigures figures) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeUTF(figures.node());
            out.writeUTF(figures.region());
            out.writeLong(figures.timeMillis());
            out.writeLong(figures.entries());
            out.writeLong(figures.bytes());
            write(out, figures.total());
            out.writeInt(figures.series().size());
            for (Map.Entry<CacheSeries, CacheFigures> one : figures.series().entrySet()) {
                out.writeUTF(one.getKey().scope().name());
                out.writeUTF(one.getKey().proxy());
                out.writeUTF(one.getKey().endpoint());
                out.writeUTF(one.getKey().policy());
                write(out, one.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** The figures; nothing if this release does not understand them. */
    static Optional<NodeFigures> decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return in.readInt() == FORMAT ? Optional.of(read(in)) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static NodeFigures read(DataInputStream in) throws IOException {
        String node = in.readUTF();
        String region = in.readUTF();
        long timeMillis = in.readLong();
        long entries = in.readLong();
        long bytes = in.readLong();
        CacheFigures total = readFigures(in);
        Map<CacheSeries, CacheFigures> series = new HashMap<>();
        int count = in.readInt();
        for (int i = 0; i < count && i < MOST_SERIES; i++) {
            CacheSeries name = new CacheSeries(Scope.valueOf(in.readUTF()), in.readUTF(), in.readUTF(), in.readUTF());
            series.put(name, readFigures(in));
        }
        return new NodeFigures(node, region, timeMillis, entries, bytes, total, series);
    }

    private static void write(DataOutputStream out, CacheFigures figures) throws IOException {
        write(out, figures.counts());
        write(out, figures.fills().counts());
        out.writeLong(figures.fills().nanos());
    }

    private static CacheFigures readFigures(DataInputStream in) throws IOException {
        long[] counts = read(in, CacheFigures.NOTHING.counts().length);
        long[] fills = read(in, FillTimes.NONE.counts().length);
        return new CacheFigures(counts, new FillTimes(fills, in.readLong()));
    }

    private static void write(DataOutputStream out, long[] counts) throws IOException {
        out.writeByte(counts.length);
        for (long count : counts) {
            out.writeLong(count);
        }
    }

    private static long[] read(DataInputStream in, int length) throws IOException {
        int written = in.readByte();
        if (written != length) {
            throw new IllegalArgumentException("counts are " + written + "; must be " + length);
        }
        long[] counts = new long[length];
        for (int i = 0; i < length; i++) {
            counts[i] = in.readLong();
        }
        return counts;
    }
}
