package dev.noon.control;

import static dev.noon.control.ControlPlane.BACKEND;
import static dev.noon.control.ControlPlane.proxy;
import static dev.noon.control.ControlPlane.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.control.Deployment.Outcome;
import dev.noon.control.access.Grants;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** The same request twice: by its idempotency key it is one revision. */
final class RepeatedRequestsTest {
    private static final String LOANS = proxy("loans", "stripPath: false");

    private final FakeClock clock = new FakeClock();
    private final MemoryStores store = new MemoryStores();
    private final Stores stores = store.stores();
    private final ControlPlane manager = new ControlPlane(stores, clock);

    @Test
    void a_repetition_gets_the_same_revision_and_appends_nothing() {
        Deployment first = manager.apply(BACKEND + LOANS, keyed("k"));
        manager.apply(proxy("loans", "stripPath: true"));

        Deployment again = manager.apply("# sent again\n" + BACKEND + LOANS, keyed("k"));

        assertThat(first.replayed()).isFalse();
        assertThat(again.replayed()).isTrue();
        assertThat(again.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(again.revision()).isEqualTo(first.revision());
        assertThat(again.plan().changes()).isEqualTo(first.plan().changes());
        assertThat(again.plan().flush()).isEqualTo(first.plan().flush());
        assertThat(stores.revisions().head("dev")).isEqualTo(2);
    }

    @Test
    void the_fields_of_a_repeated_change_are_told_again() {
        manager.apply(BACKEND + LOANS);
        Deployment first = manager.apply(proxy("loans", "stripPath: true"), keyed("k"));
        manager.apply(proxy("cards", ""));

        Deployment again = manager.apply(proxy("loans", "stripPath: true"), keyed("k"));

        assertThat(again.plan().changes()).isEqualTo(first.plan().changes());
        assertThat(again.plan().changes().get(0).fields())
                .extracting(FieldChange::path)
                .containsExactly("/spec/stripPath");
        assertThat(again.plan().flush()).containsExactly("loans");
        assertThat(again.plan().keep()).isEqualTo(first.plan().keep());
    }

    @Test
    void the_same_key_with_another_request_is_refused() {
        manager.apply(BACKEND + LOANS, keyed("k"));

        assertThatThrownBy(() -> manager.apply(proxy("loans", "stripPath: true"), keyed("k")))
                .isInstanceOf(KeyReused.class)
                .hasMessageContaining("belongs to revision 1");
        assertThatThrownBy(() -> manager.apply(BACKEND + LOANS, keyed("k").withPrune(true)))
                .isInstanceOf(KeyReused.class);
        assertThatThrownBy(() -> manager.deployments.rollback(1, keyed("k"))).isInstanceOf(KeyReused.class);
        assertThat(stores.revisions().head("dev")).isEqualTo(1);
    }

    @Test
    void the_same_key_with_another_secret_is_another_request() {
        Deployment first = manager.apply(credential("hunter2-hunter2"), keyed("k"));

        assertThatThrownBy(() -> manager.apply(credential("hunter3-hunter3"), keyed("k")))
                .isInstanceOf(KeyReused.class);
        assertThat(manager.apply(credential("hunter2-hunter2"), keyed("k")).revision())
                .isEqualTo(first.revision());
        assertThat(store.everything()).doesNotContain("hunter2");
    }

    @Test
    void a_secret_is_recognised_after_the_keys_were_rotated() {
        manager.apply(credential("hunter2-hunter2"), keyed("k"));
        manager.keys.use("key-2", "key-1");

        assertThat(manager.apply(credential("hunter2-hunter2"), keyed("k")).replayed())
                .isTrue();
        assertThatThrownBy(() -> manager.apply(credential("hunter3-hunter3"), keyed("k")))
                .isInstanceOf(KeyReused.class);
    }

    @Test
    void another_callers_key_is_another_key() {
        manager.apply(BACKEND, keyed("k"));
        Terms bobs = new Terms(
                        new Author("bob", "apply", "127.0.0.1", "r"),
                        "",
                        OptionalLong.empty(),
                        false,
                        Duration.ZERO,
                        Grants.administrator("dev"))
                .withIdempotencyKey(Optional.of("k"));

        assertThat(manager.apply(LOANS, bobs).replayed()).isFalse();
    }

    @Test
    void a_repetition_does_not_mind_that_its_own_revision_moved_the_head() {
        Terms ifEmpty = terms(OptionalLong.of(0), false, Duration.ZERO).withIdempotencyKey(Optional.of("k"));
        manager.apply(BACKEND, ifEmpty);

        assertThat(manager.apply(BACKEND, ifEmpty).replayed()).isTrue();
    }

    @Test
    void a_manager_that_was_started_since_recognises_a_repetition() {
        Deployment first = manager.apply(BACKEND + LOANS, keyed("k"));
        for (int i = 0; i < 300; i++) {
            manager.apply(proxy("loans", "stripPath: " + (i % 2 == 0)));
        }

        Deployment again = new ControlPlane(stores, clock).apply(BACKEND + LOANS, keyed("k"));

        assertThat(again.replayed()).isTrue();
        assertThat(again.revision()).isEqualTo(first.revision());
    }

    @Test
    void managers_that_get_the_same_request_at_once_make_one_revision_of_it()
            throws InterruptedException, ExecutionException {
        ControlPlane other = new ControlPlane(stores, clock);
        for (int round = 1; round <= 20; round++) {
            String text = BACKEND.replace("9000", Integer.toString(9000 + round));
            String key = "k" + round;
            List<CompletableFuture<Deployment>> racing = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                ControlPlane one = i % 2 == 0 ? manager : other;
                Terms attempt = attempt(key, "attempt-" + i);
                racing.add(CompletableFuture.supplyAsync(() -> one.apply(text, attempt)));
            }
            long replayed = 0;
            for (CompletableFuture<Deployment> each : racing) {
                assertThat(each.get().revision().orElseThrow().number()).isEqualTo(round);
                replayed += each.get().replayed() ? 1 : 0;
            }
            assertThat(replayed).isEqualTo(3);
        }
    }

    @Test
    void after_an_unknown_outcome_the_repetition_is_the_same_revision() {
        manager.apply(BACKEND);
        ControlPlane unlucky = new ControlPlane(new ForgetsToAnswer(stores.revisions()).in(stores), clock);
        assertThatThrownBy(() -> unlucky.apply(LOANS, keyed("k"))).isInstanceOf(StoreUnavailable.class);

        Deployment again = unlucky.apply(LOANS, keyed("k"));

        assertThat(again.replayed()).isTrue();
        assertThat(again.revision().orElseThrow().number()).isEqualTo(2);
        assertThat(stores.revisions().head("dev")).isEqualTo(2);
    }

    @Test
    void a_key_is_forgotten_after_a_day_or_a_thousand_revisions() {
        manager.apply(BACKEND, keyed("old"));
        clock.passSeconds(Repetitions.AGE.toSeconds() + 1);
        manager.apply(LOANS, keyed("young"));
        for (int i = 0; i < Repetitions.REVISIONS - 1; i++) {
            manager.apply(proxy("loans", "stripPath: " + (i % 2 == 0)));
        }
        ControlPlane fresh = new ControlPlane(stores, clock);

        assertThat(fresh.apply(LOANS, keyed("young")).replayed()).isTrue();
        assertThat(fresh.apply(BACKEND, keyed("old")).outcome()).isEqualTo(Outcome.UNCHANGED);
        manager.apply(proxy("cards", ""));
        assertThat(manager.apply(LOANS, keyed("young")).replayed()).isFalse();
    }

    @Test
    void a_plan_and_what_changes_nothing_take_no_key() {
        manager.apply(BACKEND);
        Terms plan = terms(OptionalLong.empty(), true, Duration.ZERO).withIdempotencyKey(Optional.of("k"));

        assertThat(manager.apply(LOANS, plan).outcome()).isEqualTo(Outcome.PLANNED);
        assertThat(manager.apply(BACKEND, keyed("k")).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(manager.apply(LOANS, keyed("k")).replayed()).isFalse();
    }

    @Test
    void a_rollback_and_a_deletion_can_be_repeated_too() {
        manager.apply(BACKEND + LOANS);
        DefinitionId loans = new DefinitionId(Kind.API_PROXY, "loans");
        manager.deployments.delete(Set.of(loans), keyed("d"));
        manager.deployments.rollback(1, keyed("r"));

        assertThat(manager.deployments
                        .delete(Set.of(loans), keyed("d"))
                        .revision()
                        .orElseThrow()
                        .number())
                .isEqualTo(2);
        assertThat(manager.deployments
                        .rollback(1, keyed("r"))
                        .revision()
                        .orElseThrow()
                        .number())
                .isEqualTo(3);
        assertThat(stores.revisions().head("dev")).isEqualTo(3);
    }

    @Test
    void a_store_that_was_replaced_knows_no_earlier_keys() {
        manager.apply(BACKEND, keyed("k"));
        store.wipe();
        manager.apply(BACKEND + LOANS);

        Deployment again = manager.apply(BACKEND.replace("9000", "9001"), keyed("k"));

        assertThat(again.replayed()).isFalse();
        assertThat(again.revision().orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void a_key_costs_no_round_trip_while_nobody_else_appends() {
        manager.apply(BACKEND + LOANS, keyed("a"));
        manager.apply(proxy("loans", "stripPath: true"), keyed("b"));
        int before = store.calls();

        manager.apply(proxy("loans", "stripPath: false"), keyed("c"));

        int lookAtHeartbeats = 1;
        assertThat(store.calls() - before).isEqualTo(4 + lookAtHeartbeats);
    }

    private static String credential(String secret) {
        return """
                apiVersion: noon.dev/v1
                kind: Credential
                metadata: { name: loans-key }
                spec: { type: apiKey, header: X-Api-Key, secret: "%s" }
                """.formatted(secret);
    }

    private static Terms attempt(String key, String requestId) {
        return new Terms(
                        ControlPlane.author(requestId),
                        "",
                        OptionalLong.empty(),
                        false,
                        Duration.ZERO,
                        Grants.administrator("dev"))
                .withIdempotencyKey(Optional.of(key));
    }

    private static Terms keyed(String key) {
        return terms().withIdempotencyKey(Optional.of(key));
    }
}
