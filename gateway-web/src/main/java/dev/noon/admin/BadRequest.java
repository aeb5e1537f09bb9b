package dev.noon.admin;

/** A request that cannot be understood; the message says what is wrong and what was expected. */
final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRequest(String message) {
        super(message);
    }
}
