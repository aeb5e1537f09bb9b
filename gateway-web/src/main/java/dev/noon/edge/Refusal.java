package dev.noon.edge;

import dev.noon.exchange.Cause;

/** The client request breaks a rule; the message says which, in words that are safe to show. Has no stack trace. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Cause reason;

    Refusal(Cause reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    static Refusal malformed(String message) {
        return new Refusal(Cause.MALFORMED_REQUEST, message);
    }

    Cause reason() {
        return reason;
    }
}
