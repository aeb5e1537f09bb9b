package dev.noon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.control.access.Grant;
import dev.noon.control.access.Grants;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody touches a definition of a project that was not granted. */
final class PermissionsTest {
    private static final Grants RETAIL = grants("publisher:dev:retail");

    private final MemoryStores memory = new MemoryStores();
    private final ControlPlane manager = new ControlPlane(memory.stores(), new FakeClock());

    PermissionsTest() {
        manager.apply(ControlPlane.BACKEND + proxy("loans", "retail") + proxy("gold", "vault"));
    }

    @Test
    void a_publisher_changes_what_is_in_the_project_granted() {
        assertThat(apply(proxy("loans", "retail").replace("/loans }", "/credit }"), RETAIL)
                        .outcome())
                .isEqualTo(Deployment.Outcome.APPLIED);
    }

    @Test
    void another_project_is_refused_whether_it_is_named_or_was_there_before() {
        assertThatThrownBy(() -> apply(proxy("gold", "vault"), RETAIL)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> apply(proxy("gold", "retail"), RETAIL))
                .isInstanceOf(Forbidden.class)
                .hasMessage("ApiProxy/gold: apply needs the role publisher in its project")
                .hasMessageNotContaining("vault");
        assertThatThrownBy(() -> apply(proxy("silver", "vault"), RETAIL)).isInstanceOf(Forbidden.class);
        assertThat(manager.deployments.head().number()).isEqualTo(1);
    }

    @Test
    void one_foreign_definition_among_own_ones_refuses_all() {
        assertThatThrownBy(() -> apply(proxy("loans", "retail") + proxy("new", "vault"), RETAIL))
                .isInstanceOf(Forbidden.class);
        assertThat(manager.deployments.head().number()).isEqualTo(1);
    }

    @Test
    void a_rollback_needs_every_project_that_it_changes() {
        manager.apply(proxy("gold", "vault").replace("/gold }", "/silver }"));

        assertThatThrownBy(() -> manager.deployments.rollback(1, terms(RETAIL, false)))
                .isInstanceOf(Forbidden.class);
        assertThat(manager.deployments.head().number()).isEqualTo(2);
        manager.deployments.rollback(1, terms(grants("publisher:dev:vault"), false));
        assertThat(manager.deployments.head().number()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reader:dev:retail", "operator:dev", "publisher:prod:retail", "administrator:prod"})
    void too_little_is_not_enough(String grant) {
        assertThatThrownBy(() -> apply(proxy("loans", "retail").replace("/loans }", "/x }"), grants(grant)))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void whoever_may_read_may_plan() {
        Deployment planned = manager.deployments.apply(
                ControlPlane.files(proxy("loans", "retail").replace("/loans }", "/x }")),
                terms(grants("reader:dev:retail"), true));

        assertThat(planned.outcome()).isEqualTo(Deployment.Outcome.PLANNED);
        assertThatThrownBy(() -> manager.deployments.apply(
                        ControlPlane.files(proxy("gold", "vault")), terms(grants("reader:dev:retail"), true)))
                .isInstanceOf(Forbidden.class);
    }

    private Deployment apply(String text, Grants grants) {
        return manager.apply(text, terms(grants, false));
    }

    private static String proxy(String name, String project) {
        return ControlPlane.proxy(name, "")
                .replace("name: " + name + " }", "name: " + name + ", project: " + project + " }");
    }

    private static Grants grants(String... texts) {
        return new Grants(List.of(texts).stream().map(Grant::parse).toList());
    }

    private static Terms terms(Grants grants, boolean dryRun) {
        return new Terms(ControlPlane.author("r"), "", OptionalLong.empty(), dryRun, Duration.ZERO, grants);
    }
}
