package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentationTest {
    private static final Path PAGE = Path.of("..", "docs", "definitions.md");
    private static final Path POLICIES = Path.of("..", "docs", "policies.md");
    private static final Pattern BLOCK = Pattern.compile("```(?:yaml|json)\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyExampleIsWhatTheReaderAccepts() throws IOException {
        List<String> blocks = blocks();
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(3);
        assertThat(blocks).allSatisfy(block -> assertThat(Reads.problems(block)).isEmpty());
    }

    @Test
    void theUpstreamAsJsonHasTheHashOfTheUpstreamAsYaml() throws IOException {
        List<String> blocks = blocks();
        ReadDefinition yaml = Reads.file(blocks.get(0)).definitions().get(1);
        assertThat(Reads.one(blocks.get(1)).hash()).isEqualTo(yaml.hash());
    }

    @Test
    void theErrorsShownAreTheErrorsGiven() throws IOException {
        String broken =
                blocks().get(0).replace("storage: tiered", "storag: tiered").replace("ttl: 60s", "ttl: -5s");
        List<Problem> problems = new DefinitionReader()
                .read(List.of(new SourceFile("loans.yaml", broken)))
                .problems();

        assertThat(problems).hasSize(2);
        assertThat(Files.readString(PAGE))
                .contains(problems.get(0).text() + "\n" + problems.get(1).text() + "\n");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyFieldIsOnThePage(Kind kind) throws IOException {
        String page = Files.readString(PAGE) + Files.readString(POLICIES);
        assertThat(fields(new Schemas().part(kind)).distinct())
                .allSatisfy(field -> assertThat(page).containsPattern("[`. ]" + Pattern.quote(field) + "[`\\[.\n]"));
    }

    private static Stream<String> fields(SchemaPart part) {
        return Stream.concat(
                part.properties().stream(), part.children().stream().flatMap(DocumentationTest::fields));
    }

    private static List<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(PAGE) + Files.readString(POLICIES))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }
}
