package dev.noon.upstream;

import dev.noon.exchange.BrokenBody;
import dev.noon.exchange.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The body of an upstream response. Gives its connection back at the last byte, or aborts it when it
 * is closed before; exactly once either way.
 */
final class ResponseBody extends InputStream {
    /** Hears once that the body has ended. */
    @FunctionalInterface
    interface End {
        /** @param whole whether every byte was read */
        void ended(boolean whole);
    }

    private final InputStream in;
    private final OptionalLong length;
    private final End end;
    private final Supplier<Cause> late;
    private long count;
    private boolean ended;

    /** @param late why it breaks when bytes do not come in time */
    ResponseBody(InputStream in, OptionalLong length, End end, Supplier<Cause> late) {
        this.late = late;
        this.in = in;
        this.length = length;
        this.end = end;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int size) throws IOException {
        if (ended) {
            return -1;
        }
        int read = readOrBreak(buffer, offset, size);
        count += Math.max(0, read);
        if (read < 0 || (length.isPresent() && count == length.getAsLong())) {
            end(true);
        }
        return read;
    }

    /** How much can be read before the upstream has to send more; 0 if that is not known. */
    @Override
    public int available() throws IOException {
        return ended ? 0 : in.available();
    }

    @Override
    public void close() {
        end(false);
    }

    private int readOrBreak(byte[] buffer, int offset, int size) throws BrokenBody {
        try {
            return in.read(buffer, offset, size);
        } catch (SocketTimeoutException e) {
            end(false);
            throw new BrokenBody(late.get(), e);
        } catch (IOException e) {
            end(false);
            throw new BrokenBody(Cause.UPSTREAM_TRUNCATED, e);
        }
    }

    private void end(boolean whole) {
        if (!ended) {
            ended = true;
            end.ended(whole);
        }
    }
}
