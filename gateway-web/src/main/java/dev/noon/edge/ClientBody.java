package dev.noon.edge;

import dev.noon.exchange.Cause;
import dev.noon.exchange.ClientFailure;
import dev.noon.exchange.RequestBody;
import dev.noon.exchange.Trailers;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** The body of a servlet request, counted while it streams. */
final class ClientBody implements RequestBody {
    private final HttpServletRequest request;
    private final OptionalLong length;
    private final Limits limits;
    private final Trailers trailers;
    private boolean waits;
    private long received;
    private long waitedNanos;

    /** @param headers say whether the client sends nothing until it is invited to, and what may follow the body */
    ClientBody(HttpServletRequest request, OptionalLong length, Limits limits, ClientHeaders headers) {
        this.request = request;
        this.length = length;
        this.limits = limits;
        this.trailers = headers.trailers();
        this.waits = headers.awaitsInvitation();
    }

    @Override
    public boolean present() {
        return true;
    }

    @Override
    public OptionalLong length() {
        return length;
    }

    @Override
    public Trailers trailers() {
        return trailers;
    }

    @Override
    public InputStream open() throws IOException {
        if (waits) {
            waits = false;
            invite();
        }
        return new Counted(request.getInputStream());
    }

    @Override
    public boolean awaitsInvitation() {
        return waits;
    }

    private void invite() throws ClientFailure {
        try {
            Interim.invite(request);
        } catch (IOException e) {
            throw new ClientFailure(Cause.CLIENT_GONE, e);
        }
    }

    @Override
    public long receivedBytes() {
        return received;
    }

    /**
     * Tells the client's failures from everybody else's, and ends where the body does: where a client offers another
     * protocol, the connector no longer looks for the end itself.
     */
    private final class Counted extends InputStream {
        private final InputStream in;
        private boolean ended;

        Counted(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            long left = ClientBody.this.length.orElse(Long.MAX_VALUE) - received;
            if (left <= 0) {
                return -1;
            }
            int read = readOrFail(buffer, offset, (int) Math.min(length, left));
            if (read < 0 && ClientBody.this.length.isPresent() && received < ClientBody.this.length.getAsLong()) {
                throw new ClientFailure(Cause.CLIENT_GONE);
            }
            if (read < 0 && trailers != Trailers.NONE && !ended) {
                ended = true;
                takeTrailers();
            }
            received += Math.max(0, read);
            if (received > limits.bodyBytes()) {
                throw new ClientFailure(Cause.BODY_TOO_LARGE);
            }
            if (limits.pace().isTooSlow(waitedNanos, received)) {
                throw new ClientFailure(Cause.CLIENT_SLOW);
            }
            return read;
        }

        @Override
        public int available() throws ClientFailure {
            try {
                return in.available();
            } catch (IOException | RuntimeException e) {
                throw new ClientFailure(Cause.CLIENT_GONE, e);
            }
        }

        private void takeTrailers() throws ClientFailure {
            try {
                if (request.isTrailerFieldsReady()) {
                    request.getTrailerFields().forEach(trailers::add);
                }
            } catch (IllegalArgumentException e) {
                throw new ClientFailure(Cause.MALFORMED_REQUEST, e);
            }
        }

        private int readOrFail(byte[] buffer, int offset, int length) throws ClientFailure {
            long began = limits.pace().nanos().getAsLong();
            try {
                return in.read(buffer, offset, length);
            } catch (IOException | RuntimeException e) {
                throw new ClientFailure(Cause.CLIENT_GONE, e);
            } finally {
                waitedNanos += limits.pace().nanos().getAsLong() - began;
            }
        }
    }
}
