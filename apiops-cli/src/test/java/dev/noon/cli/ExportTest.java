package dev.noon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cli.terminal.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code export} and {@code drift}: definitions as files, and whether the files are still true. */
class ExportTest {

    private static final String DEV = "/api/v1/environments/dev";
    private static final String LIST = "GET " + DEV + "/definitions";
    private static final String PLAN = "POST " + DEV + "/revisions";
    private static final String BACKEND = """
            {"kind":"Upstream","name":"backend","project":"default","hash":"01","generation":2,"revision":3,"definition":
             {"apiVersion":"noon.dev/v1","kind":"Upstream","metadata":{"name":"backend"},
              "spec":{"targets":[{"url":"http://127.0.0.1:9000","weight":1}]}}}""";
    private static final String LOANS = """
            {"kind":"ApiProxy","name":"loans","project":"retail","hash":"02","generation":2,"revision":3,"definition":
             {"apiVersion":"noon.dev/v1","kind":"ApiProxy","metadata":{"name":"loans","project":"retail"},
              "spec":{"route":{"path":"/loans"},"upstream":"backend"}}}""";

    private final FakeAdmin manager = new FakeAdmin();
    private final Path directory;

    ExportTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void everyDefinitionIsAFileAndASecondExportTouchesNothing() throws IOException {
        manager.on(LIST, 200, list(BACKEND, LOANS));

        Typed first = export();
        Path file = directory.resolve("retail/ApiProxy/loans.yaml");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        Typed second = export();

        assertThat(first.exit()).as(first.err()).isEqualTo(Exit.DONE);
        assertThat(first.out()).isEqualTo("""
                          wrote   default/Upstream/backend.yaml
                          wrote   retail/ApiProxy/loans.yaml
                        exported: revision 7 of dev to %s: 2 written, 0 the same, 0 removed
                        """.formatted(directory));
        assertThat(second.out()).contains("0 written, 2 the same, 0 removed");
        assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(Instant.EPOCH);
        assertThat(Files.readString(file)).isEqualTo("""
                        apiVersion: noon.dev/v1
                        kind: ApiProxy
                        metadata:
                          name: loans
                          project: retail
                        spec:
                          route:
                            path: /loans
                          upstream: backend
                        """);
        assertThat(files()).containsExactly("default/Upstream/backend.yaml", "retail/ApiProxy/loans.yaml");
    }

    @Test
    void pruneRemovesOnlyFilesOfTheLayoutAndOnlyWithinWhatWasAskedFor() throws IOException {
        manager.on(LIST, 200, list(BACKEND));
        manager.on(LIST + "/Upstream", 200, list(BACKEND));
        for (String path : List.of(
                "retail/ApiProxy/old.yaml", "retail/Upstream/old.yaml", "README.yaml", "retail/ApiProxy/Notes.yaml")) {
            Files.createDirectories(directory.resolve(path).getParent());
            Files.writeString(directory.resolve(path), "kept?\n");
        }

        assertThat(export().out()).contains("0 removed");
        assertThat(export("--prune", "--kind", "upstream").out()).contains("removed retail/Upstream/old.yaml");
        assertThat(export("--prune").out()).contains("removed retail/ApiProxy/old.yaml");

        assertThat(files())
                .containsExactly("README.yaml", "default/Upstream/backend.yaml", "retail/ApiProxy/Notes.yaml");
    }

    @Test
    void projectAndKindAreAskedFor() {
        manager.on(LIST + "/ApiProxy", 200, list(LOANS));

        assertThat(export("--kind", "apiproxies", "--project", "retail").exit()).isEqualTo(Exit.DONE);
        assertThat(manager.calls().get(0).line()).isEqualTo(LIST + "/ApiProxy?project=retail&limit=500");
    }

    @Test
    void pagesArePutTogether() {
        manager.on(
                LIST + "?limit=500",
                200,
                list(BACKEND).replace("\"definitions\"", "\"next\":\"Upstream/backend\",\"definitions\""));
        manager.on(LIST + "?limit=500&after=Upstream%2Fbackend", 200, list(LOANS));

        assertThat(export().out()).contains("2 written");
        assertThat(Typed.noon(manager, "get", "-o", "json").out())
                .contains("\"backend\"")
                .contains("\"loans\"")
                .doesNotContain("next");
    }

    @Test
    void aRevisionBetweenTwoPagesMeansReadingAgain() {
        manager.on(
                LIST + "?limit=500",
                200,
                list(BACKEND).replace("\"definitions\"", "\"next\":\"Upstream/backend\",\"definitions\""));
        manager.on(
                LIST + "?limit=500&after=Upstream%2Fbackend", 200, list(LOANS).replace("7", "8"));

        Typed typed = export();

        assertThat(typed.exit()).isEqualTo(Exit.REFUSED);
        assertThat(typed.err()).contains("changed 5 times while they were read");
        assertThat(manager.calls()).hasSize(10);
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"name, ../../evil", "project, ..", "kind, ../x", "name, .hidden", "name, ''"})
    void aManagerCannotWriteElsewhere(String member, String value) {
        manager.on(
                LIST,
                200,
                list(LOANS.replaceFirst("\"" + member + "\":\"[^\"]*\"", "\"" + member + "\":\"" + value + "\"")));

        Typed typed = export();

        assertThat(typed.exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(typed.err()).contains("is no proper name");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void driftEndsWithZeroWhenAllIsAsTheFilesSay() {
        manager.on(
                PLAN,
                200,
                "{\"environment\":\"dev\",\"outcome\":\"unchanged\",\"revision\":{\"number\":7},\"changes\":[]}");

        Typed typed = Typed.noon(manager, "drift", "-");

        assertThat(typed.exit()).isEqualTo(Exit.DONE);
        assertThat(typed.out()).isEqualTo("no drift: dev is as - says\n");
        assertThat(manager.calls().get(0).line()).isEqualTo(PLAN + "?dryRun=true");
    }

    @Test
    void driftShowsEveryFieldAndEndsWithOne() {
        manager.on(PLAN, 200, """
                {"environment":"dev","outcome":"planned","revision":{"number":8},"changes":[
                 {"action":"delete","kind":"ApiProxy","name":"extra"},
                 {"action":"create","kind":"Upstream","name":"lost"},
                 {"action":"update","kind":"ApiProxy","name":"loans","fields":[{"path":"/spec/stripPath","old":"true","new":"false"}]}]}""");

        Typed typed = Typed.noon(manager, "drift", "--prune", "-");

        assertThat(typed.exit()).isEqualTo(Exit.DIFFERENT);
        assertThat(typed.out()).isEqualTo("""
                        drift: dev differs from - in 3 definitions (in force → file)
                          - ApiProxy extra  is in force and in no file
                          + Upstream lost  is not in force
                          ~ ApiProxy loans
                              spec.stripPath: true → false
                        """);
        assertThat(Typed.noon(manager, "drift", "-o", "json", "-").exit()).isEqualTo(Exit.DIFFERENT);
    }

    @ParameterizedTest
    @CsvSource({
        "422, invalid-definition, 2",
        "400, invalid-parameter, 2",
        "422, not-hot, 1",
        "401, not-authenticated, 4",
        "503, store-unavailable, 4"
    })
    void whatCannotBeComparedIsNoDrift(int status, String type, int exit) {
        manager.on(PLAN, status, "{\"type\":\"https://noon.dev/problems/" + type + "\",\"title\":\"no\"}");

        assertThat(Typed.noon(manager, "drift", "-").exit()).isEqualTo(exit);
        assertThat(Typed.noon(manager, "drift", "absent.yaml").exit()).isEqualTo(Exit.USAGE);
    }

    private Typed export(String... options) {
        return Typed.noon(
                manager,
                Stream.concat(Stream.of("export", "-o", directory.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> directory.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    private static String list(String... definitions) {
        return "{\"revision\":7,\"definitions\":[" + String.join(",", definitions) + "]}";
    }
}
