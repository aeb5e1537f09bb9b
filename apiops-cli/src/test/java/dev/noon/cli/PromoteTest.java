package dev.noon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cli.terminal.Exit;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code promote}: from one manager to another. */
class PromoteTest {

    private static final String DEV = "/api/v1/environments/dev";
    private static final String STAGE = "/api/v1/environments/stage";
    private static final String PLAN = "POST " + STAGE + "/revisions?dryRun=true";
    private static final String PLANNED = """
            {"environment":"stage","outcome":"planned","revision":{"number":5},
             "changes":[{"action":"create","kind":"ApiProxy","name":"loans"}],"effects":{"flush":[],"keep":0}}""";
    private static final String APPLIED =
            PLANNED.replace("planned", "applied").replace("\"number\":5", "\"number\":5,\"hash\":\"a1b2c3d4e5\"");

    private final FakeAdmin dev = new FakeAdmin();
    private final FakeAdmin stage = new FakeAdmin();
    private final Map<String, String> variables =
            new HashMap<>(Map.of("NOON_URL", dev.url(), "NOON_URL_STAGE", stage.url(), "NOON_TOKEN", FakeAdmin.TOKEN));

    PromoteTest() {
        dev.on("GET " + DEV + "/definitions", 200, """
                {"revision":42,"definitions":[%s,%s,%s]}""".formatted(
                        listed("ApiProxy", "loans", "retail"),
                        listed("Credential", "key", "retail"),
                        listed("Environment", "dev", "default")));
        stage.on("POST " + STAGE + "/revisions", 201, APPLIED).on(PLAN, 200, PLANNED);
    }

    @AfterEach
    void close() {
        dev.close();
        stage.close();
    }

    @Test
    void withoutYesItIsOnlyAPlan() {
        Typed typed = promote();

        assertThat(typed.exit()).as(typed.err()).isEqualTo(Exit.DONE);
        assertThat(typed.out()).startsWith("plan: would become revision 5 of stage\n  + ApiProxy loans\n");
        assertThat(typed.err())
                .isEqualTo("noon: not copied, each environment has its own: Credential/key, Environment/dev\n"
                        + "noon: nothing was changed; --yes promotes it\n");
        assertThat(stage.calls()).hasSize(1);
        assertThat(promote("--detailed-exitcode").exit()).isEqualTo(Exit.CHANGES);
    }

    @Test
    void credentialsAndEnvironmentsStayWhereTheyAre() {
        promote();

        assertThat(sent(0)).containsExactly("dev/retail/ApiProxy/loans.yaml");
        assertThat(stage.calls().get(0).body()).doesNotContain("Credential").doesNotContain("keep:");
    }

    @Test
    void whateverHasASecretStaysBesideTheCredentials() {
        dev.on("GET " + DEV + "/definitions", 200, """
                {"revision":42,"definitions":[%s,%s,%s]}""".formatted(
                        listed("ApiProxy", "loans", "retail"),
                        listed("OAuthClient", "public", "retail"),
                        listed("OAuthClient", "web", "retail")
                                .replace("\"metadata\"", "\"spec\":{\"secret\":\"keep:00\"},\"metadata\"")));

        Typed typed = promote();

        assertThat(sent(0)).containsExactly("dev/retail/ApiProxy/loans.yaml", "dev/retail/OAuthClient/public.yaml");
        assertThat(typed.err()).startsWith("noon: not copied, each environment has its own: OAuthClient/web\n");
    }

    @Test
    void yesPutsInForceWhatWasPlannedOnTheHeadThatWasPlannedFor() {
        Typed typed = promote("--yes", "-m", "release 9");

        assertThat(typed.exit()).as(typed.err()).isEqualTo(Exit.DONE);
        assertThat(typed.out()).startsWith("applied: revision 5 of stage (a1b2c3d4)\n");
        FakeAdmin.Call call = stage.calls().get(1);
        assertThat(call.line())
                .isEqualTo(
                        "POST " + STAGE
                                + "/revisions?dryRun=false&wait=10&message=promoted%20from%20dev%20revision%2042%3A%20release%209");
        assertThat(call.header("If-match")).isEqualTo("\"4\"");
        assertThat(call.header("Idempotency-key")).isNotEmpty();
        assertThat(call.body()).isEqualTo(stage.calls().get(0).body());
    }

    @Test
    void nothingToDoIsSaidAndDone() {
        stage.on(PLAN, 200, """
                {"environment":"stage","outcome":"unchanged","revision":{"number":4,"hash":"aa"},"changes":[]}""");

        Typed typed = promote("--yes");

        assertThat(typed.exit()).isEqualTo(Exit.DONE);
        assertThat(typed.out()).isEqualTo("unchanged: stage is at revision 4 (aa)\n");
        assertThat(stage.calls()).hasSize(1);
    }

    @Test
    void pruningLeavesTheTargetsOwnDefinitionsOfThoseProjectsAlone() {
        stage.on("GET " + STAGE + "/definitions", 200, """
                {"revision":4,"definitions":[%s,%s,%s]}""".formatted(
                        listed("Credential", "key", "retail"),
                        listed("Credential", "other", "ops"),
                        listed("ApiProxy", "extra", "retail")));
        stage.on(PLAN + "&prune=true", 200, PLANNED);

        assertThat(promote("--prune").exit()).isEqualTo(Exit.DONE);

        assertThat(stage.calls().get(1).line()).endsWith("&prune=true");
        assertThat(sent(1)).containsExactly("dev/retail/ApiProxy/loans.yaml", "stage/retail/Credential/key.yaml");
    }

    @Test
    void theAddressMayComeFromTheEnvironmentDefinitionButThenTheTokenMustBeNamed() {
        variables.remove("NOON_URL_STAGE");
        dev.on("GET " + DEV + "/definitions/Environment/stage", 200, """
                {"kind":"Environment","name":"stage","definition":{"spec":{"adminUrl":"%s"}}}""".formatted(stage.url()));

        Typed unnamed = promote();
        assertThat(unnamed.exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(unnamed.err())
                .contains("comes from its Environment definition")
                .contains("NOON_TOKEN_STAGE");
        assertThat(stage.calls()).isEmpty();

        variables.put("NOON_TOKEN_STAGE", FakeAdmin.TOKEN);
        assertThat(promote().exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void aManagerThatNobodyNamesIsAUsageError() {
        variables.remove("NOON_URL_STAGE");

        Typed typed = promote();

        assertThat(typed.exit()).isEqualTo(Exit.USAGE);
        assertThat(typed.err()).contains("--to-url").contains("NOON_URL_STAGE").contains("adminUrl");
        assertThat(noon("promote", "--from", "dev", "--to", "dev").exit()).isEqualTo(Exit.USAGE);
        assertThat(noon("promote", "--from", "dev").exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void eachManagerGetsItsOwnToken() {
        variables.put("NOON_TOKEN", "not-it");
        variables.put("NOON_TOKEN_DEV", FakeAdmin.TOKEN);
        assertThat(promote().err()).contains("not authenticated");

        variables.put("NOON_TOKEN_STAGE", FakeAdmin.TOKEN);
        assertThat(promote().exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void aRefusalOfTheTargetShowsTheLineOfTheDefinition() {
        stage.on(PLAN, 422, """
                {"title":"Invalid definition","errors":[{"file":"dev/retail/ApiProxy/loans.yaml","line":1,"column":7,
                 "field":"/spec/credential","message":"is key; there is no Credential of that name"}]}""");

        Typed typed = promote("--yes");

        assertThat(typed.exit()).isEqualTo(Exit.REFUSED);
        assertThat(typed.err())
                .contains("dev/retail/ApiProxy/loans.yaml:1:7: spec.credential: is key; there is no Credential of that"
                        + " name\n  1 | kind: ApiProxy\n    |       ^\n");
    }

    @Test
    void asJsonItIsWhatTheTargetSaid() {
        assertThat(promote("-o", "json").out()).isEqualTo(PLANNED + "\n");
        assertThat(promote("-o", "json", "--yes").out()).isEqualTo(APPLIED + "\n");
    }

    private Typed promote(String... options) {
        return noon(Stream.concat(Stream.of("promote", "--from", "dev", "--to", "stage"), Stream.of(options))
                .toArray(String[]::new));
    }

    private Typed noon(String... words) {
        return Typed.noon(variables, words);
    }

    /** The names of the files in a request to the target. */
    private List<String> sent(int call) {
        List<String> names = new ArrayList<>();
        Json.createReader(new StringReader(stage.calls().get(call).body()))
                .readObject()
                .getJsonArray("files")
                .getValuesAs(JsonObject.class)
                .forEach(file -> names.add(file.getString("name")));
        return names;
    }

    private static String listed(String kind, String name, String project) {
        return """
                {"kind":"%s","name":"%s","project":"%s","definition":{"kind":"%s","metadata":{"name":"%s"}}}""".formatted(kind, name, project, kind, name);
    }
}
