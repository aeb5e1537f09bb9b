package dev.noon.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.model.LintCode;
import dev.noon.model.LintCode.Level;
import dev.noon.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the page of lints says of each code is what happens, and its examples are found and mended. */
final class DocumentedLintsTest {
    private static final Path PAGE = Path.of("..", "docs", "lints.md");
    private static final Path SAMPLES = Path.of("..", "samples", "loans.yaml");
    private static final Pattern SECTION = Pattern.compile("(?ms)^## ([^\n]+)\n(.*?)(?=^## |\\z)");
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Terms PLAN = ControlPlane.terms(OptionalLong.empty(), true, Duration.ZERO);

    private final ControlPlane manager = new ControlPlane(new MemoryStores().stores(), new FakeClock());
    private String page = "";

    @BeforeEach
    void the_first_definitions_of_the_page_are_in_force() throws IOException {
        page = Files.readString(PAGE);
        manager.apply(blocks(page).get(0));
    }

    @Test
    void every_code_has_a_section_and_a_line_of_the_table_and_nothing_else_has() {
        List<String> codes = Stream.of(LintCode.values()).map(LintCode::text).toList();
        List<String> lines = Pattern.compile("(?m)^\\| \\[`([^`]+)`]\\(#\\1\\) \\| (error|warning) \\|")
                .matcher(page)
                .results()
                .map(line -> line.group(1) + " " + line.group(2))
                .toList();

        assertThat(sections()).containsOnlyKeys(codes.toArray(String[]::new));
        assertThat(lines)
                .containsExactlyElementsOf(Stream.of(LintCode.values())
                        .map(code -> code.text() + " " + code.level().name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(LintCode.class)
    void its_section_says_how_grave_it_is_has_an_example_and_another_one_that_is_mended(LintCode code) {
        String section = sections().getOrDefault(code.text(), "");
        List<String> examples = blocks(section);

        assertThat(section).startsWith(code.level() == Level.ERROR ? "\nError. " : "\nWarning. ");
        assertThat(examples).hasSize(2);
        assertThat(found(examples.get(0), code.level())).containsExactly(code);
        for (Level level : Level.values()) {
            assertThat(found(examples.get(1), level)).isEmpty();
        }
    }

    @Test
    void nothing_is_found_in_the_samples() throws IOException {
        assertThat(found(Files.readString(SAMPLES), Level.WARNING)).isEmpty();
    }

    /** The codes of what is found in a change that is not made; every problem must have one. */
    private List<LintCode> found(String definitions, Level level) {
        try {
            List<Problem> warnings = manager.apply(definitions, PLAN).plan().warnings();
            return level == Level.WARNING ? codes(warnings) : List.of();
        } catch (InvalidDefinitions e) {
            assertThat(level).as(e.getMessage()).isEqualTo(Level.ERROR);
            return codes(e.problems());
        }
    }

    private static List<LintCode> codes(List<Problem> problems) {
        return problems.stream().map(problem -> problem.code().orElseThrow()).toList();
    }

    private Map<String, String> sections() {
        Map<String, String> sections = new LinkedHashMap<>();
        SECTION.matcher(page).results().forEach(section -> sections.put(section.group(1), section.group(2)));
        return sections;
    }

    private static List<String> blocks(String text) {
        return BLOCK.matcher(text).results().map(block -> block.group(1)).toList();
    }
}
