package dev.noon.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.model.ReadDefinition;
import dev.noon.model.SourceFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a process keeps does not grow with the number of changes that it has seen. */
final class BoundsTest {
    private static final int MANY = 2_000;

    private final MemoryStores store = new MemoryStores();
    private final FakeClock clock = new FakeClock();

    @Test
    void texts_are_remembered_up_to_the_limit_and_the_oldest_are_read_again() {
        Bodies bodies = new Bodies(store.stores().revisions(), ControlPlane.READER, 10_000);
        List<ReadDefinition> wordings =
                IntStream.range(0, MANY).mapToObj(BoundsTest::wording).toList();

        bodies.put(wordings);

        assertThat(bodies.rememberedChars()).isBetween(9_000L, 10_000L);
        int before = store.calls();
        assertThat(bodies.read(wordings.get(MANY - 1).hash()).hash())
                .isEqualTo(wordings.get(MANY - 1).hash());
        assertThat(store.calls()).isEqualTo(before);
        assertThat(bodies.read(wordings.get(0).hash()).hash())
                .isEqualTo(wordings.get(0).hash());
        assertThat(store.calls()).isEqualTo(before + 1);
        assertThat(bodies.rememberedChars()).isLessThanOrEqualTo(10_000);
    }

    @Test
    void the_same_text_counts_once_and_one_that_is_too_long_not_at_all() {
        Bodies bodies = new Bodies(store.stores().revisions(), ControlPlane.READER, 10_000);
        for (int i = 0; i < MANY; i++) {
            bodies.remember("same", "text");
        }
        assertThat(bodies.rememberedChars()).isEqualTo(4);

        bodies.remember("long", "x".repeat(10_001));

        assertThat(bodies.rememberedChars()).isZero();
    }

    @Test
    void of_the_receipts_that_could_not_be_written_the_newest_hundred_wait() {
        NodeIdentity node = new NodeIdentity("dev", "node-1", "127.0.0.1:5701");
        Reporter reporter = new Reporter(node, store.stores(), clock.clocks());
        for (int revision = 1; revision <= MANY; revision++) {
            Refusal refusal = new Refusal(revision, "a reason", "");
            reporter.note(new InForce.Now(Optional.empty(), false, Optional.of(refusal), 0, revision, 0));
        }

        int before = store.calls();
        NodeStatus status = new NodeStatus(
                node,
                NodeState.REFUSED,
                0,
                "",
                0,
                true,
                Duration.ZERO,
                Optional.empty(),
                Duty.SERVING,
                new NodeStatus.Counts(0, 0, 0, 0));
        reporter.beat(new InForce.Now(Optional.empty(), false, Optional.empty(), 0, 0, 0), status);

        assertThat(store.calls() - before)
                .as("the heartbeat, three for the end of the chain, the receipts")
                .isEqualTo(1 + 3 + 100);
        assertThat(store.stores().receipts().of("dev", MANY - 100)).isEmpty();
        assertThat(store.stores().receipts().of("dev", MANY)).hasSize(1);
    }

    @Test
    void a_node_that_refuses_one_revision_for_ever_new_reasons_leaves_a_hundred_receipts() {
        ReceiptChain chain = new ReceiptChain(
                new NodeIdentity("dev", "node-1", "127.0.0.1:5701"),
                store.stores().receipts(),
                clock.clocks());
        for (int attempt = 1; attempt <= MANY; attempt++) {
            Refusal refusal = new Refusal(7, "reason " + attempt, "");
            chain.append(ReceiptChainTest.receipt(7, Optional.of(refusal), attempt));
        }

        assertThat(store.stores().receipts().range("dev", 7, 1)).hasSize(100);
    }

    private static ReadDefinition wording(int number) {
        String text = ControlPlane.proxy("loans", "policies: [{responseHeaders: {set: {X: v" + number + "}}}]");
        return ControlPlane.READER
                .read(List.of(new SourceFile("a.yaml", text)))
                .definitions()
                .get(0);
    }
}
