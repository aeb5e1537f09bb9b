package dev.noon.exchange;

/** A policy broke its contract; the message names it. */
public final class BrokenPolicy extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public BrokenPolicy(String message) {
        super(message);
    }
}
