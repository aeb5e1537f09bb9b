package dev.noon.control;

import static dev.noon.control.ControlPlane.BACKEND;
import static dev.noon.control.ControlPlane.proxy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.control.Acknowledged.NodeReceipt;
import dev.noon.control.Acknowledged.State;
import dev.noon.control.Deployment.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All live nodes prepare before anything is committed. */
final class StrictTest {
    private static final Terms STRICT = ControlPlane.terms(OptionalLong.empty(), false, Duration.ofSeconds(2))
            .in(new Manner(true, false, CacheChoice.AUTO));

    private final FakeClock clock = new FakeClock();
    private final MemoryStores store = new MemoryStores();
    private final Stores stores = store.stores();
    private final ControlPlane manager = new ControlPlane(stores, clock);
    private final Worker first;
    private final Worker second;

    StrictTest(@TempDir Path disk) {
        first = new Worker("node-1", stores, clock, disk);
        second = new Worker("node-2", stores, clock, disk);
    }

    @BeforeEach
    void bothServe() {
        manager.apply(BACKEND);
        tick();
        manager.whenProposed = this::hear;
    }

    @Test
    void what_every_node_has_prepared_is_committed_and_swapped_in_as_it_was_prepared() {
        manager.whenProposed = () -> {
            hear();
            assertThat(stores.revisions().head("dev")).isEqualTo(1);
            assertThat(first.held).hasSize(1);
        };

        Deployment applied = manager.apply(proxy("loans", ""), STRICT);

        assertThat(applied.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(stores.candidates().current("dev")).isEmpty();
        assertThat(applied.revision().orElseThrow().commit().manner().strict()).isTrue();
        first.refuse = "loans";
        tick();
        assertThat(first.status().revision()).as("not compiled again").isEqualTo(2);
        assertThat(second.serving().hash())
                .isEqualTo(applied.plan().manifest().content().hex());
        assertThat(first.held).isEmpty();
    }

    @Test
    void one_no_aborts_everywhere_and_says_who_and_why() {
        second.refuse = "loans";

        assertThatThrownBy(() -> manager.apply(proxy("loans", ""), STRICT))
                .isInstanceOfSatisfying(Aborted.class, aborted -> {
                    assertThat(aborted)
                            .hasMessageContaining("node-2 refused: ApiProxy/loans spec.policies[0] no such codec");
                    assertThat(aborted.votes().receipts())
                            .extracting(NodeReceipt::state)
                            .containsExactly(State.ACKNOWLEDGED, State.REFUSED);
                });

        assertThat(stores.revisions().head("dev")).isEqualTo(1);
        assertThat(manager.revisions).hasSize(1);
        tick();
        assertThat(first.held).isEmpty();
        assertThat(List.of(first.status().state(), second.status().state()))
                .containsExactly(NodeState.READY, NodeState.READY);
        assertThat(List.of(first.status().revision(), second.status().revision()))
                .containsExactly(1L, 1L);
    }

    @Test
    void silence_aborts_at_the_deadline() {
        manager.whenProposed = () -> first.reconciler.wake(manager.candidates.get(0));

        assertThatThrownBy(() -> manager.apply(proxy("loans", ""), STRICT))
                .isInstanceOf(Aborted.class)
                .hasMessageContaining("node-2 did not answer in time");

        assertThat(stores.revisions().head("dev")).isEqualTo(1);
        assertThat(stores.candidates().current("dev")).isEmpty();
    }

    @Test
    void a_lost_wake_up_costs_a_tick() {
        manager.whenProposed = this::tick;

        assertThat(manager.apply(proxy("loans", ""), STRICT).outcome()).isEqualTo(Outcome.APPLIED);
    }

    @Test
    void a_manager_that_dies_in_between_leaves_no_node_stuck() {
        Deployment planned =
                manager.apply(proxy("loans", ""), ControlPlane.terms(OptionalLong.empty(), true, Duration.ZERO));
        manager.deployments.bodies().put(planned.plan().written().values());
        Candidate orphan = Candidate.of(planned.revision().orElseThrow(), clock.millis() + 4_000);
        stores.candidates().propose(orphan, clock.millis());
        tick();
        assertThat(first.held).hasSize(1);
        clock.passSeconds(5);
        tick();
        assertThat(first.held).isEmpty();

        Deployment next = manager.apply(proxy("cards", ""), STRICT);

        assertThat(next.outcome()).isEqualTo(Outcome.APPLIED);
        tick();
        assertThat(second.status().revision()).isEqualTo(2);
    }

    @Test
    void a_candidate_that_is_being_voted_on_holds_others_off() {
        Revision other = manager.apply(proxy("fees", ""), ControlPlane.terms(OptionalLong.empty(), true, Duration.ZERO))
                .revision()
                .orElseThrow();
        stores.candidates().propose(Candidate.of(other, clock.millis() + 60_000), clock.millis());

        assertThatThrownBy(() -> manager.apply(proxy("loans", ""), STRICT))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("another strict change is being voted on");
    }

    @Test
    void who_loses_the_number_while_nodes_vote_asks_them_again() {
        ControlPlane other = new ControlPlane(stores, clock);
        boolean[] done = {false};
        manager.whenProposed = () -> {
            hear();
            if (!done[0]) {
                done[0] = true;
                other.apply(proxy("cards", ""));
            }
        };

        Deployment applied = manager.apply(proxy("loans", ""), STRICT);

        assertThat(applied.revision().orElseThrow().number()).isEqualTo(3);
        assertThat(manager.candidates).hasSize(2);
        tick();
        assertThat(first.serving().entries()).hasSize(3);
        assertThat(first.held).isEmpty();
    }

    @Test
    void while_nodes_hesitate_another_change_of_the_same_manager_is_put_in_force() {
        List<Deployment> others = new ArrayList<>();
        manager.whenProposed = () -> others.add(meanwhile(proxy("cards", "")));

        assertThatThrownBy(() -> manager.apply(proxy("loans", ""), STRICT)).isInstanceOf(Aborted.class);

        assertThat(others).singleElement().satisfies(other -> {
            assertThat(other.outcome()).isEqualTo(Outcome.APPLIED);
            assertThat(other.revision().orElseThrow().number()).isEqualTo(2);
        });
        assertThat(manager.apply(proxy("fees", "")).revision().orElseThrow().number())
                .isEqualTo(3);
    }

    @Test
    void a_number_that_went_to_another_change_of_the_same_manager_is_voted_on_again() {
        List<Deployment> others = new ArrayList<>();
        manager.whenProposed = () -> {
            hear();
            if (others.isEmpty()) {
                others.add(meanwhile(proxy("cards", "")));
            }
        };

        Deployment applied = manager.apply(proxy("loans", ""), STRICT);

        assertThat(applied.revision().orElseThrow().number()).isEqualTo(3);
        assertThat(manager.candidates).hasSize(2);
        assertThat(manager.deployments.head().set().entries()).hasSize(3);
    }

    private Deployment meanwhile(String text) {
        return CompletableFuture.supplyAsync(() -> manager.apply(text))
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void without_nodes_nobody_can_say_no() {
        first.reconciler.stop();
        second.reconciler.stop();

        assertThat(manager.apply(proxy("loans", ""), STRICT).outcome()).isEqualTo(Outcome.APPLIED);
    }

    private void hear() {
        CandidateProposed last = manager.candidates.get(manager.candidates.size() - 1);
        first.reconciler.wake(last);
        second.reconciler.wake(last);
    }

    private void tick() {
        first.reconciler.tick();
        second.reconciler.tick();
    }
}
