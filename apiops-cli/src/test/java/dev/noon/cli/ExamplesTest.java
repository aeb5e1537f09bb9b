package dev.noon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.noon.cli.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the documentation and the pipelines tell people to type is what the command line understands. */
class ExamplesTest {

    private static final Pattern IN_PIPELINES = Pattern.compile("java -jar noon-cli\\.jar (.*)");
    private static final Pattern IN_DOCS = Pattern.compile("(?m)^(?:\\$ )?(?:\\./)?noon ([a-z].*?)(?: +#.*)?$");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(?:sh|console)?\n(.*?)^```");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    @ParameterizedTest
    @ValueSource(strings = {"../samples/ci/github/.github/workflows/noon.yml", "../samples/ci/gitlab/.gitlab-ci.yml"})
    void pipelinesAreYamlAndTheirCommandsAreUnderstood(String file) throws IOException {
        Object pipeline = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(Path.of(file)));

        List<String> commands = texts(pipeline)
                .flatMap(String::lines)
                .flatMap(line -> IN_PIPELINES.matcher(line).results().map(found -> found.group(1)))
                .toList();

        assertThat(commands).hasSizeGreaterThanOrEqualTo(5);
        assertThat(commands).anyMatch(command -> command.startsWith("promote"));
        assertThat(commands).allSatisfy(ExamplesTest::assertUnderstood);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../docs/apiops.md", "../docs/cli.md", "../docs/getting-started.md", "../README.md"})
    void commandsInTheDocumentationAreUnderstood(String file) throws IOException {
        String page = Files.readString(Path.of(file));

        List<String> commands = BLOCK.matcher(page)
                .results()
                .flatMap(block -> IN_DOCS.matcher(block.group(1)).results().map(found -> found.group(1)))
                .filter(command -> !command.contains("…") && !command.contains("<("))
                .toList();

        assertThat(commands).allSatisfy(ExamplesTest::assertUnderstood);
    }

    @Test
    void samplesForPipelinesAreNoDefinitions() {
        assertThat(Path.of("../samples")).isDirectory();
        assertThatCode(() -> assertThat(dev.noon.cli.admin.DefinitionFiles.read(
                                List.of("../samples"), InputStream.nullInputStream()))
                        .noneMatch(file -> file.name().contains("/ci/")))
                .doesNotThrowAnyException();
    }

    private static void assertUnderstood(String command) {
        assertThatCode(() -> Noon.commandLine(terminal()).parseArgs(words(command)))
                .as(command)
                .doesNotThrowAnyException();
    }

    private static String[] words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command.replaceAll(" [|>&].*", ""));
        while (matcher.find()) {
            words.add(
                    matcher.group(1) != null
                            ? matcher.group(1)
                            : matcher.group().replace("'", ""));
        }
        return words.toArray(String[]::new);
    }

    private static Stream<String> texts(Object node) {
        if (node instanceof Map<?, ?> map) {
            return map.values().stream().flatMap(ExamplesTest::texts);
        }
        if (node instanceof List<?> list) {
            return list.stream().flatMap(ExamplesTest::texts);
        }
        return node instanceof String text ? Stream.of(text) : Stream.empty();
    }

    private static Terminal terminal() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return new Terminal(nowhere, nowhere, InputStream.nullInputStream(), Map.of(), false, false);
    }
}
