package dev.noon.control;

/** Secrets cannot be sealed with the current key; the message says which and why. Nothing was changed. */
public final class NotSealable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotSealable(String message) {
        super(message);
    }
}
