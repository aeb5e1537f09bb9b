package dev.noon.control;

/**
 * How something is put in force.
 *
 * @param strict whether every live node must have prepared it before it is committed
 * @param rollout whether the nodes take turns, each drained and with nothing taken over from before
 */
public record Manner(boolean strict, boolean rollout, CacheChoice cache) {
    /** All nodes at once, at their own pace; caches as the schemas say. */
    public static final Manner PLAIN = new Manner(false, false, CacheChoice.AUTO);

    /** One word for each thing that is not as usual; empty for {@link #PLAIN}. */
    String text() {
        return ((strict ? "strict " : "")
                        + (rollout ? "rollout " : "")
                        + (cache == CacheChoice.AUTO ? "" : cache.text()))
                .strip();
    }
}
