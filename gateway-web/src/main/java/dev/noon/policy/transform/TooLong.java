package dev.noon.policy.transform;

/** What would come of a body is longer than it may be. */
final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLong() {
        super("the transformed body is too long", null, false, false);
    }
}
