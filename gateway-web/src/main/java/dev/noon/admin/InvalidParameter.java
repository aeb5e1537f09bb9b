package dev.noon.admin;

/** A parameter, header or body that does not say what was expected. */
final class InvalidParameter extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidParameter(String message) {
        super(message);
    }
}
