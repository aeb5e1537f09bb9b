package dev.noon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cli.terminal.Exit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What verbs that append a revision have in common, and {@code delete}. */
class ChangingTest {

    private static final String DEV = "/api/v1/environments/dev";
    private static final String REVISIONS = "POST " + DEV + "/revisions";
    private static final String APPLIED = """
            {"environment":"dev","outcome":"applied","revision":{"number":3,"hash":"a1b2c3d4e5f6"},"verdict":"hot",
             "changes":[{"action":"delete","kind":"ApiProxy","name":"loans"}],
             "effects":{"flush":[],"keep":1},"receipts":[],"complete":true}""";

    private final FakeAdmin manager = new FakeAdmin();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void everyCommandSendsAKeyOfItsOwn() {
        manager.on(REVISIONS, 201, APPLIED);

        Typed.noon(manager, "apply", "-");
        Typed.noon(manager, "apply", "-");
        Typed.noon(manager, "apply", "--idempotency-key", "build-17", "-");

        assertThat(key(0)).matches("[0-9a-f-]{36}").isNotEqualTo(key(1));
        assertThat(key(2)).isEqualTo("build-17");
    }

    @Test
    void afterABrokenConnectionTheSameKeyIsSentAgain() {
        manager.on(REVISIONS, 200, APPLIED.replace("\"applied\",", "\"applied\",\"replayed\":true,"))
                .cut(1);

        Typed typed = Typed.noon(manager, "apply", "-");

        assertThat(typed.exit()).as(typed.err()).isEqualTo(Exit.DONE);
        assertThat(typed.out())
                .startsWith("applied: revision 3 of dev (a1b2c3d4), by an earlier attempt of this request\n");
        assertThat(manager.calls()).hasSize(2);
        assertThat(key(1)).isEqualTo(key(0));
    }

    @Test
    void whenNobodyAnswersTheKeyIsToldSoThatTheUserCanRepeatIt() {
        manager.on(REVISIONS, 201, APPLIED).cut(3);

        Typed typed = Typed.noon(manager, "apply", "-");

        assertThat(manager.calls()).hasSize(3);
        assertThat(typed.exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(typed.err()).contains("broke off").contains("repeat it with --idempotency-key " + key(0));
    }

    @Test
    void whenTheStoreIsAwayTheKeyIsToldToo() {
        manager.on(REVISIONS, 503, "{\"type\":\"https://noon.dev/problems/store-unavailable\",\"title\":\"away\"}");

        Typed typed = Typed.noon(manager, "apply", "-");

        assertThat(typed.exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(typed.err()).contains("repeat it with --idempotency-key " + key(0));
    }

    @Test
    void whoWasFasterIsShown() {
        manager.on(REVISIONS, 412, """
                {"type":"https://noon.dev/problems/stale-precondition","title":"Stale precondition",
                 "detail":"the head is revision 5 by ann; expected 4","winner":
                 {"number":5,"actor":"ann","time":"2026-11-21T12:00:00.123Z","message":"quarter end"}}""");

        Typed typed = Typed.noon(manager, "apply", "--if-head", "4", "-");

        assertThat(typed.exit()).isEqualTo(Exit.REFUSED);
        assertThat(typed.err()).isEqualTo("""
                        noon: Stale precondition: the head is revision 5 by ann; expected 4
                          revision 5 by ann at 2026-11-21T12:00:00Z: quarter end
                        """);
        assertThat(manager.calls().get(0).header("If-match")).isEqualTo("\"4\"");
    }

    @Test
    void withoutIfHeadAnyHeadWillDo() {
        manager.on(REVISIONS, 201, APPLIED);

        Typed.noon(manager, "apply", "-");
        Typed.noon(manager, "apply", "--if-head", "0", "-");

        assertThat(manager.calls().get(0).header("If-match")).isEmpty();
        assertThat(manager.calls().get(1).header("If-match")).isEqualTo("\"0\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"apply", "plan", "drift"})
    void pruneIsAskedForAndNeverAssumed(String verb) {
        manager.on(REVISIONS, 200, APPLIED);

        Typed.noon(manager, verb, "-");
        Typed.noon(manager, verb, "--prune", "-");

        assertThat(manager.calls().get(0).line()).doesNotContain("prune");
        assertThat(manager.calls().get(1).line()).contains("&prune=true");
    }

    @Test
    void deleteNamesAKindAndSeveralNames() {
        manager.on("DELETE " + DEV + "/definitions/ApiProxy/loans,cards", 201, APPLIED);

        Typed typed = Typed.noon(manager, "delete", "apiproxies", "loans", "cards", "--wait", "3", "-m", "done with");

        assertThat(typed.exit()).as(typed.err()).isEqualTo(Exit.DONE);
        assertThat(typed.out()).startsWith("applied: revision 3 of dev (a1b2c3d4)\n  - ApiProxy loans\n");
        assertThat(manager.calls().get(0).line())
                .isEqualTo(
                        "DELETE " + DEV + "/definitions/ApiProxy/loans,cards?dryRun=false&wait=3&message=done%20with");
        assertThat(key(0)).isNotEmpty();
        assertThat(Typed.noon(manager, "delete", "ApiProxy").exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void deleteSaysWhoStillRefers() {
        manager.on("DELETE " + DEV + "/definitions/Upstream/backend", 409, """
                {"type":"https://noon.dev/problems/still-used","title":"Still used",
                 "detail":"Upstream/backend cannot be deleted: ApiProxy/loans refers to it in spec.upstream",
                 "errors":[{"file":"Upstream/backend","line":1,"column":1,"field":"","message":"cannot be deleted"}]}""");

        Typed typed = Typed.noon(manager, "delete", "upstream", "backend");

        assertThat(typed.exit()).isEqualTo(Exit.REFUSED);
        assertThat(typed.err())
                .isEqualTo("noon: Still used: Upstream/backend cannot be deleted: ApiProxy/loans refers to it in"
                        + " spec.upstream\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--wait=3601", "--if-head=-2", "--idempotency-key=with space"})
    void wrongTermsAreUsageErrors(String option) {
        assertThat(Typed.noon(manager, "apply", option, "-").exit()).isEqualTo(Exit.USAGE);
        assertThat(Typed.noon(manager, "rollout", option, "-").exit()).isEqualTo(Exit.USAGE);
        assertThat(Typed.noon(manager, "delete", option, "Upstream", "x").exit())
                .isEqualTo(Exit.USAGE);
        assertThat(manager.calls()).isEmpty();
    }

    private String key(int call) {
        return manager.calls().get(call).header("Idempotency-key");
    }
}
