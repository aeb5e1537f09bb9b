package dev.noon.policy.mirror;

import dev.noon.exchange.RequestBody;
import dev.noon.exchange.Trailers;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A body that is copied while somebody reads it, and handed on when all of it was. Confined to the thread of its
 * exchange.
 */
final class CopiedBody implements RequestBody {
    private final RequestBody body;
    private final int maxBytes;
    private final Consumer<byte[]> whole;
    private ByteArrayOutputStream copy = new ByteArrayOutputStream(0);
    private boolean over;
    private boolean tooLong;

    CopiedBody(RequestBody body, int maxBytes, Consumer<byte[]> whole) {
        this.body = body;
        this.maxBytes = maxBytes;
        this.whole = whole;
    }

    /** Copies no more; false if the whole was handed on before. */
    boolean giveUp() {
        copy = new ByteArrayOutputStream(0);
        boolean pending = !over;
        over = true;
        return pending;
    }

    @Override
    public boolean present() {
        return body.present();
    }

    @Override
    public OptionalLong length() {
        return body.length();
    }

    @Override
    public boolean awaitsInvitation() {
        return body.awaitsInvitation();
    }

    @Override
    public Trailers trailers() {
        return body.trailers();
    }

    @Override
    public long receivedBytes() {
        return body.receivedBytes();
    }

    @Override
    public InputStream open() throws IOException {
        return new Tee(body.open());
    }

    private void keep(byte[] buffer, int offset, int read) {
        if (copy.size() + read > maxBytes) {
            tooLong = true;
            copy.reset();
            return;
        }
        copy.write(buffer, offset, read);
        if (body.length().orElse(-1) == copy.size()) {
            handOn();
        }
    }

    private void handOn() {
        byte[] bytes = copy.toByteArray();
        over = true;
        copy = new ByteArrayOutputStream(0);
        whole.accept(bytes);
    }

    private final class Tee extends FilterInputStream {
        Tee(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) throws IOException {
            int read = super.read(buffer, offset, count);
            if (over || tooLong) {
                return read;
            }
            if (read > 0) {
                keep(buffer, offset, read);
            } else if (read < 0 && body.length().orElse(copy.size()) == copy.size()) {
                handOn();
            }
            return read;
        }

        /** What is passed over is not copied. */
        @Override
        public long skip(long count) throws IOException {
            tooLong = true;
            return super.skip(count);
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
