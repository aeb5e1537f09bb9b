package dev.noon.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.control.Deployment.Outcome;
import dev.noon.model.DefinitionSet;
import dev.noon.model.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of the pages on definitions and policies, applied one after the other as a reader would. */
final class DocumentedExamplesTest {
    private static final Path PAGE = Path.of("..", "docs", "definitions.md");
    private static final Path POLICIES = Path.of("..", "docs", "policies.md");
    private static final Pattern BLOCK = Pattern.compile("```(?:yaml|json)\n(.*?)```", Pattern.DOTALL);

    private final ControlPlane manager = new ControlPlane(new MemoryStores().stores(), new FakeClock());

    @Test
    void whatever_is_in_force_is_unchanged_when_it_is_written_back_as_it_is_read() throws IOException {
        examples().forEach(manager::apply);
        long head = manager.deployments.head().number();
        var inForce = manager.deployments.head().set().entries().values();
        var texts = manager.deployments
                .bodies()
                .texts(inForce.stream().map(DefinitionSet.Versioned::hash).toList());

        Deployment again = manager.apply(String.join("\n---\n", texts.values()));

        assertThat(texts).hasSameSizeAs(inForce);
        assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(manager.deployments.head().number()).isEqualTo(head);
    }

    @Test
    void every_example_can_be_applied_after_those_before_it_and_every_kind_has_one() throws IOException {
        List<Outcome> outcomes = examples().stream()
                .map(manager::apply)
                .peek(applied -> assertThat(applied.plan().warnings()).isEmpty())
                .map(Deployment::outcome)
                .toList();

        assertThat(outcomes)
                .filteredOn(Outcome.UNCHANGED::equals)
                .as("the upstream again as JSON")
                .hasSize(1);
        assertThat(manager.deployments.head().set().entries().keySet())
                .extracting(id -> id.kind())
                .contains(Kind.values());
    }

    private static List<String> examples() throws IOException {
        return BLOCK.matcher(Files.readString(PAGE) + Files.readString(POLICIES))
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
