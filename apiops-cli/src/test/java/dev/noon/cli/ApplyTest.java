package dev.noon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cli.terminal.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplyTest {

    private static final String REVISIONS = "POST /api/v1/environments/dev/revisions";
    private static final String APPLIED = """
            {"environment":"dev","outcome":"applied","revision":{"number":3,"hash":"a1b2c3d4e5f6"},"verdict":"hot",
             "changes":[
              {"action":"update","kind":"ApiProxy","name":"loans","verdict":"hot","fields":[
                {"path":"/spec/policies/1/responseHeaders/set/X-Definition","old":"v1","new":"v2"},
                {"path":"/spec/policies/2/cache/ttl","new":"60s"}]},
              {"action":"create","kind":"Upstream","name":"cars-backend"},
              {"action":"delete","kind":"ProxyGroup","name":"old"}],
             "effects":{"flush":["cars"],"keep":11},
             "receipts":[
              {"node":"node-1","state":"acknowledged","revision":3,"hash":"a1b2c3d4e5f6","operation":7,"millis":42},
              {"node":"node-10","state":"acknowledged","revision":3,"hash":"a1b2c3d4e5f6","millis":57}],
             "complete":true}""";

    private final FakeAdmin manager = new FakeAdmin();
    private final Path directory;

    ApplyTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void printsChangesEffectsAndOneLinePerNode() throws IOException {
        manager.on(REVISIONS, 201, APPLIED);

        Typed typed = Typed.noon(manager, "apply", "-m", "why not", file("loans.yaml", "kind: ApiProxy\n"));

        assertThat(typed.out()).isEqualTo("""
                        applied: revision 3 of dev (a1b2c3d4)
                          ~ ApiProxy loans
                              spec.policies[1].responseHeaders.set.X-Definition: v1 → v2
                              spec.policies[2].cache.ttl: (none) → 60s
                          + Upstream cars-backend
                          - ProxyGroup old
                          flushes the cache of cars; keeps 11
                        ✓ node-1   revision 3  a1b2c3d4  42 ms
                        ✓ node-10  revision 3  a1b2c3d4  57 ms
                        """);
        assertThat(typed.exit()).isEqualTo(Exit.DONE);
        assertThat(typed.err()).isEmpty();
        assertThat(manager.calls().get(0).line())
                .isEqualTo("POST /api/v1/environments/dev/revisions?dryRun=false&wait=10&message=why%20not");
    }

    @Test
    void printsWarningsWithTheirPlaces() throws IOException {
        manager.on(REVISIONS, 201, APPLIED.replace("\"complete\":true", """
                "complete":true,"warnings":[{"file":"loans.yaml","line":9,"column":32,
                 "field":"/spec/policies/0/cache/key/template","message":"has no ${path}"}]"""));

        Typed typed = Typed.noon(manager, "apply", file("loans.yaml", "kind: ApiProxy\n"));

        assertThat(typed.exit()).isEqualTo(Exit.DONE);
        assertThat(typed.err())
                .isEqualTo("loans.yaml:9:32: warning: spec.policies[0].cache.key.template: has no ${path}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"apply", "plan"})
    void whatALintHasFoundEndsWithItsCode(String command) throws IOException {
        String finding = """
                {"file":"loans.yaml","line":9,"column":32,"field":"/spec/policies/0/cache/key/template",
                 "message":"has no ${path}","code":"key-without-path"}""";
        String file = file("loans.yaml", "kind: ApiProxy\n");

        manager.on(
                REVISIONS,
                201,
                APPLIED.replace("\"complete\":true", "\"complete\":true,\"warnings\":[" + finding + "]"));
        assertThat(Typed.noon(manager, command, file).err())
                .isEqualTo("loans.yaml:9:32: warning: spec.policies[0].cache.key.template: has no ${path}"
                        + " [key-without-path]\n");

        manager.on(REVISIONS, 422, """
                {"type":"https://noon.dev/problems/invalid-definition","title":"invalid definitions","status":422,"errors":[
                 %s]}""".formatted(finding));
        assertThat(Typed.noon(manager, command, file).err())
                .isEqualTo("loans.yaml:9:32: spec.policies[0].cache.key.template: has no ${path} [key-without-path]\n"
                        + "noon: 1 error; nothing was applied\n");
    }

    @Test
    void sendsFilesUnderTheNamesTheUserKnows() throws IOException {
        manager.on(REVISIONS, 201, APPLIED);
        String one = file("a.yaml", "é: \"1\"\n");
        file("sub/b.json", "{}");
        file("sub/notes.txt", "no");

        Typed.noon(manager, "apply", one, directory.resolve("sub").toString());

        assertThat(manager.calls()).hasSize(1);
        assertThat(manager.calls().get(0).contentType()).isEqualTo("application/json");
        assertThat(manager.calls().get(0).body())
                .isEqualTo("{\"files\":[{\"name\":\"" + one + "\",\"text\":\"é: \\\"1\\\"\\n\"},{\"name\":\""
                        + directory.resolve("sub/b.json") + "\",\"text\":\"{}\"}]}");
    }

    @Test
    void readsStandardInput() {
        manager.on(REVISIONS, 201, APPLIED);

        Typed.given(
                "kind: X\n",
                Map.of("NOON_URL", manager.url(), "NOON_TOKEN", FakeAdmin.TOKEN),
                "apply",
                "-",
                "-e",
                "qa/1");

        assertThat(manager.calls().get(0).line())
                .isEqualTo("POST /api/v1/environments/qa%2F1/revisions?dryRun=false&wait=10");
        assertThat(manager.calls().get(0).body())
                .isEqualTo("{\"files\":[{\"name\":\"stdin\",\"text\":\"kind: X\\n\"}]}");
    }

    @Test
    void saysWhatBecomesOfCounters() throws IOException {
        manager.on(REVISIONS, 201, APPLIED.replace("\"keep\":11", """
                "keep":11,"counters":{"kept":3,"touched":[
                 {"scope":"proxy","name":"loans","policy":"fast","becomes":"kept","before":"throttle: 9 per second","after":"9 per second"},
                 {"scope":"group","name":"all","policy":"quota","becomes":"rescaled","before":"9 per day","after":"5 per day"},
                 {"scope":"endpoint","name":"loans GET /loans/x","policy":"throttle","becomes":"new","after":"1 per minute"}]}"""));

        Typed typed = Typed.noon(manager, "apply", file("loans.yaml", "kind: ApiProxy\n"));

        assertThat(typed.out())
                .contains("  counter of proxy loans, fast: kept, throttle: 9 per second → 9 per second\n")
                .contains("  counter of group all, quota: rescaled, 9 per day → 5 per day\n")
                .contains("  counter of endpoint loans GET /loans/x, throttle: new, 1 per minute\n");
    }

    @Test
    void saysUnchanged() throws IOException {
        manager.on(REVISIONS, 200, """
                {"environment":"dev","outcome":"unchanged","revision":{"number":3,"hash":"a1b2c3d4e5"},"changes":[],
                 "effects":{"flush":[],"keep":12},"receipts":[],"complete":true}""");

        Typed typed = Typed.noon(manager, "apply", file("loans.yaml", ""));

        assertThat(typed.out()).isEqualTo("unchanged: dev is at revision 3 (a1b2c3d4)\n");
        assertThat(typed.exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void namesTheNodesThatHaveNotAcknowledged() throws IOException {
        manager.on(REVISIONS, 201, """
                {"environment":"dev","outcome":"applied","revision":{"number":4,"hash":"ff"},"changes":[],"receipts":[
                 {"node":"node-1","state":"acknowledged","revision":4,"hash":"ff","millis":12},
                 {"node":"node-2","state":"pending","revision":3,"hash":"ee"},
                 {"node":"node-3","state":"refused","revision":4,"hash":"ff","millis":7,"reason":"no upstream x"}],
                 "complete":false}""");

        Typed typed = Typed.noon(manager, "apply", file("loans.yaml", ""));

        assertThat(typed.out())
                .contains("✗ node-2  revision 3  ee  -  pending\n")
                .contains("✗ node-3  revision 4  ff  7 ms  refused: no upstream x\n");
        assertThat(typed.err()).isEqualTo("noon: not acknowledged by node-2 (pending), node-3 (refused)\n");
        assertThat(typed.exit()).isEqualTo(Exit.LAGGING);
    }

    @Test
    void quotesNoLineOfADocumentThatMayHoldSecrets() throws IOException {
        String file = file(
                "keys.yaml",
                "kind: ApiProxy\nspec: plain\n---\nkind: Credential\nspec: { secrt: hunter2 }\n---\nspec: plain\n");
        manager.on(REVISIONS, 422, """
                {"type":"https://noon.dev/problems/invalid-definition","title":"invalid definitions","status":422,"errors":[
                 {"file":"%1$s","line":2,"column":7,"field":"/spec","message":"is wrong"},
                 {"file":"%1$s","line":5,"column":9,"field":"/spec/secrt","message":"is unknown"},
                 {"file":"%1$s","line":7,"column":7,"field":"/spec","message":"is wrong"}]}""".formatted(file));

        Typed typed = Typed.noon(manager, "apply", file);

        assertThat(typed.err())
                .contains("2 | spec: plain", "7 | spec: plain", "spec.secrt: is unknown")
                .doesNotContain("hunter2");
    }

    @Test
    void aChangeWithoutFieldsSaysItsReason() {
        manager.on("POST /api/v1/environments/dev/secrets/rotation", 201, """
                {"environment":"dev","outcome":"applied","revision":{"number":4,"hash":"ff"},"changes":[
                  {"action":"update","kind":"Credential","name":"loans-key","fields":[],"verdict":"hot",
                   "reason":"nothing else changes"}],
                 "effects":{"flush":[],"keep":2},"receipts":[],"complete":true}""");

        Typed typed = Typed.noon(manager, "credentials", "rotate");

        assertThat(typed.out())
                .startsWith("applied: revision 4 of dev (ff)\n  ~ Credential loans-key  nothing else changes\n");
        assertThat(typed.exit()).isEqualTo(Exit.DONE);
        assertThat(manager.calls().get(0).line())
                .isEqualTo("POST /api/v1/environments/dev/secrets/rotation?dryRun=false&wait=10");
    }

    @Test
    void listsSecretsByDefinitionAndKey() {
        manager.on("GET /api/v1/environments/dev/secrets", 200, """
                {"keys":["key-2","key-1"],"secrets":[{"kind":"Credential","name":"loans-key","field":"/spec/secret",
                 "secret":"keep:00112233445566778899aabbccddeeff","key":"key-1","inForce":true}]}""");

        assertThat(Typed.noon(manager, "credentials").out()).isEqualTo("""
                keys: key-2, key-1
                KIND        NAME       FIELD        SECRET                                 KEY    IN FORCE
                Credential  loans-key  spec.secret  keep:00112233445566778899aabbccddeeff  key-1  yes
                """);
    }

    @Test
    void showsEveryErrorWithItsLineAndACaret() throws IOException {
        String file = file("loans.yaml", "kind: ApiProxy\nspec:\n\tttl: -5s\n");
        manager.on(REVISIONS, 422, """
                {"type":"https://noon.dev/problems/invalid-definition","title":"invalid definitions","status":422,"errors":[
                 {"file":"%1$s","line":3,"column":7,"field":"/spec/policies/3/cache/ttl","message":"is -5s; must be zero or longer"},
                 {"file":"%1$s","line":1,"column":1,"message":"metadata is missing"},
                 {"file":"elsewhere.yaml","line":9,"column":2,"field":"/spec/a.b/~1x","message":"is unknown"},
                 {"message":"upstream loans-backend does not exist"}]}""".formatted(file));

        Typed typed = Typed.noon(manager, "apply", file);

        assertThat(typed.err()).isEqualTo("""
                        %1$s:3:7: spec.policies[3].cache.ttl: is -5s; must be zero or longer
                          3 | \tttl: -5s
                            | \t     ^
                        %1$s:1:1: metadata is missing
                          1 | kind: ApiProxy
                            | ^
                        elsewhere.yaml:9:2: spec["a.b"]["/x"]: is unknown
                        upstream loans-backend does not exist
                        noon: 4 errors; nothing was applied
                        """.formatted(file));
        assertThat(typed.exit()).isEqualTo(Exit.REFUSED);
    }

    @ParameterizedTest
    @CsvSource({"400, 1", "409, 1", "412, 1", "415, 1", "422, 1", "401, 4", "403, 4", "500, 4", "503, 4"})
    void tellsRefusedFromUnreachable(int status, int exit) throws IOException {
        manager.on(REVISIONS, status, "{\"title\":\"short\",\"detail\":\"and long\"}");

        Typed typed = Typed.noon(manager, "apply", file("loans.yaml", ""));

        assertThat(typed.exit()).isEqualTo(exit);
        assertThat(typed.err()).startsWith("noon: short: and long\n");
    }

    @Test
    void printsTheApisJsonAsItIs() throws IOException {
        manager.on(REVISIONS, 201, APPLIED);

        Typed typed = Typed.noon(manager, "apply", "-o", "json", file("loans.yaml", ""));

        assertThat(typed.out()).isEqualTo(APPLIED + "\n");
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "--detailed-exitcode, 10"})
    void plansWithoutChanging(String option, int exit) throws IOException {
        manager.on(REVISIONS, 200, APPLIED.replace("\"applied\"", "\"planned\""));

        Typed typed = option.isEmpty()
                ? Typed.noon(manager, "plan", file("loans.yaml", ""))
                : Typed.noon(manager, "plan", option, file("loans.yaml", ""));

        assertThat(typed.out()).startsWith("plan: would become revision 3 of dev\n");
        assertThat(typed.exit()).isEqualTo(exit);
        assertThat(manager.calls().get(0).line()).endsWith("?dryRun=true");
    }

    @Test
    void refusesWhatCannotBeRead() {
        assertThat(Typed.noon(manager, "apply", "absent.yaml").err())
                .isEqualTo("noon: absent.yaml: no such file or directory\n");
        assertThat(Typed.noon(manager, "apply", directory.toString()).exit()).isEqualTo(Exit.USAGE);
        assertThat(Typed.noon(manager, "apply").exit()).isEqualTo(Exit.USAGE);
        assertThat(Typed.noon(manager, "apply", "--wait", "61", "-").exit()).isEqualTo(Exit.USAGE);
        assertThat(manager.calls()).isEmpty();
    }

    private String file(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }
}
