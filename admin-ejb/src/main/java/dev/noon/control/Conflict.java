package dev.noon.control;

import java.util.Optional;

/** Others were faster, again and again. Nothing was changed. */
public final class Conflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Revision> winner;

    public Conflict(Revision winner, int attempts) {
        super("gave up after " + attempts + " attempts; revision " + winner.number() + " went to "
                + winner.commit().author().actor() + " (request "
                + winner.commit().author().requestId() + ")");
        this.winner = Optional.of(winner);
    }

    public Conflict(String message) {
        super(message);
        this.winner = Optional.empty();
    }

    /** Who was faster, if it is known. */
    public Optional<Revision> winner() {
        return winner;
    }
}
