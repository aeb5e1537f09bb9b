package dev.noon.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every implementation of the ports keeps of nodes: their rows, votes and receipts. */
public abstract class NodesContract extends FiguresContract {
    private static final NodeIdentity NODE = new NodeIdentity("dev", "node-1.example$com", "127.0.0.1:5701");

    @Test
    void an_environment_has_one_candidate_until_it_is_withdrawn_or_overdue() {
        Candidate first = candidate("request-1", 1_000);
        Candidate second = candidate("request-2", 2_000);
        assertThat(stores().candidates().current("dev")).isEmpty();

        assertThat(stores().candidates().propose(first, 0)).isTrue();
        assertThat(stores().candidates().propose(first, 0)).isTrue();
        assertThat(stores().candidates().propose(second, 999)).isFalse();
        assertThat(stores().candidates().current("dev")).contains(first);
        assertThat(stores().candidates().current("prod")).isEmpty();

        assertThat(stores().candidates().propose(second, 1_000)).isTrue();
        stores().candidates().withdraw(first);
        assertThat(stores().candidates().current("dev")).contains(second);
        stores().candidates().withdraw(second);
        assertThat(stores().candidates().current("dev")).isEmpty();
    }

    @Test
    void votes_are_for_one_candidate_and_the_last_of_a_node_counts() {
        Candidate candidate = candidate("request-1", 1_000);
        NodeIdentity other = new NodeIdentity("dev", "node-2", "127.0.0.1:5702");
        Vote no = new Vote(NODE, Optional.of(new Refusal(1, "no such codec", "ApiProxy/loans spec")), 10);
        Vote yes = new Vote(NODE, Optional.empty(), 11);
        Vote others = new Vote(other, Optional.empty(), 12);
        stores().candidates().propose(candidate, 0);

        stores().candidates().vote(candidate("request-2", 1_000), no);
        assertThat(stores().candidates().votes(candidate)).isEmpty();
        stores().candidates().vote(candidate, no);
        stores().candidates().vote(candidate, others);
        assertThat(stores().candidates().votes(candidate)).containsExactly(no, others);
        stores().candidates().vote(candidate, yes);
        assertThat(stores().candidates().votes(candidate)).containsExactly(yes, others);

        assertThat(stores().candidates().votes(candidate("request-2", 1_000))).isEmpty();
        stores().candidates().withdraw(candidate);
        assertThat(stores().candidates().votes(candidate)).isEmpty();
    }

    @Test
    void a_row_says_what_the_node_is_doing_for_traffic() {
        Heartbeat row = new Heartbeat(NODE, 1, "hash", 2, NodeState.READY, Optional.empty(), 1000, 12, Duty.DRAINED);
        stores().heartbeats().put(row);

        assertThat(stores().heartbeats().all("dev")).containsExactly(row);
    }

    @Test
    void a_heartbeat_replaces_the_one_before_until_the_node_leaves() {
        Heartbeat first = heartbeat(NODE, 1, Optional.empty());
        Heartbeat second = heartbeat(NODE, 2, Optional.of(new Refusal(3, "no such header", "ApiProxy/loans spec")));
        NodeIdentity other = new NodeIdentity("dev", "node-2", "127.0.0.1:5702");
        stores().heartbeats().put(first);
        stores().heartbeats().put(second);
        stores().heartbeats().put(heartbeat(other, 1, Optional.empty()));
        stores().heartbeats().put(heartbeat(new NodeIdentity("prod", "node-3", ""), 1, Optional.empty()));

        assertThat(stores().heartbeats().all("dev")).containsExactly(second, heartbeat(other, 1, Optional.empty()));

        stores().heartbeats().remove(NODE);
        assertThat(stores().heartbeats().all("dev")).containsExactly(heartbeat(other, 1, Optional.empty()));
    }

    @Test
    void receipts_of_several_nodes_stand_side_by_side() {
        NodeIdentity other = new NodeIdentity("dev", "node.2", "127.0.0.1:5702");
        LinkedReceipt older = first(new Receipt(NODE, 7, "older", Optional.empty(), 900, 1));
        LinkedReceipt accepted =
                LinkedReceipt.after(older.link(), new Receipt(NODE, 7, "hash", Optional.empty(), 1000, 12));
        LinkedReceipt refused = first(new Receipt(other, 7, "hash", Optional.of(new Refusal(7, "why", "")), 1001, 3));
        for (LinkedReceipt receipt : List.of(older, accepted, refused, accepted)) {
            stores().receipts().put(receipt);
        }

        assertThat(stores().receipts().of("dev", 7)).containsExactly(accepted.receipt(), refused.receipt());
        assertThat(stores().receipts().range("dev", 1, 250)).containsExactly(older, accepted, refused);
        assertThat(stores().receipts().range("dev", 1, 250)).allMatch(LinkedReceipt::intact);
        assertThat(stores().receipts().of("dev", 8)).isEmpty();
        assertThat(stores().receipts().of("prod", 7)).isEmpty();
        assertThat(stores().receipts().range("dev", 8, 250)).isEmpty();
    }

    @Test
    void sweeping_drops_old_receipts_and_no_young_ones() {
        List<Long> numbers = LongStream.concat(LongStream.rangeClosed(140, 360), LongStream.rangeClosed(900, 910))
                .boxed()
                .toList();
        for (long number : numbers) {
            stores().receipts().put(first(new Receipt(NODE, number, "hash", Optional.empty(), 1000 + number, 1)));
        }
        List<Integer> dropped = new ArrayList<>();
        dropped.add(stores().receipts().sweep("dev", 2000, 1000 + 905));
        dropped.add(stores().receipts().sweep("dev", 2000, 1000 + 905));

        assertThat(dropped.stream().mapToInt(Integer::intValue).sum()).isEqualTo(221 + 5);
        assertThat(stores().receipts().of("dev", 904)).isEmpty();
        assertThat(stores().receipts().of("dev", 905)).hasSize(1);
        assertThat(stores().receipts().sweep("dev", 2000, 1000 + 906)).isEqualTo(1);
    }

    @Test
    void the_end_of_a_chain_is_kept_until_its_node_has_been_gone_for_long() {
        ReceiptEnd begun = new ReceiptEnd(NODE, ReceiptLink.START, 1000);
        ReceiptEnd later = new ReceiptEnd(NODE, new ReceiptLink(3, "hash", 7, 1500), 2000);
        ReceiptEnd other = new ReceiptEnd(new NodeIdentity("dev", "node-0", ""), ReceiptLink.START, 3000);
        List.of(begun, later, other).forEach(stores().receipts()::put);

        assertThat(stores().receipts().end(NODE)).contains(later);
        assertThat(stores().receipts().ends("dev")).containsExactly(other, later);
        assertThat(stores().receipts().ends("prod")).isEmpty();

        stores().receipts().sweep("dev", 100, 2001);

        assertThat(stores().receipts().end(NODE)).isEmpty();
        assertThat(stores().receipts().ends("dev")).containsExactly(other);
    }

    private static LinkedReceipt first(Receipt receipt) {
        return LinkedReceipt.after(ReceiptLink.START, receipt);
    }

    protected static Revision revision(long number, String previous, String requestId) {
        Change change = new Change(
                new DefinitionId(Kind.API_PROXY, "loans"), Optional.of("old-" + number), Optional.of("new-" + number));
        Change removal = new Change(new DefinitionId(Kind.UPSTREAM, "gone"), Optional.of("old"), Optional.empty());
        Author author = new Author("ann", "apply", "127.0.0.1", requestId);
        Commit commit = new Commit(
                "content-" + number, List.of(change, removal), List.of("loans"), author, "a message: ü", 1234);
        return Revision.of("dev", number, previous, commit);
    }

    private static Heartbeat heartbeat(NodeIdentity node, long revision, Optional<Refusal> refusal) {
        return new Heartbeat(node, revision, "hash", 5, NodeState.READY, refusal, 1_000, 42, Duty.SERVING);
    }

    private static Candidate candidate(String requestId, long deadlineMillis) {
        return Candidate.of(revision(1, Revision.NONE, requestId), deadlineMillis);
    }
}
