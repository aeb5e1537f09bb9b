package dev.noon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cli.terminal.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts, drains, strict changes, and what a plan says of effects. */
class RolloutTest {

    private static final String REVISIONS = "POST /api/v1/environments/dev/revisions";
    private static final String RECEIPTS = "GET /api/v1/environments/dev/revisions/3/receipts";
    private static final String PLANNED = """
            {"environment":"dev","outcome":"planned","revision":{"number":3,"hash":"a1b2c3d4e5f6"},"verdict":"drain",
             "changes":[{"action":"update","kind":"Upstream","name":"backend","verdict":"drain","reason":"it would add up",
               "fields":[{"path":"/spec/maxConcurrent","old":"9","new":"8"}]}],
             "effects":{"flush":["loans"],"keep":2,
               "routes":{"added":["/fees (fees)"],"removed":["/old (old)"],"changed":["/a (a) → /b (a)"]},
               "pools":{"opened":["backend"],"closed":["backend"],"kept":4},
               "entries":{"flush":"~12","keep":"~0","byProxy":{"loans":"~12"}},
               "notYetEnforced":["Probe/home: probes are not yet run"],"warnings":["keeps by force"]},
             "receipts":[],"complete":true}""";

    private final FakeAdmin manager = new FakeAdmin();
    private final String file;

    RolloutTest(@TempDir Path directory) throws IOException {
        file = Files.writeString(directory.resolve("a.yaml"), "kind: X\n").toString();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aPlanSaysWhatIsTouchedAndHowItCanBeDone() {
        manager.on(REVISIONS, 200, PLANNED);

        Typed typed = Typed.noon(manager, "plan", "--cache", "keep", file);

        assertThat(typed.out()).isEqualTo("""
                        plan: would become revision 3 of dev
                          ~ Upstream backend  drain: it would add up
                              spec.maxConcurrent: 9 → 8
                          flushes the cache of loans (~12 answers); keeps 2
                          adds route /fees (fees)
                          changes route /a (a) → /b (a)
                          removes route /old (old)
                          opens connections to backend
                          closes those it had to backend
                          not yet enforced: Probe/home: probes are not yet run
                          note: keeps by force
                          drain: `noon apply` refuses this; `noon rollout` does it node by node
                        """);
        assertThat(typed.exit()).isEqualTo(Exit.DONE);
        assertThat(manager.calls().get(0).line()).endsWith("?dryRun=true&cache=keep");
    }

    @Test
    void aRolloutIsWatchedUntilEveryNodeHasAnswered() {
        manager.on(
                REVISIONS,
                201,
                PLANNED.replace("planned", "applied").replace("\"complete\":true", "\"complete\":false"));
        manager.on("GET /api/v1/members", 200, "{\"members\":[]}");
        manager.on(RECEIPTS, 200, """
                {"revision":3,"complete":true,"receipts":[
                 {"node":"node-1","state":"acknowledged","revision":3,"hash":"a1b2c3d4e5f6","millis":6042}]}""");

        Typed typed = Typed.noon(manager, "rollout", "-m", "why", file);

        assertThat(typed.out()).contains("applied: revision 3").endsWith("✓ node-1  revision 3  a1b2c3d4  6042 ms\n");
        assertThat(typed.exit()).isEqualTo(Exit.DONE);
        assertThat(manager.calls().get(0).line()).endsWith("?dryRun=false&rollout=true&message=why");
    }

    @Test
    void aRolloutThatStopsNamesWhoAndWhy() {
        manager.on(REVISIONS, 201, PLANNED.replace("planned", "applied"));
        manager.on(RECEIPTS, 200, """
                {"revision":3,"complete":false,"receipts":[
                 {"node":"node-1","state":"refused","revision":2,"hash":"ff","reason":"Upstream/backend spec: no"}]}""");

        Typed typed = Typed.noon(manager, "rollout", file);

        assertThat(typed.out()).contains("refused: Upstream/backend spec: no");
        assertThat(typed.exit()).isEqualTo(Exit.LAGGING);
        assertThat(Typed.noon(manager, "rollout", "--wait", "4000", file).exit())
                .isEqualTo(Exit.USAGE);
    }

    @Test
    void aRolloutIsCarriedOutOnceAndOnTheHeadThatWasSeen() {
        manager.on(REVISIONS, 503, "{\"type\":\"https://noon.dev/problems/store-unavailable\",\"title\":\"away\"}");

        Typed typed = Typed.noon(manager, "rollout", "--if-head", "2", "--idempotency-key", "friday", file);

        assertThat(manager.calls().get(0).header("Idempotency-key")).isEqualTo("friday");
        assertThat(manager.calls().get(0).header("If-match")).isEqualTo("\"2\"");
        assertThat(typed.exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(typed.err()).contains("repeat it with --idempotency-key friday");
    }

    @Test
    void aRolloutWithoutAKeyMakesOneAndAnyHeadWillDo() {
        manager.on(REVISIONS, 503, "{\"type\":\"https://noon.dev/problems/store-unavailable\",\"title\":\"away\"}");

        Typed typed = Typed.noon(manager, "rollout", file);

        String made = manager.calls().get(0).header("Idempotency-key");
        assertThat(made).matches("[0-9a-f-]{36}");
        assertThat(manager.calls().get(0).header("If-match")).isEmpty();
        assertThat(typed.err()).contains("repeat it with --idempotency-key " + made);
    }

    @Test
    void whoCouldNotPrepareAStrictChangeIsNamed() {
        manager.on(REVISIONS, 409, """
                {"type":"https://noon.dev/problems/aborted","title":"Aborted","status":409,"detail":"nothing was changed",
                 "receipts":[{"node":"node-1","state":"acknowledged"},{"node":"node-2","state":"pending"},
                  {"node":"node-3","state":"refused","reason":"ApiProxy/loans spec.upstream: no"}],"complete":false}""");

        Typed typed = Typed.noon(manager, "apply", "--strict", file);

        assertThat(typed.exit()).isEqualTo(Exit.REFUSED);
        assertThat(typed.err()).isEqualTo("""
                        noon: Aborted: nothing was changed
                          node-1 could
                          node-2 did not answer in time
                          node-3 could not: ApiProxy/loans spec.upstream: no
                        """);
        assertThat(manager.calls().get(0).line()).contains("&strict=true");
    }

    @Test
    void aNodeIsDrainedAndUndrained() {
        manager.on("POST /api/v1/members/node-2/drain", 201, """
                {"operation":7,"drain":"node-2","drained":["node-2"],"complete":true,"receipts":[
                 {"node":"node-1","state":"acknowledged","operation":7,"millis":12}]}""");

        Typed drained = Typed.noon(manager, "drain", "node-2");
        Typed undone = Typed.noon(manager, "drain", "--undo", "node-2");

        assertThat(drained.out()).isEqualTo("drained: node-2 (operation 7)\n✓ node-1  operation 7  12 ms\n");
        assertThat(undone.out()).startsWith("undrained: node-2");
        assertThat(manager.calls().get(1).line()).isEqualTo("POST /api/v1/members/node-2/drain?wait=10&undo=true");
    }
}
