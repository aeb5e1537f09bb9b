package dev.noon.it.namespace;

/** This machine, or this user, cannot make network namespaces; the message says what is needed. */
public final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unsupported(String message) {
        super(message);
    }
}
