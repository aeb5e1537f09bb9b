package dev.noon.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.stream.Collectors;

/** An admin API that is asked for something, and whether that made a difference. */
final class Watched {
    private final AdminServer server;

    Watched(AdminServer server) {
        this.server = server;
    }

    /** Runs {@code attempts} and fails if revisions, operations, definitions or tokens are not what they were. */
    void unchanged(Runnable attempts) {
        String before = state();
        attempts.run();
        assertThat(state()).isEqualTo(before);
    }

    /** Number and hash of the ends of the logs that nodes follow, what is in force, and every token. */
    private String state() {
        return ends() + told("/v1/environments/dev/definitions") + told("/v1/tokens");
    }

    private String ends() {
        return AdminServer.json(server.get("/v1/environments/dev/audit/verify")).getJsonArray("ends").stream()
                .map(JsonValue::asJsonObject)
                .filter(end -> !isOfNodesOrRefusals(end))
                .map(JsonObject::toString)
                .collect(Collectors.joining());
    }

    /** Nodes write their receipts, and the door what it refused, whoever asks. */
    private static boolean isOfNodesOrRefusals(JsonObject end) {
        String log = end.getString("log");
        return log.equals("events") || log.startsWith("receipts/");
    }

    private String told(String path) {
        return server.get(path).body();
    }
}
