package dev.noon.control;

import java.util.Optional;

/** The caller wanted to change a revision that is not the head any more. Nothing was changed. */
public final class StaleHead extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Revision> winner;

    /** @param head the newest revision; empty before the first */
    public StaleHead(long expected, Optional<Revision> head) {
        super(head.map(StaleHead::described).orElse("there is no revision yet") + "; expected " + expected);
        this.winner = head;
    }

    /** The revision that is the head now. */
    public Optional<Revision> winner() {
        return winner;
    }

    private static String described(Revision head) {
        return "the head is revision " + head.number() + " by "
                + head.commit().author().actor();
    }
}
