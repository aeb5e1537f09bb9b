package dev.noon.policy.compress;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * The gzip format (RFC 1952) of another stream, made while it is read. What has come is passed on before more is waited
 * for, so that events arrive when they happen. Closing it closes the other one, and gives the memory of the deflater back.
 * Belongs to one thread.
 */
final class GzipStream extends InputStream {
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int PIECE_BYTES = 8 << 10;

    /** What is written next. */
    private enum Stage {
        BODY,
        LAST,
        ENDED
    }

    private final InputStream in;
    private final Deflater deflater;
    private final CRC32 checksum = new CRC32();
    private final byte[] piece = new byte[PIECE_BYTES];
    private final byte[] out = new byte[PIECE_BYTES + 64];
    private int position;
    private int limit;
    private Stage stage = Stage.BODY;
    private boolean flushing;
    private boolean closed;

    /** @param level 1 to 9 */
    GzipStream(InputStream in, int level) {
        this.in = in;
        this.deflater = new Deflater(level, true);
        put(HEADER);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int size) throws IOException {
        while (position == limit && stage != Stage.ENDED) {
            more();
        }
        if (size == 0 || position == limit) {
            return size == 0 ? 0 : -1;
        }
        int count = Math.min(size, limit - position);
        System.arraycopy(out, position, buffer, offset, count);
        position += count;
        return count;
    }

    /** What is at hand already; nobody needs to wait for it. */
    @Override
    public int available() {
        return limit - position;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            stage = Stage.ENDED;
            position = limit;
            deflater.end();
            in.close();
        }
    }

    private void more() throws IOException {
        position = 0;
        limit = 0;
        if (stage == Stage.LAST) {
            last();
            return;
        }
        limit = deflater.deflate(out, 0, out.length, flushing ? Deflater.SYNC_FLUSH : Deflater.NO_FLUSH);
        if (limit < out.length && deflater.needsInput()) {
            flushing = false;
            if (limit == 0) {
                take();
            }
        }
    }

    /** Takes in what has come, or waits until something comes. */
    private void take() throws IOException {
        int read = in.read(piece);
        if (read < 0) {
            deflater.finish();
            stage = Stage.LAST;
            return;
        }
        checksum.update(piece, 0, read);
        deflater.setInput(piece, 0, read);
        flushing = in.available() == 0;
    }

    private void last() {
        limit = deflater.deflate(out, 0, out.length - 8);
        if (deflater.finished()) {
            put(littleEndian(checksum.getValue()));
            put(littleEndian(deflater.getBytesRead()));
            stage = Stage.ENDED;
        }
    }

    private void put(byte[] bytes) {
        System.arraycopy(bytes, 0, out, limit, bytes.length);
        limit += bytes.length;
    }

    private static byte[] littleEndian(long number) {
        return new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16), (byte) (number >> 24)};
    }
}
