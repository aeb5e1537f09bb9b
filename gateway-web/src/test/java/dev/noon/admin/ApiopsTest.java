package dev.noon.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts rely on: pruning, deleting, repeating, racing, paging. */
final class ApiopsTest {
    private static final String REVISIONS = "/v1/environments/dev/revisions";
    private static final String DEFINITIONS = "/v1/environments/dev/definitions";
    private static final String BACKEND = upstream("backend");

    private final AdminServer server = new AdminServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void pruning_deletes_within_the_projects_of_the_files_and_says_so_beforehand() {
        server.yaml(REVISIONS, BACKEND + proxy("loans", "retail") + proxy("cards", "retail"));

        JsonObject plan =
                AdminServer.json(server.yaml(REVISIONS + "?dryRun=true&prune=true", proxy("rates", "retail")));
        assertThat(steps(plan)).containsExactly("delete cards", "delete loans", "create rates");

        HttpResponse<String> pruned = server.yaml(REVISIONS + "?prune=true", proxy("rates", "retail"));
        assertThat(pruned.statusCode()).isEqualTo(201);
        assertThat(names(server.get(DEFINITIONS))).containsExactly("rates", "backend");
    }

    @Test
    void a_deletion_is_a_revision_for_one_or_several_names() {
        server.yaml(REVISIONS, BACKEND + proxy("loans", "retail") + proxy("cards", "retail"));

        HttpResponse<String> deleted = delete(DEFINITIONS + "/ApiProxy/loans,cards?message=gone");

        assertThat(deleted.statusCode()).isEqualTo(201);
        assertThat(deleted.headers().firstValue("Location").orElse("")).endsWith(REVISIONS + "/2");
        JsonObject json = AdminServer.json(deleted);
        assertThat(steps(json)).containsExactly("delete cards", "delete loans");
        assertThat(json.getJsonObject("revision").getString("permission")).isEqualTo("delete");
        assertThat(json.getJsonObject("revision").getString("message")).isEqualTo("gone");
        assertThat(delete(DEFINITIONS + "/Upstream/backend?dryRun=true").statusCode())
                .isEqualTo(200);
        assertThat(names(server.get(DEFINITIONS))).containsExactly("backend");
    }

    @Test
    void what_others_refer_to_cannot_be_deleted_and_they_are_named() {
        server.yaml(REVISIONS, BACKEND + proxy("loans", "retail"));

        HttpResponse<String> refused = delete(DEFINITIONS + "/Upstream/backend");

        assertThat(refused.statusCode()).isEqualTo(409);
        JsonObject problem = AdminServer.json(refused);
        assertThat(problem.getString("type")).endsWith("/still-used");
        assertThat(problem.getString("detail"))
                .isEqualTo("Upstream/backend cannot be deleted: ApiProxy/loans refers to it in spec.upstream");
        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("message"))
                .contains("ApiProxy/loans refers to it");
        assertThat(numberOfRevisions()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Upstream/other",
                "/Upstream/backend,other",
                "/Nothing/backend",
                "/Upstream/..",
                "/Upstream/a%00"
            })
    void what_does_not_exist_cannot_be_deleted(String path) {
        server.yaml(REVISIONS, BACKEND);

        assertThat(delete(DEFINITIONS + path).statusCode()).isIn(404, 405);
        assertThat(numberOfRevisions()).isEqualTo(1);
    }

    @Test
    void the_same_key_twice_is_one_revision() {
        HttpResponse<String> first = keyed("\"a-key\"", BACKEND);
        server.yaml(REVISIONS, proxy("loans", "retail"));

        HttpResponse<String> again = keyed("a-key", "# once more\n" + BACKEND);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(AdminServer.json(first).containsKey("replayed")).isFalse();
        assertThat(again.statusCode()).isEqualTo(200);
        JsonObject json = AdminServer.json(again);
        assertThat(json.getBoolean("replayed")).isTrue();
        assertThat(json.getString("outcome")).isEqualTo("applied");
        assertThat(json.getJsonObject("revision"))
                .isEqualTo(AdminServer.json(first).getJsonObject("revision"));
        assertThat(json.getJsonObject("revision").getString("idempotencyKey")).isEqualTo("a-key");
        assertThat(json.getJsonArray("changes"))
                .isEqualTo(AdminServer.json(first).getJsonArray("changes"));
        assertThat(numberOfRevisions()).isEqualTo(2);
    }

    @Test
    void the_same_key_with_another_body_is_refused() {
        keyed("a-key", BACKEND);

        HttpResponse<String> other = keyed("a-key", upstream("other"));

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(AdminServer.json(other).getString("type")).endsWith("/idempotency-key-reused");
        assertThat(numberOfRevisions()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "\"\"", "tab\there"})
    void a_key_that_is_none_is_refused(String key) {
        assertThat(keyed(key, BACKEND).statusCode()).isEqualTo(400);
        assertThat(numberOfRevisions()).isZero();
    }

    @Test
    void a_stale_precondition_says_who_was_faster() {
        server.yaml(REVISIONS + "?message=hello", BACKEND);

        HttpResponse<String> stale = server.send(server.request(REVISIONS)
                .header("If-Match", "\"0\"")
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(proxy("loans", "retail"))));

        assertThat(stale.statusCode()).isEqualTo(412);
        JsonObject problem = AdminServer.json(stale);
        assertThat(problem.getString("detail")).isEqualTo("the head is revision 1 by administrator; expected 0");
        JsonObject winner = problem.getJsonObject("winner");
        assertThat(winner.getInt("number")).isEqualTo(1);
        assertThat(winner.getString("actor")).isEqualTo("administrator");
        assertThat(winner.getString("message")).isEqualTo("hello");
        assertThat(winner.getString("time")).endsWith("Z");
    }

    @Test
    void definitions_come_page_by_page_and_every_one_once() {
        server.yaml(
                REVISIONS,
                IntStream.range(0, 25)
                        .mapToObj(i -> upstream(i % 3 == 0 ? "a" + i : "a." + i))
                        .collect(Collectors.joining()));
        List<String> all = names(server.get(DEFINITIONS));

        List<String> paged = new ArrayList<>();
        JsonObject page = AdminServer.json(server.get(DEFINITIONS + "?limit=10"));
        paged.addAll(names(page));
        while (page.containsKey("next")) {
            assertThat(page.getJsonArray("definitions")).hasSize(10);
            page = AdminServer.json(server.get(DEFINITIONS + "?limit=10&after=" + page.getString("next")));
            paged.addAll(names(page));
        }

        assertThat(paged).isEqualTo(all).hasSize(25).doesNotHaveDuplicates();
        assertThat(names(server.get(DEFINITIONS + "/Upstream?limit=2&after=Upstream/a.1")))
                .hasSize(2);
    }

    @Test
    void what_a_revision_put_in_force_comes_page_by_page_too() {
        server.yaml(REVISIONS, upstream("a") + upstream("b") + upstream("c"));

        JsonObject first = AdminServer.json(server.get(REVISIONS + "/1?limit=2"));
        JsonObject second = AdminServer.json(server.get(REVISIONS + "/1?limit=2&after=" + first.getString("next")));

        assertThat(names(first)).containsExactly("a", "b");
        assertThat(names(second)).containsExactly("c");
        assertThat(second.containsKey("next")).isFalse();
    }

    @Test
    void a_list_of_revisions_names_a_hundred_changes_and_counts_all() {
        server.yaml(
                REVISIONS,
                IntStream.range(0, 130).mapToObj(i -> upstream("u" + i)).collect(Collectors.joining()));

        JsonObject listed = AdminServer.json(server.get(REVISIONS))
                .getJsonArray("revisions")
                .getJsonObject(0);

        assertThat(listed.getJsonArray("changes")).hasSize(100);
        assertThat(listed.getInt("changeCount")).isEqualTo(130);
        assertThat(AdminServer.json(server.get(REVISIONS + "/1")).getJsonArray("changes"))
                .hasSize(130);
    }

    @Test
    void definitions_can_be_those_of_one_project() {
        server.yaml(REVISIONS, BACKEND + proxy("loans", "retail") + proxy("cards", "bank"));

        assertThat(names(server.get(DEFINITIONS + "?project=retail"))).containsExactly("loans");
        assertThat(names(server.get(DEFINITIONS + "/ApiProxy?project=bank"))).containsExactly("cards");
        assertThat(names(server.get(DEFINITIONS + "?project=nobody"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "after=loans",
                "after=ApiProxy",
                "after=ApiProxy/",
                "after=No/x",
                "sort=x"
            })
    void a_page_that_is_none_is_refused(String query) {
        assertThat(server.get(DEFINITIONS + "?" + query).statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> keyed(String key, String text) {
        return server.send(server.request(REVISIONS)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(text)));
    }

    private HttpResponse<String> delete(String path) {
        return server.send(server.request(path).DELETE());
    }

    private int numberOfRevisions() {
        return AdminServer.json(server.get(REVISIONS)).getJsonArray("revisions").size();
    }

    private static String upstream(String name) {
        return """
                apiVersion: noon.dev/v1
                kind: Upstream
                metadata: { name: %s }
                spec: { targets: [ { url: "http://127.0.0.1:9000" } ] }
                ---
                """.formatted(name);
    }

    private static String proxy(String name, String project) {
        return """
                apiVersion: noon.dev/v1
                kind: ApiProxy
                metadata: { name: %s, project: %s }
                spec: { route: { path: /%s }, upstream: backend }
                ---
                """.formatted(name, project, name);
    }

    private static List<String> steps(JsonObject answer) {
        return answer.getJsonArray("changes").getValuesAs(JsonObject.class).stream()
                .map(change -> change.getString("action") + " " + change.getString("name"))
                .toList();
    }

    private static List<String> names(HttpResponse<String> answer) {
        return names(AdminServer.json(answer));
    }

    private static List<String> names(JsonObject page) {
        return page.getJsonArray("definitions").getValuesAs(JsonObject.class).stream()
                .map(one -> one.getString("name"))
                .toList();
    }
}
