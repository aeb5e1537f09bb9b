package dev.noon.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** In which manner a change is put in force: rolled out, by vote, with the caches kept; and nodes out of traffic. */
final class ChangeMannersTest extends WithAdminServer {
    @Test
    void a_change_that_is_not_hot_is_planned_and_refused_and_rolled_out() {
        server.startNode();
        server.yaml(REVISIONS + "?wait=1", BACKEND.replace("spec: {", "spec: { maxConcurrent: 9,") + LOANS);
        String lower = BACKEND.replace("spec: {", "spec: { maxConcurrent: 8,");

        HttpResponse<String> planned = server.yaml(REVISIONS + "?dryRun=true", lower);
        assertThat(AdminServer.json(planned).getString("verdict")).isEqualTo("drain");
        assertThat(AdminServer.json(planned)
                        .getJsonArray("changes")
                        .getJsonObject(0)
                        .getString("reason"))
                .contains("places under the old limit");
        HttpResponse<String> refused = server.yaml(REVISIONS, lower);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(AdminServer.json(refused).getString("type")).endsWith("/not-hot");
        assertThat(AdminServer.json(server.get(REVISIONS)).getJsonArray("revisions"))
                .hasSize(1);

        HttpResponse<String> rolled = server.yaml(REVISIONS + "?rollout=true&wait=1", lower);
        assertThat(rolled.statusCode()).isEqualTo(201);
        assertThat(AdminServer.json(rolled).getJsonObject("revision").getBoolean("rollout"))
                .isTrue();
        assertThat(AdminServer.json(rolled).getBoolean("complete")).isTrue();
    }

    @Test
    void an_operator_may_keep_what_a_change_would_drop_and_the_plan_and_the_revision_say_so() {
        server.yaml(REVISIONS, BACKEND + LOANS);
        String tainting = BACKEND.replace("9000", "9001");

        JsonObject effects = AdminServer.json(server.yaml(REVISIONS + "?dryRun=true&cache=keep", tainting))
                .getJsonObject("effects");
        assertThat(effects.getJsonArray("flush")).isEmpty();
        assertThat(effects.getJsonArray("warnings").getString(0))
                .contains("keeps by force the stored answers of loans")
                .contains("made under the old definitions");
        JsonObject applied = AdminServer.json(server.yaml(REVISIONS + "?cache=keep", tainting));
        assertThat(applied.getJsonObject("revision").getString("cache")).isEqualTo("keep");
        assertThat(applied.getJsonObject("revision").getJsonArray("tainted")).isEmpty();

        JsonObject flushed = AdminServer.json(server.yaml(REVISIONS + "?cache=flush", LOANS.replace("v1 }", "v2 }")));
        assertThat(flushed.getJsonObject("revision").getJsonArray("tainted")).hasSize(1);
        assertThat(server.yaml(REVISIONS + "?cache=maybe", BACKEND).statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_strict_change_is_voted_on() {
        server.startNode();
        HttpResponse<String> applied = server.yaml(REVISIONS + "?strict=true&wait=1", BACKEND + LOANS);
        assertThat(applied.statusCode()).isEqualTo(201);

        server.refuse("no room here");
        HttpResponse<String> aborted = server.yaml(REVISIONS + "?strict=true&wait=1", LOANS.replace("v1 }", "v2 }"));
        assertThat(aborted.statusCode()).isEqualTo(409);
        JsonObject problem = AdminServer.json(aborted);
        assertThat(problem.getString("type")).endsWith("/aborted");
        JsonObject receipt = problem.getJsonArray("receipts").getJsonObject(0);
        assertThat(receipt.getString("node")).isEqualTo("node-1");
        assertThat(receipt.getString("state")).isEqualTo("refused");
        assertThat(receipt.getString("definition")).isEqualTo("ApiProxy/loans");
        assertThat(receipt.getString("field")).isEqualTo("spec.policies.cache");
        assertThat(receipt.getString("reason")).isEqualTo("ApiProxy/loans spec.policies.cache: no room here");
        assertThat(AdminServer.json(server.get(REVISIONS)).getJsonArray("revisions"))
                .hasSize(1);
    }

    @Test
    void a_node_is_drained_and_undrained() {
        server.startNode();
        HttpResponse<String> drained = server.post("/v1/members/node-1/drain?wait=1", "", "");
        assertThat(drained.statusCode()).isEqualTo(201);
        assertThat(AdminServer.json(drained).getBoolean("complete")).isTrue();
        assertThat(duty()).isIn("draining", "drained");

        assertThat(server.post("/v1/members/node-1/drain?undo=true&wait=1", "", "")
                        .statusCode())
                .isEqualTo(201);
        assertThat(duty()).isEqualTo("serving");
        assertThat(server.post("/v1/members/node-9/drain", "", "").statusCode()).isEqualTo(404);
    }

    private String duty() {
        return AdminServer.json(server.get("/v1/members"))
                .getJsonArray("members")
                .getJsonObject(0)
                .getString("duty");
    }
}
