package dev.noon.control.store;

import dev.noon.control.LinkedReceipt;
import dev.noon.control.NodeIdentity;
import dev.noon.control.Receipt;
import dev.noon.control.ReceiptEnd;
import dev.noon.control.ReceiptLink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bson.Document;

/** Receipts and the ends of their chains as documents. */
final class ReceiptDocuments {
    /** The field of a revision's document that has a field per node, which has one per number. */
    static final String RECEIPTS = "receipts";

    private ReceiptDocuments() {}

    /** The path of the field for {@code receipt} in its revision's document. */
    static String path(LinkedReceipt receipt) {
        return RECEIPTS + "." + MongoReceipts.key(receipt.receipt().node().name()) + ".n" + receipt.number();
    }

    /** Everything in a revision's document, by node name and number. */
    static List<LinkedReceipt> all(String environment, Document document) {
        List<LinkedReceipt> all = new ArrayList<>();
        if (document.containsKey(RECEIPTS)) {
            long revision = Fields.number(document, "revision");
            Document nodes = Fields.document(document, RECEIPTS);
            for (String node : nodes.keySet()) {
                Document numbers = Fields.document(nodes, node);
                numbers.keySet().forEach(number -> all.add(receipt(environment, revision, numbers, number)));
            }
        }
        all.sort(
                Comparator.comparing((LinkedReceipt one) -> one.receipt().node().name())
                        .thenComparingLong(LinkedReceipt::number));
        return all;
    }

    static Document of(LinkedReceipt linked) {
        Receipt receipt = linked.receipt();
        Document document = new Document("node", receipt.node().name())
                .append("address", receipt.node().address())
                .append("hash", receipt.hash())
                .append("time", receipt.timeMillis())
                .append("swap", receipt.swapMillis())
                .append("before", of(linked.before()))
                .append("chain", linked.hash());
        receipt.refusal().ifPresent(refusal -> document.append("refusal", MongoHeartbeats.of(refusal)));
        return document;
    }

    static Document of(ReceiptEnd end) {
        return new Document("environment", end.node().environment())
                .append("node", end.node().name())
                .append("address", end.node().address())
                .append("last", of(end.last()))
                .append("time", end.timeMillis());
    }

    static ReceiptEnd end(Document document) {
        NodeIdentity node = node(Fields.text(document, "environment"), document);
        return new ReceiptEnd(node, link(Fields.document(document, "last")), Fields.number(document, "time"));
    }

    private static LinkedReceipt receipt(String environment, long revision, Document numbers, String number) {
        Document document = Fields.document(numbers, number);
        Receipt receipt = new Receipt(
                node(environment, document),
                revision,
                Fields.text(document, "hash"),
                MongoHeartbeats.refusal(document),
                Fields.number(document, "time"),
                Fields.number(document, "swap"));
        return new LinkedReceipt(receipt, link(Fields.document(document, "before")), Fields.text(document, "chain"));
    }

    private static NodeIdentity node(String environment, Document document) {
        return new NodeIdentity(environment, Fields.text(document, "node"), Fields.text(document, "address"));
    }

    private static Document of(ReceiptLink link) {
        return new Document("number", link.number())
                .append("chain", link.hash())
                .append("revision", link.revision())
                .append("time", link.timeMillis());
    }

    private static ReceiptLink link(Document document) {
        return new ReceiptLink(
                Fields.number(document, "number"),
                Fields.text(document, "chain"),
                Fields.number(document, "revision"),
                Fields.number(document, "time"));
    }
}
