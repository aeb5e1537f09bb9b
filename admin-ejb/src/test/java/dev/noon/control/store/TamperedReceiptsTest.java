package dev.noon.control.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.noon.control.LinkedReceipt;
import dev.noon.control.NodeIdentity;
import dev.noon.control.Receipt;
import dev.noon.control.ReceiptEnd;
import dev.noon.control.ReceiptLink;
import dev.noon.control.Receipts;
import dev.noon.control.audit.ChainCheck;
import dev.noon.control.audit.Checked;
import dev.noon.control.audit.Cursor;
import dev.noon.control.audit.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Receipts in the embedded store, edited behind everybody's back. */
final class TamperedReceiptsTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final long DAY = 24L * 60 * 60 * 1000;
    private static final int LAST = 6;

    private final EmbeddedStore server = new EmbeddedStore();
    private final MongoStores stores = MongoStores.open(server.uri());
    private final MongoClient client = MongoClients.create(server.uri());
    private final MongoCollection<Document> documents =
            client.getDatabase("noon").getCollection("receipts");
    private final Receipts receipts = stores.stores().receipts();

    TamperedReceiptsTest() {
        chain("node-1", ReceiptLink.START, 1, LAST);
        chain("node-2", ReceiptLink.START, 1, LAST);
    }

    @AfterEach
    void close() {
        client.close();
        stores.close();
        server.close();
    }

    @Test
    void untouched_receipts_are_whole_however_many_pages_they_are_read_in() {
        for (int most = 1; most <= LAST + 1; most++) {
            assertThat(faults(most)).isEmpty();
        }
        Checked checked = check().check(Cursor.START, 1_000);
        assertThat(checked.receipts()).isEqualTo(2 * LAST);
        assertThat(checked.ends())
                .extracting(end -> end.log() + " " + end.number())
                .containsExactly("receipts/node-1 6", "receipts/node-2 6");
    }

    @Test
    void every_edited_field_shows() {
        LinkedReceipt real = at("node-1", 3);
        for (Bson edit : List.of(
                Updates.set("receipts.node-1.n3.hash", "another"),
                Updates.set("receipts.node-1.n3.time", NOW - 5),
                Updates.set("receipts.node-1.n3.swap", 0L),
                Updates.set("receipts.node-1.n3.address", "10.0.0.1:5701"),
                Updates.set("receipts.node-1.n3.before.time", NOW - 31 * DAY),
                Updates.set(
                        "receipts.node-1.n3.refusal",
                        new Document("revision", 3L).append("reason", "why").append("field", "")))) {
            edit(3, edit);

            assertFaults("node-1/3", "number 3 does not fit its hash: it was edited");
            put(real);
            assertThat(faults(1_000)).isEmpty();
        }
    }

    @Test
    void a_receipt_that_was_edited_with_its_hash_is_not_the_one_that_the_next_follows() {
        LinkedReceipt real = at("node-1", 3);
        put(LinkedReceipt.after(
                real.before(), receipt("node-1", 3, real.receipt().timeMillis() + 1)));

        assertFaults("node-1/4", "number 4 does not follow the one before it");
    }

    @Test
    void a_receipt_that_was_taken_out_is_missing_wherever_it_stood() {
        for (int revision = 1; revision < LAST; revision++) {
            LinkedReceipt real = at("node-1", revision);
            edit(revision, Updates.unset("receipts.node-1.n" + revision));

            assertFaults("node-1/" + revision, "number " + revision + " is missing");
            put(real);
        }
        edit(LAST, Updates.unset("receipts.node-1.n6"));
        assertFaults("node-1/6", "number 6 is not there as the node says");
    }

    @Test
    void the_oldest_receipts_cannot_be_taken_out_as_if_they_had_been_dropped() {
        documents.deleteMany(Filters.in("_id", "dev/1", "dev/2", "dev/3"));

        assertThat(faults(1_000))
                .containsExactly(
                        new Fault("receipts", "node-1/3", "number 3 is missing"),
                        new Fault("receipts", "node-2/3", "number 3 is missing"));
    }

    @Test
    void a_receipt_that_was_put_in_shows_on_whatever_page() {
        LinkedReceipt forged = LinkedReceipt.after(at("node-1", 2).link(), receipt("node-1", 5, NOW));
        put(forged);

        for (int most = 1; most <= LAST + 1; most++) {
            assertThat(faults(most))
                    .as("pages of " + most)
                    .contains(new Fault(
                            "receipts",
                            "node-1/5",
                            "number 3 has a number that was given before: one of the two was put in"));
        }
    }

    @Test
    void a_receipt_that_was_put_in_before_the_first_shows() {
        edit(1, Updates.unset("receipts.node-1.n1"));
        put(LinkedReceipt.after(ReceiptLink.START, receipt("node-1", 1, NOW - DAY)));

        assertFaults("node-1/2", "number 2 does not follow the one before it");
    }

    @Test
    void a_receipt_cannot_be_moved_to_another_revision_or_node() {
        edit(5, Updates.set("receipts.node-1.n9", document("node-1", 3)));
        assertFaults("node-1/5", "number 3 does not fit its hash: it was edited");
        edit(5, Updates.unset("receipts.node-1.n9"));

        edit(5, Updates.set("receipts.node-2.n5", document("node-1", 5).append("node", "node-2")));
        assertThat(faults(1_000))
                .contains(new Fault("receipts", "node-2/5", "number 5 does not fit its hash: it was edited"));
    }

    @Test
    void receipts_of_a_node_that_never_was_show() {
        put(LinkedReceipt.after(ReceiptLink.START, receipt("node-9", 4, NOW)));

        assertFaults("node-9/4", "number 1 is of a node that keeps none");
    }

    @Test
    void what_cannot_be_read_is_named_and_the_rest_is_checked() {
        edit(3, Updates.unset("receipts.node-1.n3.chain"));

        assertThat(faults(1_000))
                .contains(new Fault("receipts", "revision 3", "document null has no proper chain"))
                .contains(new Fault("receipts", "node-1/3", "number 3 is missing"))
                .hasSize(3);
    }

    @Test
    void what_was_dropped_after_thirty_days_is_not_missed() {
        documents.deleteMany(new Document());
        LinkedReceipt old = LinkedReceipt.after(ReceiptLink.START, receipt("node-1", 1, NOW - 31 * DAY));
        chain("node-1", old.link(), 2, LAST);
        chain("node-2", old.link(), 2, LAST);

        assertThat(faults(1_000)).isEmpty();
        assertThat(faults(2)).isEmpty();
    }

    private void chain(String node, ReceiptLink start, int first, int last) {
        ReceiptLink before = start;
        for (int revision = first; revision <= last; revision++) {
            LinkedReceipt next = LinkedReceipt.after(before, receipt(node, revision, NOW - 1_000 + revision));
            put(next);
            before = next.link();
        }
        receipts.put(new ReceiptEnd(identity(node), before, NOW));
    }

    private void put(LinkedReceipt receipt) {
        receipts.put(receipt);
    }

    private LinkedReceipt at(String node, int number) {
        return receipts.range("dev", number, 1).stream()
                .filter(one -> one.receipt().node().name().equals(node))
                .filter(one -> one.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private Document document(String node, int number) {
        return ReceiptDocuments.of(at(node, number));
    }

    private void edit(int revision, Bson update) {
        assertThat(documents
                        .updateOne(Filters.eq("_id", "dev/" + revision), update)
                        .getMatchedCount())
                .isEqualTo(1);
    }

    private void assertFaults(String entry, String fault) {
        assertThat(faults(1_000)).containsExactly(new Fault("receipts", entry, fault));
    }

    private List<Fault> faults(int most) {
        List<Fault> faults = new ArrayList<>();
        Optional<Cursor> at = Optional.of(Cursor.START);
        while (at.isPresent()) {
            Checked checked = check().check(at.get(), most);
            faults.addAll(checked.faults());
            at = checked.next().flatMap(next -> Cursor.parse(next.text()));
        }
        return faults;
    }

    private ChainCheck check() {
        return new ChainCheck("dev", stores.stores(), () -> NOW);
    }

    private static Receipt receipt(String node, int revision, long timeMillis) {
        return new Receipt(identity(node), revision, "hash-" + revision, Optional.empty(), timeMillis, 7);
    }

    private static NodeIdentity identity(String node) {
        return new NodeIdentity("dev", node, "127.0.0.1:5701");
    }
}
