package dev.noon.control;

import java.util.List;

/**
 * Receipts per revision and node. Thread-safe. Every method throws {@link StoreUnavailable} within about three seconds
 * when the store does not answer.
 */
public interface Receipts {
    /** How long a receipt is kept, milliseconds. */
    long KEPT_MILLIS = 30L * 24 * 60 * 60 * 1000;

    /** Keeps a receipt; a later one of the same node for the same revision replaces it. */
    void put(Receipt receipt);

    /** The receipts for one revision by node name. */
    List<Receipt> of(String environment, long revision);

    /**
     * Drops what is known of revisions up to {@code head} whose newest receipt is older than {@code beforeMillis}.
     *
     * @return how many revisions were dropped; at most 1,000 in one call
     */
    int sweep(String environment, long head, long beforeMillis);
}
