package dev.noon.exchange;

import java.io.IOException;

/** The upstream response ended before its body did. The client must not see a clean end. */
public final class BrokenBody extends IOException {
    private static final long serialVersionUID = 1L;

    private final Cause reason;

    public BrokenBody(Cause reason, Throwable origin) {
        super(reason.label(), origin);
        this.reason = reason;
    }

    /** Why it ended. */
    public Cause reason() {
        return reason;
    }
}
