package dev.noon.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** What follows the header of a reply. */
public sealed interface Body {
    /** Nothing. */
    Body EMPTY = new Empty();

    /** The length in bytes, if it is known. */
    OptionalLong length();

    /** Nothing. */
    record Empty() implements Body {
        @Override
        public OptionalLong length() {
            return OptionalLong.of(0);
        }
    }

    /** Bytes at hand; shared, never written to. */
    record Bytes(@SuppressWarnings("ArrayRecordComponent") byte[] bytes) implements Body {
        @Override
        public OptionalLong length() {
            return OptionalLong.of(bytes.length);
        }
    }

    /**
     * Bytes that are still to come. Whoever opened {@code in} hands it to {@link Exchange#own} as
     * well, so that it is closed exactly once, whatever policies do.
     *
     * @param in throws {@link BrokenBody} when the bytes end early
     * @param length length in bytes, if the upstream said so
     * @param delimited false if the body ends where the connection does, so that nobody can tell
     *     whether it is whole
     * @param trailers what may follow; whoever puts another stream in its place leaves them out
     */
    record Stream(InputStream in, OptionalLong length, boolean delimited, Trailers trailers) implements Body {
        /** A body that nothing follows. */
        public Stream(InputStream in, OptionalLong length, boolean delimited) {
            this(in, length, delimited, Trailers.NONE);
        }

        /** Every byte, when the length is known to fit: {@code size} of them. */
        public byte[] readAll(int size) throws IOException {
            byte[] bytes = in.readNBytes(size);
            if (bytes.length < size || in.read() >= 0) {
                throw new BrokenBody(Cause.UPSTREAM_TRUNCATED, new IOException("the body differs from its length"));
            }
            return bytes;
        }
    }
}
