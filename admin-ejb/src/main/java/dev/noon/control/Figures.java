package dev.noon.control;

import java.util.List;

/**
 * What swaps cost, per revision and node. Thread-safe. Every method throws {@link StoreUnavailable} within about three
 * seconds when the store does not answer.
 */
public interface Figures {
    /**
     * What is kept of one revision.
     *
     * @param live names of the nodes that were live when the first node had measured its swap; empty when none has
     * @param nodes one per node that has measured its swap, by name
     */
    record Kept(List<String> live, List<SwapFigures> nodes) {
        /** Nobody has measured anything. */
        public static final Kept NOTHING = new Kept(List.of(), List.of());

        public Kept {
            live = List.copyOf(live);
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * Keeps figures of one environment; later ones of the same node for the same revision replace them.
     *
     * @param live names of the nodes that are live now; of a revision's, only the first are kept
     */
    void put(List<SwapFigures> figures, List<String> live);

    /** What is kept of one revision. */
    Kept of(String environment, long revision);

    /**
     * Drops what is known of revisions up to {@code head} whose newest swap is older than {@code beforeMillis}.
     *
     * @return how many revisions were dropped; at most 1,000 in one call
     */
    int sweep(String environment, long head, long beforeMillis);
}
