package dev.noon.control;

/** Others were faster, again and again. Nothing was changed. */
public final class Conflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Conflict(Revision winner, int attempts) {
        super("gave up after " + attempts + " attempts; revision " + winner.number() + " went to "
                + winner.commit().author().actor() + " (request "
                + winner.commit().author().requestId() + ")");
    }

    public Conflict(String message) {
        super(message);
    }
}
