package dev.noon.control;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which live nodes have acknowledged something.
 *
 * @param receipts one per node, by node name
 * @param complete whether every live node has acknowledged
 */
public record Acknowledged(List<NodeReceipt> receipts, boolean complete) {
    /** Nothing was waited for. */
    public static final Acknowledged NONE = new Acknowledged(List.of(), true);

    public Acknowledged {
        receipts = List.copyOf(receipts);
    }

    /** What a node has said about a revision or an operation. */
    public enum State {
        /** It is in force there. */
        ACKNOWLEDGED,
        /** Nothing yet. */
        PENDING,
        /** The node keeps what it had. */
        REFUSED;

        private final String text = name().toLowerCase(Locale.ROOT);

        /** The state as JSON spells it. */
        public String text() {
            return text;
        }
    }

    /**
     * One node's answer.
     *
     * @param revision number of the revision in force on the node
     * @param hash content hash of what is in force on the node
     * @param operation number of the last operation applied on the node
     * @param millis from the commit to the receipt; empty when nobody watched
     */
    public record NodeReceipt(
            String node,
            State state,
            long revision,
            String hash,
            long operation,
            OptionalLong millis,
            Optional<Refusal> refusal) {}
}
