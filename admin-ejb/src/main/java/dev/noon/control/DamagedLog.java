package dev.noon.control;

/** What the store holds contradicts itself: a hash does not fit, a revision or a definition is missing. */
public final class DamagedLog extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DamagedLog(String message) {
        super(message);
    }

    public DamagedLog(String message, Throwable cause) {
        super(message, cause);
    }
}
