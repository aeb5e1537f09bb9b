package dev.noon.control.secret;

/** A sealed secret does not open with the keys that are configured; the message says why and shows nothing of it. */
public final class CannotOpen extends Exception {
    private static final long serialVersionUID = 1L;

    public CannotOpen(String message) {
        super(message);
    }
}
