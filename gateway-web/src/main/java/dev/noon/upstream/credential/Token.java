package dev.noon.upstream.credential;

/**
 * A token and its times, as readings of the node's ticker. Immutable; prints as nothing of it.
 *
 * @param gotNanos when it was asked for
 * @param renewNanos from when on another is fetched beside it
 * @param endNanos from when on it is not sent any more
 */
record Token(String text, long gotNanos, long renewNanos, long endNanos) {
    private static final long SECOND = 1_000_000_000L;
    /** How long before its end a token is given up at most, in seconds. */
    private static final long LONGEST_MARGIN = 30;

    private static final long LONGEST_LIFE = 86_400;

    /** One that was asked for at {@code gotNanos} and lives {@code seconds}, 1 or more: the last tenth is not used. */
    static Token living(String text, long seconds, long gotNanos) {
        long life = Math.min(seconds, LONGEST_LIFE) * SECOND;
        long margin = Math.min(life / 10, LONGEST_MARGIN * SECOND);
        return new Token(text, gotNanos, gotNanos + (life - margin) / 5 * 4, gotNanos + life - margin);
    }

    boolean isGood(long nowNanos) {
        return nowNanos - endNanos < 0;
    }

    boolean isDue(long nowNanos) {
        return nowNanos - renewNanos >= 0;
    }

    @Override
    public String toString() {
        return "(token)";
    }
}
