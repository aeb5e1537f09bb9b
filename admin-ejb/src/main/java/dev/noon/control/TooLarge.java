package dev.noon.control;

/** More was sent than is taken at once. Nothing was changed. */
public final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TooLarge(String message) {
        super(message);
    }
}
