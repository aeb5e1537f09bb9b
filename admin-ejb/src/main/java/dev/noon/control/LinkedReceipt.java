package dev.noon.control;

/**
 * A receipt in its node's chain. It says where the one before it stands, so that whoever finds one missing knows for
 * which revision, and whether it was old enough to be dropped.
 *
 * @param before the node's receipt before it; {@link ReceiptLink#START} for the first
 * @param hash SHA-256 over the receipt and what it follows, lower-case hex
 */
public record LinkedReceipt(Receipt receipt, ReceiptLink before, String hash) {
    /** The receipt that follows {@code before}. */
    public static LinkedReceipt after(ReceiptLink before, Receipt receipt) {
        return new LinkedReceipt(receipt, before, hashOf(before, receipt));
    }

    /** Which receipt of its node it is, from 1. */
    public long number() {
        return before.number() + 1;
    }

    /** What the next one says of this one. */
    public ReceiptLink link() {
        return new ReceiptLink(number(), hash, receipt.revision(), receipt.timeMillis());
    }

    /** Whether the hash is the one that the rest of the receipt has. */
    public boolean intact() {
        return hash.equals(hashOf(before, receipt));
    }

    private static String hashOf(ReceiptLink before, Receipt receipt) {
        return receipt.digest()
                .part("before")
                .part(before.number())
                .part(before.hash())
                .part(before.revision())
                .part(before.timeMillis())
                .hex();
    }
}
