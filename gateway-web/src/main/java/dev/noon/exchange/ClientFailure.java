package dev.noon.exchange;

import java.io.IOException;

/** The client's own doing: it broke off in mid-body, sent a malformed chunk, or sent too much. */
public final class ClientFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final Cause reason;

    public ClientFailure(Cause reason, Throwable origin) {
        super(reason.label(), origin);
        this.reason = reason;
    }

    public ClientFailure(Cause reason) {
        super(reason.label());
        this.reason = reason;
    }

    /** Which of the client's failures it was. */
    public Cause reason() {
        return reason;
    }
}
