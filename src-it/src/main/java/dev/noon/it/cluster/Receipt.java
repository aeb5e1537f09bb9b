package dev.noon.it.cluster;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What one node said about a revision or an operation.
 *
 * @param state {@code acknowledged}, {@code pending} or {@code refused}
 * @param millis from the commit to the receipt, as the manager saw it
 */
public record Receipt(String node, String state, long revision, long millis, String reason) {
    static Receipt of(JsonNode json) {
        return new Receipt(
                json.path("node").asText(),
                json.path("state").asText(),
                json.path("revision").asLong(-1),
                json.path("millis").asLong(-1),
                json.path("reason").asText(""));
    }

    public boolean acknowledged() {
        return state.equals("acknowledged");
    }
}
