package dev.noon.control;

/** The caller wanted to change a revision that is not the head any more. Nothing was changed. */
public final class StaleHead extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StaleHead(long expected, long head) {
        super("the head is revision " + head + "; expected " + expected);
    }
}
