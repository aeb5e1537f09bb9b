package dev.noon.policy;

import dev.noon.exchange.Body;
import dev.noon.exchange.Reply;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Keeps a copy of a body while it streams, and hands it on whole, before the last byte is passed on. */
public final class Fill {
    /** Bodies up to this length are read at once: one store, one write. */
    private static final int AT_ONCE_BYTES = 64 << 10;

    private final long maxBytes;
    private final Consumer<byte[]> whole;

    /**
     * @param maxBytes a longer body is passed on and not kept
     * @param whole gets the body, once, if all of it came
     */
    public Fill(long maxBytes, Consumer<byte[]> whole) {
        this.maxBytes = maxBytes;
        this.whole = whole;
    }

    /** Whether a body may be kept: not known to be too long, and with an end that can be seen. */
    public static boolean fits(Body body, long maxBytes) {
        boolean delimited = !(body instanceof Body.Stream stream) || stream.delimited();
        OptionalLong length = body.length();
        return delimited && (length.isEmpty() || length.getAsLong() <= maxBytes);
    }

    /**
     * The reply to pass on in place of {@code reply}.
     *
     * @throws IOException if a short body breaks; it has not been handed on
     */
    public Reply tap(Reply reply) throws IOException {
        if (!(reply.body() instanceof Body.Stream stream)) {
            whole.accept(reply.body() instanceof Body.Bytes bytes ? bytes.bytes() : new byte[0]);
            return reply;
        }
        OptionalLong length = stream.length();
        if (length.isPresent() && length.getAsLong() <= AT_ONCE_BYTES) {
            byte[] bytes = stream.readAll((int) length.getAsLong());
            whole.accept(bytes);
            return reply.withBody(new Body.Bytes(bytes));
        }
        return reply.withBody(new Body.Stream(new Tee(stream.in(), length), length, stream.delimited()));
    }

    /** Not thread-safe, like any stream. */
    private final class Tee extends FilterInputStream {
        private final OptionalLong length;
        private ByteArrayOutputStream copy;
        private boolean keeping = true;

        Tee(InputStream in, OptionalLong length) {
            super(in);
            this.length = length;
            this.copy = new ByteArrayOutputStream((int) Math.min(length.orElse(8 << 10), 1 << 20));
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) throws IOException {
            if (count == 0) {
                return 0;
            }
            int read = super.read(buffer, offset, count);
            if (keeping && read >= 0) {
                keep(buffer, offset, read);
            } else if (keeping) {
                handOn();
            }
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            giveUp();
            return super.skip(count);
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void keep(byte[] buffer, int offset, int read) {
            if (copy.size() + (long) read > maxBytes) {
                giveUp();
                return;
            }
            copy.write(buffer, offset, read);
            if (length.isPresent() && copy.size() == length.getAsLong()) {
                handOn();
            }
        }

        private void handOn() {
            byte[] bytes = copy.toByteArray();
            giveUp();
            if (length.isEmpty() || length.getAsLong() == bytes.length) {
                whole.accept(bytes);
            }
        }

        private void giveUp() {
            keeping = false;
            copy = new ByteArrayOutputStream(0);
        }
    }
}
