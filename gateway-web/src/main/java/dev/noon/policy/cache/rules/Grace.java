package dev.noon.policy.cache.rules;

/**
 * What may be done with answers whose life is over, where they do not say themselves; milliseconds, zero or longer.
 *
 * @param revalidateMillis how long they may be served while the upstream is asked behind it
 * @param errorMillis how long they may stand in for a failing upstream
 * @param validateMillis how long they are kept to be validated, if the upstream can be asked about them
 */
public record Grace(long revalidateMillis, long errorMillis, long validateMillis) {
    /** Nothing is served stale that does not say so itself, and nothing is kept to be validated. */
    public static final Grace NONE = new Grace(0, 0, 0);

    public Grace {
        if (revalidateMillis < 0 || errorMillis < 0 || validateMillis < 0) {
            throw new IllegalArgumentException("grace is " + revalidateMillis + ", " + errorMillis + ", "
                    + validateMillis + " ms; must be zero or longer");
        }
    }
}
