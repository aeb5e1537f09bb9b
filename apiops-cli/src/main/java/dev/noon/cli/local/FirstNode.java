package dev.noon.cli.local;

import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.admin.AdminToken;
import dev.noon.cli.admin.AdminUrl;
import dev.noon.cli.terminal.CliFailure;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The first local node asked as a manager. */
final class FirstNode {

    private final AdminClient client;

    private FirstNode(AdminClient client) {
        this.client = client;
    }

    static FirstNode of(String bind, int adminPort, Layout layout) {
        return new FirstNode(new AdminClient(
                AdminUrl.of("http://" + Probe.host(bind) + ":" + adminPort),
                AdminToken.find(Map.of(), layout.adminToken())));
    }

    AdminClient client() {
        return client;
    }

    /** The members as the API lists them; none while it does not answer. */
    List<JsonObject> members() {
        try {
            return client.get("/members").json().getOrDefault("members", JsonValue.EMPTY_JSON_ARRAY)
                            instanceof JsonArray members
                    ? members.getValuesAs(JsonObject.class)
                    : List.of();
        } catch (CliFailure e) {
            return List.of();
        }
    }

    /** Whether all of these are live. */
    boolean lives(Stream<String> names) {
        List<String> live = members().stream()
                .filter(member -> member.getBoolean("live", false))
                .map(member -> member.getString("node", ""))
                .toList();
        return names.allMatch(live::contains);
    }

    /** The number of the revision in force, 0 before the first. */
    long head() {
        JsonObject newest = client.get("/environments/" + ClusterPlan.ENVIRONMENT + "/revisions?limit=1")
                .json();
        return newest.getOrDefault("revisions", JsonValue.EMPTY_JSON_ARRAY) instanceof JsonArray revisions
                        && !revisions.isEmpty()
                ? revisions.getJsonObject(0).getInt("number", 0)
                : 0;
    }
}
