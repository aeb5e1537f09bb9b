package dev.noon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cli.terminal.Exit;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskingTest {

    private static final String DEV = "/api/v1/environments/dev";
    private static final String DEFINITION = """
            {"kind":"Upstream","name":"loans-backend","project":"retail","hash":"0123456789","generation":2,"revision":3,
             "definition":{"apiVersion":"noon.dev/v1","kind":"Upstream","metadata":{"name":"loans-backend"},
              "spec":{"targets":[{"url":"http://127.0.0.1:9000","weight":1}],"on":true,"none":null,"like":"true"}}}""";

    private final FakeAdmin manager = new FakeAdmin();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void historyIsATable() {
        manager.on("GET " + DEV + "/revisions", 200, """
                {"revisions":[
                 {"number":12,"hash":"bbbbbbbbbb","actor":"administrator","time":"2026-11-21T12:00:00.123Z","message":"v2",
                  "changes":[{"action":"update","kind":"ApiProxy","name":"loans"}]},
                 {"number":1,"hash":"aaaaaaaaaa","actor":"administrator","time":"2026-11-21T11:00:00Z","changes":[
                  {"action":"create","name":"a"},{"action":"create","name":"b"},{"action":"delete","name":"c"},
                  {"action":"create","name":"d"}]}]}""");

        Typed typed = Typed.noon(manager, "history", "-n", "5", "--before", "13");

        assertThat(typed.out()).isEqualTo("""
                        REVISION  HASH      TIME                  ACTOR          CHANGES           MESSAGE
                        12        bbbbbbbb  2026-11-21T12:00:00Z  administrator  ~loans            v2
                        1         aaaaaaaa  2026-11-21T11:00:00Z  administrator  +a +b and 2 more  -
                        """);
        assertThat(manager.calls().get(0).line()).isEqualTo("GET " + DEV + "/revisions?limit=5&before=13");
    }

    @Test
    void getListsAndPrintsYamlThatCanBeAppliedAgain() {
        manager.on("GET " + DEV + "/definitions", 200, "{\"revision\":3,\"definitions\":[" + DEFINITION + "]}");
        manager.on("GET " + DEV + "/definitions/Upstream/loans-backend", 200, DEFINITION);

        assertThat(Typed.noon(manager, "get").out()).isEqualTo("""
                        KIND      NAME           PROJECT  REVISION  GENERATION  HASH
                        Upstream  loans-backend  retail   3         2           01234567
                        """);
        assertThat(Typed.noon(manager, "get", "upstreams", "loans-backend", "-o", "yaml")
                        .out())
                .isEqualTo("""
                        apiVersion: noon.dev/v1
                        kind: Upstream
                        metadata:
                          name: loans-backend
                        spec:
                          targets:
                          - url: http://127.0.0.1:9000
                            weight: 1
                          on: true
                          none: null
                          like: 'true'
                        """);
        assertThat(Typed.noon(manager, "get", "Upstream", "other").exit()).isEqualTo(Exit.REFUSED);
    }

    @Test
    void explainTellsRoutePoliciesKeyAndTargets() {
        manager.on("GET " + DEV + "/explain", 200, """
                {"revision":7,"hash":"0123456789","request":{"method":"GET","host":"a.example","target":"/loans/7"},
                 "candidates":[{"proxy":"loans","host":"*","path":"prefix /loans","asks":["GET,PUT"],"taken":true,"why":"taken"}],
                 "proxy":"loans","endpoint":"/loans/{id}",
                 "policies":[{"name":"tenant","type":"requestHeaders","from":"ProxyGroup/g"},
                  {"name":"cache","type":"cache","from":"ApiProxy/loans endpoint 0","ref":"fast"}],
                 "cache":{"scope":"proxy","generation":4,"storage":"tiered","ttlMillis":5000,"inputs":["method","path"],"key":"ab12"},
                 "upstream":{"name":"backend","target":"/7","balance":"turns by weight",
                  "targets":[{"url":"http://10.0.0.1:80","weight":3}],"connectMillis":1000,"responseMillis":5000}}""");

        Typed typed =
                Typed.noon(manager, "explain", "GET", "http://a.example/loans/7?x=1", "-H", "X-A: 1", "-H", "X-B: 2");

        assertThat(typed.out()).isEqualTo("""
                        request   GET a.example/loans/7
                        revision  7 (01234567)
                        proxy     loans
                        endpoint  /loans/{id}
                        policies
                          tenant (requestHeaders) from ProxyGroup/g
                          cache from ApiProxy/loans endpoint 0 by Policy/fast
                        cache     proxy, tiered, ttl 5000 ms, generation 4
                        key       ab12 of method, path
                        upstream  backend as /7
                        balance   turns by weight
                          http://10.0.0.1:80 weight 3
                        timeouts  connect 1000 ms, response 5000 ms

                        ROUTE OF  HOST  PATH           ASKS FOR  VERDICT
                        loans     *     prefix /loans  GET,PUT   taken
                        """);
        assertThat(manager.calls().get(0).line())
                .isEqualTo("GET " + DEV + "/explain?method=GET&url=http%3A%2F%2Fa.example%2Floans%2F7%3Fx%3D1"
                        + "&headers=X-A%3A%201%0AX-B%3A%202");
    }

    @Test
    void explainTellsWhyNot() {
        manager.on("GET " + DEV + "/explain", 200, """
                {"revision":7,"hash":"0123456789","candidates":[],
                 "refused":{"status":405,"cause":"method-not-allowed","reason":"none has it","allow":["GET","HEAD"]}}""");

        assertThat(Typed.noon(manager, "explain", "/loans").out()).isEqualTo("""
                        revision  7 (01234567)
                        answer    405 method-not-allowed: none has it
                        allow     GET, HEAD
                        """);
        assertThat(Typed.noon(manager, "explain", "/loans", "-H", "x").exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void membersSayWhoIsLive() {
        manager.on("GET /api/v1/members", 200, """
                {"members":[{"node":"node-1","environment":"dev","address":"127.0.0.1:5701","state":"ready","duty":"serving","revision":3,
                 "hash":"a1b2c3d4e5","operation":7,"heartbeatAgeMillis":312,"live":true}]}""");

        assertThat(Typed.noon(manager, "members").out()).isEqualTo("""
                        NODE    ENVIRONMENT  ADDRESS         STATE  DUTY     REVISION  HASH      OPERATION  HEARD       LIVE
                        node-1  dev          127.0.0.1:5701  ready  serving  3         a1b2c3d4  7          312 ms ago  yes
                        """);
    }

    @Test
    void receiptsEndWithThreeWhenSomebodyIsMissing() {
        manager.on("GET " + DEV + "/revisions/3/receipts", 200, """
                {"revision":3,"hash":"a1b2c3d4e5","complete":false,"receipts":[
                 {"node":"node-1","state":"pending","revision":2,"hash":"ff"}]}""");
        manager.on("GET " + DEV + "/revisions/3/figures", 200, """
                {"revision":3,"hash":"a1b2c3d4e5","settled":false,"audit":{"receipts":0,"live":1,"completeness":0.0},
                 "nodes":[{"node":"node-1","state":"pending","live":true}]}""");

        Typed typed = Typed.noon(manager, "receipts", "3");

        assertThat(typed.out()).isEqualTo("""
                        revision 3 of dev (a1b2c3d4)
                        ✗ node-1  revision 2  ff  -  pending

                        propagation  - to the last receipt
                        audit        0 receipts of 1 live nodes
                        dropped      pending
                        memory       pending

                        NODE    FIGURES  RECEIPT  DROPPED  ALLOCATED  COLLECTED  PAUSES
                        node-1  pending  -        -        -          -          -
                        """);
        assertThat(typed.exit()).isEqualTo(Exit.LAGGING);
    }

    @Test
    void receiptsTellWhatPuttingItInForceCost() {
        manager.on("GET " + DEV + "/revisions/3/receipts", 200, """
                {"revision":3,"hash":"a1b2c3d4e5","complete":true,"receipts":[
                 {"node":"node-1","state":"acknowledged","revision":3,"hash":"a1b2c3d4e5","millis":21}]}""");
        manager.on("GET " + DEV + "/revisions/3/figures", 200, """
                {"revision":3,"hash":"a1b2c3d4e5","settled":true,"propagationMillis":34,
                 "audit":{"receipts":2,"live":2,"completeness":1.0},
                 "dropped":1,"allocatedBytes":2621440,"collectedBytes":1536,"pauseMillis":4,"nodes":[
                 {"node":"node-1","state":"measured","live":true,"millis":21,"dropped":1,"allocatedBytes":2621440,
                  "collectedBytes":1536,"pauseMillis":4},
                 {"node":"node-2","state":"measured","live":true,"millis":34,"dropped":0,"allocatedBytes":0}]}""");

        Typed typed = Typed.noon(manager, "receipts", "3");

        assertThat(typed.out()).endsWith("""

                        propagation  34 ms to the last receipt
                        audit        2 receipts of 2 live nodes
                        dropped      1
                        memory       2.5 MiB allocated, 1.5 KiB collected in pauses of 4 ms

                        NODE    FIGURES   RECEIPT  DROPPED  ALLOCATED  COLLECTED  PAUSES
                        node-1  measured  21 ms    1        2.5 MiB    1.5 KiB    4 ms
                        node-2  measured  34 ms    0        0 B        -          -
                        """);
        assertThat(typed.exit()).isEqualTo(Exit.DONE);
        assertThat(Typed.noon(manager, "receipts", "3", "-o", "json").out())
                .contains("\"complete\":true")
                .contains("\"figures\":{\"revision\":3")
                .contains("\"propagationMillis\":34");
    }

    @Test
    void showTellsWhoWhenWhyAndWhat() {
        manager.on("GET " + DEV + "/revisions/3", 200, """
                {"number":3,"hash":"a1b2","previous":"ffff","actor":"administrator","origin":"127.0.0.1","message":"v2",
                 "time":"2026-11-21T12:00:00Z","changes":[{"action":"update","kind":"ApiProxy","name":"loans"}],
                 "definitions":[{"kind":"ApiProxy","name":"loans","hash":"0011223344"}]}""");

        assertThat(Typed.noon(manager, "show", "3").out())
                .contains("number      3\n")
                .contains("message     v2\n")
                .contains("permission  -\n")
                .contains("update  ApiProxy  loans\n")
                .contains("ApiProxy  loans  00112233\n");
    }

    @Test
    void rollbackAndPurgePost() {
        manager.on("POST " + DEV + "/revisions/1/rollback", 201, """
                {"environment":"dev","outcome":"applied","revision":{"number":4,"hash":"aa"},"changes":[],"receipts":[],
                 "complete":true}""");
        manager.on("POST " + DEV + "/purges", 201, """
                {"operation":7,"purge":{"proxy":"loans"},"receipts":[
                 {"node":"node-1","state":"acknowledged","operation":7,"millis":4}],"complete":true}""");

        assertThat(Typed.noon(manager, "rollback", "1", "--wait", "3").out())
                .isEqualTo("applied: revision 4 of dev (aa)\n");
        assertThat(Typed.noon(manager, "purge", "--proxy", "loans").out())
                .isEqualTo("purged: proxy loans (operation 7)\n✓ node-1  operation 7  4 ms\n");
        Typed.noon(manager, "purge", "--all");

        assertThat(manager.calls().get(0).line()).isEqualTo("POST " + DEV + "/revisions/1/rollback?wait=3");
        assertThat(manager.calls().get(1).body()).isEqualTo("{\"proxy\":\"loans\"}");
        assertThat(manager.calls().get(2).body()).isEqualTo("{\"all\":true}");
        assertThat(Typed.noon(manager, "purge").exit()).isEqualTo(Exit.USAGE);
        assertThat(Typed.noon(manager, "purge", "--all", "--proxy", "x").exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void bansAreListedAndLifted() {
        String id = "0123456789abcdef0123456789abcdef";
        manager.on("GET " + DEV + "/bans", 200, """
                {"bans":[{"id":"%s","owner":"ApiProxy/loans","client":"203.0.113.7","node":"node-2",
                 "since":"2026-11-21T12:00:00.000Z","until":"2026-11-21T12:15:00.000Z"},
                 {"id":"b","owner":"ProxyGroup/g","node":"node-1","since":"2026-11-21T12:00:00.000Z",
                 "until":"2026-11-21T12:15:00.000Z"}]}""".formatted(id));
        manager.on("POST " + DEV + "/bans/lift", 201, """
                {"operation":9,"receipts":[{"node":"node-1","state":"acknowledged","operation":9,"millis":4}],
                 "complete":true}""");

        assertThat(Typed.noon(manager, "ban", "list").out())
                .contains(id)
                .contains("203.0.113.7")
                .containsPattern("ProxyGroup/g +- ");
        assertThat(Typed.noon(manager, "ban", "lift", id).out())
                .isEqualTo("lifted: " + id + " (operation 9)\n✓ node-1  operation 9  4 ms\n");
        Typed.noon(manager, "ban", "lift", "--all");

        assertThat(manager.calls().get(1).body()).isEqualTo("{\"ban\":\"" + id + "\"}");
        assertThat(manager.calls().get(2).body()).isEqualTo("{\"all\":true}");
        assertThat(Typed.noon(manager, "ban", "lift").exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void breakersAreListedAndReset() {
        manager.on("GET " + DEV + "/breakers", 200, """
                {"breakers":[{"upstream":"loans","target":"http://a:1","state":"open","failedTries":2,"retryMillis":900,
                 "known":true,"node":"node-2","since":"2026-11-21T12:00:00.000Z"}]}""");
        manager.on("POST " + DEV + "/breakers/reset", 201, """
                {"operation":8,"receipts":[{"node":"node-1","state":"acknowledged","operation":8,"millis":4}],
                 "complete":true}""");

        assertThat(Typed.noon(manager, "breaker").out())
                .contains("loans")
                .contains("open")
                .contains("900 ms")
                .contains("node-2");
        assertThat(Typed.noon(manager, "breaker", "list").out()).contains("http://a:1");
        assertThat(Typed.noon(manager, "breaker", "reset", "loans").out())
                .isEqualTo("reset: loans (operation 8)\n✓ node-1  operation 8  4 ms\n");
        Typed.noon(manager, "breaker", "reset", "loans", "--target", "http://a:1");
        Typed.noon(manager, "breaker", "reset", "--all");

        assertThat(manager.calls().get(2).body()).isEqualTo("{\"upstream\":\"loans\"}");
        assertThat(manager.calls().get(3).body()).isEqualTo("{\"upstream\":\"loans\",\"target\":\"http://a:1\"}");
        assertThat(manager.calls().get(4).body()).isEqualTo("{\"all\":true}");
        assertThat(Typed.noon(manager, "breaker", "reset").exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void withoutAManagerItEndsWithFour() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Typed typed = Typed.noon(Map.of("NOON_TOKEN", "t", "NOON_URL", "http://127.0.0.1:" + free), "history");

        assertThat(typed.exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(typed.err())
                .startsWith("noon: http://127.0.0.1:" + free + " cannot be reached\n")
                .contains("noon status");
    }

    @Test
    void somethingElseOnThatPortIsNamed() {
        manager.on("GET " + DEV + "/revisions", 200, "text/html", "<html>hello</html>");

        Typed typed = Typed.noon(manager, "history");

        assertThat(typed.exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(typed.err()).contains("text/html").contains("is it really a Noon admin listener?");
    }

    @Test
    void theTokenComesFromTheFileOfTheDataDirectoryAndIsNeverShown(@TempDir Path data) throws IOException {
        manager.on("GET " + DEV + "/revisions", 200, "{\"revisions\":[]}");
        String[] words = {"history", "--url", manager.url(), "--data", data.toString()};

        Typed without = Typed.noon(Map.of(), words);
        Files.writeString(data.resolve("admin-token"), FakeAdmin.TOKEN + "\n");
        Typed with = Typed.noon(Map.of(), words);
        Typed wrong = Typed.noon(Map.of("NOON_TOKEN", "not-it"), words);

        assertThat(without.exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(without.err()).contains("noon up").contains("NOON_TOKEN");
        assertThat(with.exit()).isEqualTo(Exit.DONE);
        assertThat(wrong.exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(wrong.err()).contains("not authenticated").doesNotContain("not-it");
    }

    @Test
    void usageErrorsEndWithTwo() {
        assertThat(Typed.noon(manager, "histroy").err()).contains("history");
        assertThat(Typed.noon(manager, "histroy").exit()).isEqualTo(Exit.USAGE);
        assertThat(Typed.noon(manager, "history", "--url", "ftp://x").exit()).isEqualTo(Exit.USAGE);
        assertThat(Typed.noon(manager, "history", "-n", "0").exit()).isEqualTo(Exit.USAGE);
        assertThat(Typed.noon(manager, "up", "--nodes", "10").exit()).isEqualTo(Exit.USAGE);
        assertThat(Typed.noon(manager, "up", "--heap", "lots").exit()).isEqualTo(Exit.USAGE);
        assertThat(Typed.noon(manager, "store", "--data", "x", "--bind", "0.0.0.0")
                        .err())
                .contains("--allow-remote");
    }

    @Test
    void completionIsAScript() {
        assertThat(Typed.noon(manager, "completion").out())
                .contains("complete -F")
                .contains("rollback");
    }
}
