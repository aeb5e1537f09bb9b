package dev.noon.control;

import static dev.noon.control.ControlPlane.BACKEND;
import static dev.noon.control.ControlPlane.proxy;
import static dev.noon.control.ControlPlane.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.control.Deployment.Outcome;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import dev.noon.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

final class DeploymentsTest {
    private static final DefinitionId LOANS = new DefinitionId(Kind.API_PROXY, "loans");

    private final FakeClock clock = new FakeClock();
    private final MemoryStores store = new MemoryStores();
    private final Stores stores = store.stores();
    private final ControlPlane manager = new ControlPlane(stores, clock);

    @Test
    void an_apply_appends_one_revision_and_announces_it() {
        Deployment applied = manager.apply(BACKEND + proxy("loans", ""));

        assertThat(applied.outcome()).isEqualTo(Outcome.APPLIED);
        Revision revision = applied.revision().orElseThrow();
        assertThat(revision.number()).isEqualTo(1);
        assertThat(revision.previous()).isEqualTo(Revision.NONE);
        assertThat(revision.commit().author()).isEqualTo(ControlPlane.author("request"));
        assertThat(stores.revisions().range("dev", 1, 10)).containsExactly(revision);
        assertThat(manager.revisions).containsExactly(new RevisionPublished("dev", 1, revision.hash()));
        assertThat(manager.deployments.head().set().find(LOANS)).isPresent();
    }

    @Test
    void applying_the_same_again_changes_nothing() {
        String text = BACKEND + proxy("loans", "stripPath: true");
        Revision first = manager.apply(text).revision().orElseThrow();

        Deployment again = manager.apply("# a remark\n" + text);

        assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(again.revision()).contains(first);
        assertThat(stores.revisions().head("dev")).isEqualTo(1);
        assertThat(manager.revisions).hasSize(1);
    }

    @Test
    void what_is_not_named_stays() {
        manager.apply(BACKEND + proxy("loans", ""));
        manager.apply(proxy("cards", ""));

        assertThat(manager.deployments.head().set().entries()).hasSize(3);
    }

    @Test
    void a_plan_says_what_would_happen_and_writes_nothing() {
        manager.apply(BACKEND + proxy("loans", "stripPath: false"));

        Deployment planned =
                manager.apply(proxy("loans", "stripPath: true"), terms(OptionalLong.empty(), true, Duration.ZERO));

        assertThat(planned.outcome()).isEqualTo(Outcome.PLANNED);
        assertThat(planned.revision().orElseThrow().number()).isEqualTo(2);
        assertThat(planned.plan().changes()).singleElement().satisfies(change -> {
            assertThat(change.change().action()).isEqualTo(Action.UPDATE);
            assertThat(change.fields()).extracting(FieldChange::path).containsExactly("/spec/stripPath");
        });
        assertThat(planned.plan().flush()).containsExactly("loans");
        assertThat(stores.revisions().head("dev")).isEqualTo(1);
        assertThat(manager.revisions).hasSize(1);
    }

    @Test
    void definitions_that_do_not_hold_together_change_nothing() {
        assertThatThrownBy(() -> manager.apply(proxy("loans", "")))
                .isInstanceOfSatisfying(
                        InvalidDefinitions.class,
                        e -> assertThat(e.problems()).singleElement().satisfies(problem -> {
                            assertThat(problem.file()).isEqualTo("a.yaml");
                            assertThat(problem.line()).isEqualTo(6);
                            assertThat(problem.field()).isEqualTo("spec.upstream");
                        }));
        assertThat(stores.revisions().head("dev")).isZero();
    }

    @Test
    void a_change_that_is_not_hot_is_refused() {
        ControlPlane strict =
                new ControlPlane(stores, clock, (Judge) step -> new Judge.Judgement(Verdict.REFUSED, "it is"));

        assertThatThrownBy(() -> strict.apply(BACKEND))
                .isInstanceOf(NotHot.class)
                .hasMessageContaining("Upstream/backend is refused: it is");
        assertThat(stores.revisions().head("dev")).isZero();
    }

    @Test
    void a_stale_head_is_refused() {
        manager.apply(BACKEND);

        assertThatThrownBy(() -> manager.apply(proxy("loans", ""), terms(OptionalLong.of(7), false, Duration.ZERO)))
                .isInstanceOf(StaleHead.class)
                .hasMessage("the head is revision 1 by ann; expected 7");
        assertThat(manager.apply(proxy("loans", ""), terms(OptionalLong.of(1), false, Duration.ZERO))
                        .outcome())
                .isEqualTo(Outcome.APPLIED);
    }

    @Test
    void too_much_at_once_is_refused() {
        assertThatThrownBy(() -> manager.apply("#".repeat(Deployments.MAX_CHARS + 1)))
                .isInstanceOf(TooLarge.class);
    }

    @Test
    void a_change_by_another_manager_is_seen_before_unchanged_is_said() {
        ControlPlane other = new ControlPlane(stores, clock);
        manager.apply(BACKEND + proxy("loans", "stripPath: false"));
        other.apply(proxy("loans", "stripPath: true"));

        Deployment back = manager.apply(proxy("loans", "stripPath: false"));

        assertThat(back.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(back.revision().orElseThrow().number()).isEqualTo(3);
    }

    @Test
    void managers_that_race_all_commit_and_no_number_is_used_twice() throws InterruptedException, ExecutionException {
        manager.apply(BACKEND);
        ControlPlane other = new ControlPlane(stores, clock);
        List<CompletableFuture<Deployment>> racing = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ControlPlane one = i % 2 == 0 ? manager : other;
            String text = proxy("p" + i, "");
            racing.add(CompletableFuture.supplyAsync(() -> one.apply(text)));
        }
        List<Long> numbers = new ArrayList<>();
        for (CompletableFuture<Deployment> each : racing) {
            numbers.add(each.get().revision().orElseThrow().number());
        }

        assertThat(numbers).doesNotHaveDuplicates().hasSize(20).allMatch(number -> number >= 2 && number <= 21);
        assertThat(other.deployments.head().set().entries()).hasSize(21);
        assertThat(manager.deployments.head().set().hash())
                .isEqualTo(other.deployments.head().set().hash());
    }

    @Test
    void losing_every_race_is_a_conflict_that_names_the_winner() {
        manager.apply(BACKEND);
        ControlPlane unlucky = new ControlPlane(new AlwaysTaken(stores.revisions()).in(stores), clock);

        assertThatThrownBy(() -> unlucky.apply(proxy("loans", "")))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("revision 2 went to bob (request theirs)");
    }

    @Test
    void a_rollback_restores_exactly_what_was() {
        manager.apply(BACKEND + proxy("loans", "stripPath: false") + proxy("cards", ""));
        manager.apply(proxy("loans", "stripPath: true") + proxy("fees", ""));

        Deployment rolledBack = manager.deployments.rollback(1, terms());

        assertThat(rolledBack.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(rolledBack.revision().orElseThrow().number()).isEqualTo(3);
        assertThat(rolledBack.revision().orElseThrow().commit().changes())
                .extracting(change -> change.action().text() + " " + change.id())
                .containsExactly("delete ApiProxy/fees", "update ApiProxy/loans");
        assertThat(hashes(3)).isEqualTo(hashes(1));
        assertThat(manager.deployments.history().at(3).find(LOANS).orElseThrow().generation())
                .isEqualTo(3);
        assertThat(manager.deployments.rollback(2, terms()).outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(hashes(4)).isEqualTo(hashes(2));
        assertThat(manager.deployments.rollback(2, terms()).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThatThrownBy(() -> manager.deployments.rollback(9, terms())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> manager.deployments.rollback(0, terms())).isInstanceOf(NotFound.class);
    }

    @Test
    void a_store_that_is_away_is_said_and_nothing_is_announced() {
        manager.apply(BACKEND);
        store.away(true);

        assertThatThrownBy(() -> manager.apply(proxy("loans", ""))).isInstanceOf(StoreUnavailable.class);
        assertThat(manager.revisions).hasSize(1);

        store.away(false);
        assertThat(manager.apply(proxy("loans", "")).revision().orElseThrow().number())
                .isEqualTo(2);
    }

    @Test
    void a_small_change_costs_four_round_trips_before_the_wake_up() {
        manager.apply(BACKEND + proxy("loans", "stripPath: false"));
        manager.apply(proxy("loans", "stripPath: true"));
        int before = store.calls();

        manager.apply(proxy("loans", "stripPath: false"));

        int lookAtHeartbeats = 1;
        assertThat(store.calls() - before).isEqualTo(4 + lookAtHeartbeats);
    }

    @Test
    void a_long_log_is_read_from_its_newest_checkpoint() {
        manager.apply(BACKEND);
        for (int i = 0; i < 505; i++) {
            manager.apply(proxy("loans", "stripPath: " + (i % 2 == 0)));
        }
        assertThat(store.checkpoints()).containsKey("dev/1");

        ControlPlane fresh = new ControlPlane(stores, clock);
        assertThat(fresh.deployments.history().load()).isEqualTo(manager.deployments.head());
        assertThat(fresh.deployments.history().at(502).content().hex())
                .isEqualTo(fresh.deployments.history().get(502).commit().content());
        assertThat(fresh.deployments.history().page(507, 3))
                .extracting(Revision::number)
                .containsExactly(506L, 505L, 504L);
    }

    @Test
    void a_store_that_was_replaced_is_noticed() {
        manager.apply(BACKEND + proxy("loans", ""));
        store.wipe();

        Deployment again = manager.apply(BACKEND + proxy("loans", ""));

        assertThat(again.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(again.revision().orElseThrow().number()).isEqualTo(1);
        assertThat(manager.deployments.history().drifts()).isEqualTo(1);
    }

    private Object hashes(long number) {
        return manager.deployments.history().at(number).entries().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().hash())
                .toList();
    }
}
