package dev.noon.control;

import java.util.List;
import java.util.Optional;

/**
 * Receipts per revision and node, chained per node. Thread-safe. Every method throws {@link StoreUnavailable} within
 * about three seconds when the store does not answer.
 */
public interface Receipts {
    /** How long a receipt is kept, milliseconds. */
    long KEPT_MILLIS = 30L * 24 * 60 * 60 * 1000;

    /** Keeps a receipt beside the node's earlier ones; keeping it again changes nothing. */
    void put(LinkedReceipt receipt);

    /** Every node's newest receipt for one revision, by node name. */
    List<Receipt> of(String environment, long revision);

    /**
     * All receipts for {@code count} consecutive revisions, by revision, node name and number.
     *
     * @param first lowest revision, from 1
     * @param count 1 to 1,000
     * @throws DamagedLog if one cannot be read
     */
    List<LinkedReceipt> range(String environment, long first, int count);

    /** Keeps how far a node's chain goes; a later word of the same node replaces it. */
    void put(ReceiptEnd end);

    /** How far a node's chain goes; empty if it never said, or was gone for longer than receipts are kept. */
    Optional<ReceiptEnd> end(NodeIdentity node);

    /** How far every node's chain goes, by node name. */
    List<ReceiptEnd> ends(String environment);

    /**
     * Drops what is known of revisions up to {@code head} whose newest receipt is older than {@code beforeMillis}, and
     * the ends of chains that are.
     *
     * @return how many revisions were dropped; at most 1,000 in one call
     */
    int sweep(String environment, long head, long beforeMillis);
}
