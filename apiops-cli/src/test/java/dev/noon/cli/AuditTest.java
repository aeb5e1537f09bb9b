package dev.noon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cli.terminal.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {

    private static final String AUDIT = "/api/v1/environments/dev/audit";
    private static final String ENTRY = """
            {"log":"revisions","number":3,"time":"2026-11-21T12:00:00.123Z","actor":"ci (0123456789ab)","action":"apply",
             "objects":[{"action":"update","object":"ApiProxy/loans","projects":["retail"],"before":"aaaaaaaaaa",
             "after":"bbbbbbbbbb"}],"message":"v2","previous":"cc","hash":"dd"}""";

    private final FakeAdmin manager = new FakeAdmin();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void theLogIsATable() {
        manager.on("GET " + AUDIT, 200, "{\"entries\":[" + ENTRY + "]}");

        Typed typed = Typed.noon(manager, "audit", "--project", "retail", "--actor", "ci (", "-n", "5");

        assertThat(typed.out()).isEqualTo("""
                        TIME                  ACTOR              ACTION  OBJECT          ENTRY        MESSAGE
                        2026-11-21T12:00:00Z  ci (0123456789ab)  apply   ApiProxy/loans  revisions/3  v2
                        """);
        assertThat(manager.calls().get(0).line()).isEqualTo("GET " + AUDIT + "?limit=5&actor=ci%20%28&project=retail");
    }

    @Test
    void aTimeMayBeASpan() {
        manager.on("GET " + AUDIT, 200, "{\"entries\":[]}");

        Typed.noon(manager, "audit", "--since", "2h", "--until", "2026-11-21T12:00:00Z");

        assertThat(manager.calls().get(0).line()).contains("&since=20").contains("&until=2026-11-21T12%3A00%3A00Z");
    }

    @Test
    void oneEntryShowsItsFields() {
        manager.on("GET " + AUDIT + "/revisions/3", 200, ENTRY.replace("\"previous\"", """
                        "compared":[{"action":"update","object":"ApiProxy/loans","before":"aaaaaaaaaa","after":"bbbbbbbbbb",
                         "fields":[{"path":"/spec/route/path","old":"/a","new":"/b"}]}],"previous\""""));

        assertThat(Typed.noon(manager, "audit", "revisions/3").out())
                .contains("actor       ci (0123456789ab)\n")
                .contains("  update ApiProxy/loans  aaaaaaaa → bbbbbbbb\n      spec.route.path: /a → /b\n");
        assertThat(Typed.noon(manager, "audit", "3").exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void anExportIsANewFileForItsOwner(@TempDir Path directory) throws IOException {
        manager.on("GET " + AUDIT + "/export", 200, "{\"entries\":[" + ENTRY + "," + ENTRY + "]}");
        Path file = directory.resolve("audit.jsonl");

        assertThat(Typed.noon(manager, "audit", "--export", file.toString()).exit())
                .isEqualTo(Exit.DONE);

        assertThat(Files.readAllLines(file)).hasSize(2).allMatch(line -> line.startsWith("{\"log\":\"revisions\""));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Typed.noon(manager, "audit", "--export", file.toString()).exit())
                .isEqualTo(Exit.USAGE);
    }

    @Test
    void aCheckNamesWhereAnEditShows() {
        manager.on("GET " + AUDIT + "/verify", 200, """
                {"intact":false,"checked":5,"receipts":4,"faults":[{"log":"operations","entry":"1","fault":"does not fit its hash: it was edited"}],
                 "ends":[{"log":"revisions","number":2,"hash":"ff"},{"log":"receipts/node-1","number":4,"hash":"ee"}]}""");

        Typed typed = Typed.noon(manager, "audit", "--verify");

        assertThat(typed.out())
                .isEqualTo("operations/1 does not fit its hash: it was edited\nrevisions end at 2  ff\n"
                        + "receipts/node-1 end at 4  ee\n5 entries and 4 receipts checked: 1 fault\n");
        assertThat(typed.exit()).isEqualTo(Exit.REFUSED);
    }

    @Test
    void aTokenIsAllThatStandardOutputSays() {
        manager.on("POST /api/v1/tokens", 201, """
                {"id":"0123456789ab","name":"ci","grants":["publisher:dev:retail"],"expires":"2027-02-19T12:00:00.000Z",
                 "token":"noon_0123456789ab_secret"}""");

        Typed typed =
                Typed.noon(manager, "token", "create", "ci", "--grant", "publisher:dev:retail", "--expires", "30d");

        assertThat(typed.out()).isEqualTo("noon_0123456789ab_secret\n");
        assertThat(typed.err())
                .contains("publisher:dev:retail")
                .contains("2027-02-19")
                .doesNotContain("_secret");
        assertThat(manager.calls().get(0).body())
                .isEqualTo("{\"name\":\"ci\",\"grants\":[\"publisher:dev:retail\"],\"seconds\":2592000}");
        assertThat(Typed.noon(manager, "token", "create", "ci", "-g", "x", "--expires", "soon")
                        .exit())
                .isEqualTo(Exit.USAGE);
        assertThat(Typed.noon(manager, "token", "create", "ci").exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void tokensAreListedAndRevoked() {
        manager.on("GET /api/v1/tokens", 200, """
                {"tokens":[{"id":"0123456789ab","name":"ci","grants":["reader:dev:*"],"state":"good",
                 "expires":"2027-02-19T12:00:00.000Z"}]}""");
        manager.on("DELETE /api/v1/tokens/0123456789ab", 200, "{\"id\":\"0123456789ab\",\"name\":\"ci\"}");

        assertThat(Typed.noon(manager, "token", "list").out()).isEqualTo("""
                        ID            NAME  STATE  EXPIRES               GRANTS
                        0123456789ab  ci    good   2027-02-19T12:00:00Z  reader:dev:*
                        """);
        assertThat(Typed.noon(manager, "token", "revoke", "0123456789ab").out())
                .isEqualTo("revoked: token 0123456789ab (ci)\n");
        assertThat(Typed.noon(manager, "token").out()).contains("create").contains("revoke");
    }
}
