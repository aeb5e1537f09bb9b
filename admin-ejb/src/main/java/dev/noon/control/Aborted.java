package dev.noon.control;

import dev.noon.control.Acknowledged.NodeReceipt;
import java.util.stream.Collectors;

/** A strict change that not every live node could prepare in time. Nothing was changed anywhere. */
public final class Aborted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Acknowledged votes;

    /** @param votes what every live node said, or that it said nothing */
    public Aborted(Acknowledged votes) {
        super("not every node could prepare it, so nothing was changed: "
                + votes.receipts().stream()
                        .filter(receipt -> receipt.state() != Acknowledged.State.ACKNOWLEDGED)
                        .map(receipt -> receipt.node() + " " + reason(receipt))
                        .collect(Collectors.joining("; ")));
        this.votes = votes;
    }

    /** What every live node said. */
    public Acknowledged votes() {
        return votes;
    }

    private static String reason(NodeReceipt receipt) {
        return receipt.refusal()
                .map(refusal -> "refused: " + (refusal.field() + " " + refusal.reason()).strip())
                .orElse("did not answer in time");
    }
}
