package dev.noon.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * What the client sends after its header. Nothing is read, and no interim answer invites the client
 * to send, before {@link #open}.
 */
public interface RequestBody {
    /** A request without a body. */
    RequestBody NONE = new RequestBody() {
        @Override
        public boolean present() {
            return false;
        }

        @Override
        public OptionalLong length() {
            return OptionalLong.of(0);
        }

        @Override
        public InputStream open() {
            return InputStream.nullInputStream();
        }
    };

    /** No body, but what the client sends after its header is WebSocket, if it is let (RFC 6455). */
    RequestBody FRAMES = new RequestBody() {
        @Override
        public boolean present() {
            return false;
        }

        @Override
        public OptionalLong length() {
            return OptionalLong.of(0);
        }

        @Override
        public InputStream open() {
            return InputStream.nullInputStream();
        }
    };

    /** A body at hand. */
    static RequestBody of(byte[] bytes) {
        return new RequestBody() {
            @Override
            public boolean present() {
                return true;
            }

            @Override
            public OptionalLong length() {
                return OptionalLong.of(bytes.length);
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    /** Whether there is a body at all; it may still be empty. */
    boolean present();

    /** Its length in bytes, if the client said so. */
    OptionalLong length();

    /**
     * The bytes; may be asked for once.
     *
     * @throws ClientFailure from the stream, when the client breaks off or sends too much
     */
    InputStream open() throws IOException;

    /** Whether the client sends nothing until it is invited to, which {@link #open} does (RFC 9110 section 10.1.1). */
    default boolean awaitsInvitation() {
        return false;
    }

    /** What may follow it; whoever puts another body in its place leaves them out. */
    default Trailers trailers() {
        return Trailers.NONE;
    }

    /** What of it outlasts the exchange with its client: nothing, unless it is at hand. */
    default RequestBody apart() {
        return NONE;
    }

    /** How many bytes the client has sent so far. */
    default long receivedBytes() {
        return 0;
    }
}
