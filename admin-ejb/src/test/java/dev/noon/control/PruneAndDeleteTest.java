package dev.noon.control;

import static dev.noon.control.ControlPlane.BACKEND;
import static dev.noon.control.ControlPlane.proxy;
import static dev.noon.control.ControlPlane.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.control.Deployment.Outcome;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PruneAndDeleteTest {
    private static final DefinitionId LOANS = new DefinitionId(Kind.API_PROXY, "loans");
    private static final DefinitionId UPSTREAM = new DefinitionId(Kind.UPSTREAM, "backend");

    private final Stores stores = new MemoryStores().stores();
    private final ControlPlane manager = new ControlPlane(stores, new FakeClock());

    @Test
    void pruning_deletes_what_the_files_do_not_name_within_their_projects() {
        manager.apply(BACKEND + retail("loans") + retail("cards") + proxy("fees", ""));

        Deployment pruned = manager.apply(retail("loans") + retail("rates"), terms().withPrune(true));

        assertThat(steps(pruned)).containsExactly("delete ApiProxy/cards", "create ApiProxy/rates");
        assertThat(manager.deployments.head().set().entries().keySet())
                .extracting(DefinitionId::toString)
                .containsExactlyInAnyOrder("ApiProxy/loans", "ApiProxy/rates", "ApiProxy/fees", "Upstream/backend");
    }

    @Test
    void without_pruning_nothing_is_deleted() {
        manager.apply(BACKEND + retail("loans") + retail("cards"));

        assertThat(manager.apply(retail("loans")).outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void a_plan_shows_the_deletions_first_and_deletes_nothing() {
        manager.apply(BACKEND + retail("loans") + retail("zz"));

        Deployment plan = manager.apply(
                retail("aa"), terms(OptionalLong.empty(), true, Duration.ZERO).withPrune(true));

        assertThat(plan.outcome()).isEqualTo(Outcome.PLANNED);
        assertThat(steps(plan)).containsExactly("delete ApiProxy/loans", "delete ApiProxy/zz", "create ApiProxy/aa");
        assertThat(stores.revisions().head("dev")).isEqualTo(1);
    }

    @Test
    void pruning_what_another_project_refers_to_is_refused_and_names_who_refers() {
        manager.apply(BACKEND + retail("loans"));

        assertThatThrownBy(() -> manager.apply(BACKEND.replace("backend", "other"), terms().withPrune(true)))
                .isInstanceOfSatisfying(InvalidDefinitions.class, e -> assertThat(e.problems())
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.message()).contains("ApiProxy/loans refers to it")));
        assertThat(stores.revisions().head("dev")).isEqualTo(1);
    }

    @Test
    void pruning_with_nothing_deletes_nothing() {
        manager.apply(BACKEND + retail("loans"));

        assertThat(manager.apply("# empty\n", terms().withPrune(true)).outcome())
                .isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void a_deletion_is_one_revision_for_all_that_is_named() {
        manager.apply(BACKEND + retail("loans") + retail("cards"));

        Deployment deleted =
                manager.deployments.delete(Set.of(LOANS, new DefinitionId(Kind.API_PROXY, "cards")), terms());

        assertThat(deleted.revision().orElseThrow().number()).isEqualTo(2);
        assertThat(steps(deleted)).containsExactly("delete ApiProxy/cards", "delete ApiProxy/loans");
        assertThat(manager.deployments.delete(Set.of(UPSTREAM), terms()).outcome())
                .isEqualTo(Outcome.APPLIED);
        assertThat(manager.deployments.head().set().entries()).isEmpty();
    }

    @Test
    void what_others_refer_to_cannot_be_deleted() {
        manager.apply(BACKEND + retail("loans"));

        assertThatThrownBy(() -> manager.deployments.delete(Set.of(UPSTREAM), terms()))
                .isInstanceOf(StillUsed.class)
                .hasMessage("Upstream/backend cannot be deleted: ApiProxy/loans refers to it in spec.upstream");
        assertThat(stores.revisions().head("dev")).isEqualTo(1);
    }

    @Test
    void what_is_not_in_force_cannot_be_deleted() {
        manager.apply(BACKEND);

        assertThatThrownBy(() -> manager.deployments.delete(Set.of(LOANS, UPSTREAM), terms()))
                .isInstanceOf(NotFound.class)
                .hasMessage("there is no ApiProxy loans in environment dev");
        assertThat(stores.revisions().head("dev")).isEqualTo(1);
    }

    private static String retail(String name) {
        return proxy(name, "").replace("{ name: " + name + " }", "{ name: " + name + ", project: retail }");
    }

    private static List<String> steps(Deployment deployment) {
        return deployment.plan().changes().stream()
                .map(planned -> planned.change().action().text() + " "
                        + planned.change().id())
                .toList();
    }
}
