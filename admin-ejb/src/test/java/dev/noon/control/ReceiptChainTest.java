package dev.noon.control;

import static dev.noon.control.ControlPlane.BACKEND;
import static dev.noon.control.ControlPlane.proxy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.control.audit.ChainCheck;
import dev.noon.control.audit.Checked;
import dev.noon.control.audit.Cursor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes continue their chains of receipts, whatever happens to them and to the store. */
final class ReceiptChainTest {
    private final Nodes nodes;

    ReceiptChainTest(@TempDir Path disk) {
        nodes = new Nodes(disk);
        nodes.manager.apply(BACKEND);
    }

    @Test
    void every_node_has_a_chain_of_its_own() {
        Worker one = nodes.start("node-1");
        Worker two = nodes.start("node-2");
        apply("a", one, two);
        apply("b", one, two);

        assertThat(chain("node-1")).extracting(LinkedReceipt::number).containsExactly(1L, 2L, 3L);
        assertThat(chain("node-2")).extracting(LinkedReceipt::number).containsExactly(1L, 2L, 3L);
        assertWhole(6);
    }

    @Test
    void a_node_that_is_started_again_goes_on_with_its_chain() {
        Worker before = nodes.start("node-1");
        apply("a", before);
        before.reconciler.stop();
        Worker after = nodes.start("node-1");
        apply("b", after);

        assertThat(chain("node-1"))
                .extracting(
                        one -> one.number() + " of revision " + one.receipt().revision())
                .containsExactly("1 of revision 1", "2 of revision 2", "3 of revision 3");
        assertWhole(3);
    }

    @Test
    void a_node_that_was_killed_before_it_said_how_far_it_was_goes_on_all_the_same() {
        Worker killed = nodes.start("node-1");
        apply("a", killed);
        apply("b", killed);
        assertThat(nodes.stores.receipts().end(node("node-1")).orElseThrow().last())
                .isEqualTo(ReceiptLink.START);

        apply("c", nodes.start("node-1"));

        assertThat(chain("node-1")).extracting(LinkedReceipt::number).containsExactly(1L, 2L, 3L, 4L);
        assertWhole(4);
    }

    @Test
    void a_node_that_starts_without_the_store_finds_its_chain_when_the_store_is_back() {
        apply("a", nodes.start("node-1"));
        nodes.store.away(true);
        Worker again = nodes.start("node-1");
        nodes.store.away(false);
        apply("b", again);

        assertThat(chain("node-1")).extracting(LinkedReceipt::number).containsExactly(1L, 2L, 3L);
        assertWhole(3);
    }

    @Test
    void a_revision_that_is_refused_and_then_taken_leaves_two_receipts() {
        Worker node = nodes.start("node-1");
        node.refuse = "a";
        apply("a", node);
        node.refuse = "";
        nodes.clock.passSeconds(31);
        node.reconciler.tick();

        assertThat(chain("node-1"))
                .extracting(one -> one.receipt().refusal().isPresent())
                .containsExactly(false, true, false);
        assertThat(nodes.stores.receipts().of("dev", 2)).singleElement().satisfies(one -> assertThat(one.refusal())
                .isEmpty());
        assertWhole(3);
    }

    @Test
    void a_revision_that_is_refused_again_for_the_same_reason_leaves_one() {
        Worker node = nodes.start("node-1");
        node.refuse = "a";
        apply("a", node);
        for (int attempt = 0; attempt < 5; attempt++) {
            nodes.clock.passSeconds(31);
            node.reconciler.tick();
        }

        assertThat(chain("node-1")).hasSize(2);
    }

    @Test
    void a_receipt_that_was_written_although_the_answer_was_lost_is_not_written_twice() {
        ReceiptChain chain = chainOf("node-1");
        chain.append(receipt(1, Optional.empty(), 1));
        nodes.stores.receipts().put(LinkedReceipt.after(end("node-1"), receipt(2, Optional.empty(), 1)));
        chain.forget();
        chain.append(receipt(2, Optional.empty(), 1));
        chain.append(receipt(3, Optional.empty(), 1));

        assertThat(chain("node-1")).extracting(LinkedReceipt::number).containsExactly(1L, 2L, 3L);
    }

    @Test
    void another_store_gets_another_chain_and_the_first_goes_on_when_it_is_back() {
        Worker node = nodes.start("node-1");
        apply("a", node);
        node.reconciler.tick();
        List<LinkedReceipt> ours = chain("node-1");
        ReceiptEnd end = nodes.stores.receipts().end(node("node-1")).orElseThrow();

        nodes.store.wipe();
        nodes.store.receipts().remove(one -> true);
        nodes.store.receipts().forget();
        nodes.manager.apply(BACKEND + proxy("theirs", ""));
        node.reconciler.tick();
        assertThat(chain("node-1")).extracting(LinkedReceipt::number).containsExactly(1L);

        nodes.store.wipe();
        nodes.store.receipts().remove(one -> true);
        ours.forEach(nodes.stores.receipts()::put);
        nodes.stores.receipts().put(end);
        List.of("b", "c", "d").forEach(name -> nodes.manager.apply(BACKEND + proxy(name, "")));
        node.reconciler.tick();

        assertThat(chain("node-1")).extracting(LinkedReceipt::number).containsExactly(1L, 2L, 3L);
    }

    @Test
    void what_was_swept_is_not_missed_even_by_a_node_that_was_gone_meanwhile() {
        Worker one = nodes.start("node-1");
        Worker two = nodes.start("node-2");
        apply("a", one, two);
        one.reconciler.tick();
        nodes.clock.passSeconds(20L * 24 * 3600);
        apply("b", two);
        nodes.clock.passSeconds(11L * 24 * 3600);
        apply("c", two);
        two.reconciler.tick();
        new Sweeper("dev", nodes.stores, nodes.clock.clocks()).sweep();
        assertThat(chain("node-2")).extracting(LinkedReceipt::number).containsExactly(3L, 4L);
        assertWhole(2);

        apply("d", two, nodes.start("node-1"));

        assertThat(chain("node-1")).extracting(LinkedReceipt::number).containsExactly(1L, 2L);
        assertWhole(5);
    }

    @Test
    void a_node_that_had_nothing_to_do_for_a_month_goes_on() {
        Worker node = nodes.start("node-1");
        for (int day = 0; day < 40; day++) {
            nodes.clock.passSeconds(24 * 3600);
            node.reconciler.tick();
            new Sweeper("dev", nodes.stores, nodes.clock.clocks()).sweep();
        }
        assertThat(chain("node-1")).isEmpty();
        node.reconciler.stop();
        apply("a", nodes.start("node-1"));

        assertThat(chain("node-1")).extracting(LinkedReceipt::number).containsExactly(2L, 3L);
        assertWhole(2);
    }

    static Receipt receipt(long revision, Optional<Refusal> refusal, long swapMillis) {
        return new Receipt(node("node-1"), revision, "hash", refusal, 1_700_000_000_000L, swapMillis);
    }

    private ReceiptChain chainOf(String name) {
        return new ReceiptChain(node(name), nodes.stores.receipts(), nodes.clock.clocks());
    }

    private ReceiptLink end(String name) {
        List<LinkedReceipt> chain = chain(name);
        return chain.get(chain.size() - 1).link();
    }

    private void apply(String proxy, Worker... followers) {
        nodes.manager.apply(proxy(proxy, ""));
        nodes.clock.passSeconds(2);
        for (Worker node : followers) {
            node.reconciler.wake(new RevisionPublished("dev", 1_000, ""));
        }
    }

    private List<LinkedReceipt> chain(String name) {
        return nodes.stores.receipts().range("dev", 1, 250).stream()
                .filter(one -> one.receipt().node().name().equals(name))
                .toList();
    }

    private void assertWhole(int receipts) {
        Checked checked = new ChainCheck("dev", nodes.stores, nodes.clock).check(Cursor.START, 1_000);
        assertThat(checked.faults()).isEmpty();
        assertThat(checked.receipts()).isEqualTo(receipts);
    }

    private static NodeIdentity node(String name) {
        return new NodeIdentity("dev", name, "127.0.0.1:5701");
    }
}
