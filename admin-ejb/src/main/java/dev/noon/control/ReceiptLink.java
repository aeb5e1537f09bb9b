package dev.noon.control;

/**
 * What the next receipt of a node says of the one before it.
 *
 * @param number which receipt of its node it is, from 1 without gaps
 * @param hash SHA-256 over everything in it, lower-case hex
 * @param revision the revision that it is about
 * @param timeMillis its time, milliseconds since the epoch, by the node's clock
 */
public record ReceiptLink(long number, String hash, long revision, long timeMillis) {
    /** What a node's first receipt follows. */
    public static final ReceiptLink START = new ReceiptLink(0, Chained.START, 0, 0);
}
