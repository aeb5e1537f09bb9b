package dev.noon.cli.admin;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request of the admin API.
 *
 * @param path below {@code /api/v1}, with its query
 * @param body sent as JSON
 * @param patience what the manager may take beyond the usual, zero or longer
 * @param headers further ones
 */
public record AdminRequest(
        String method, String path, Optional<JsonObject> body, Duration patience, Map<String, String> headers) {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    public AdminRequest {
        headers = Map.copyOf(headers);
    }

    public static AdminRequest get(String path) {
        return new AdminRequest("GET", path, Optional.empty(), Duration.ZERO, Map.of());
    }

    public static AdminRequest post(String path, JsonObject body) {
        return new AdminRequest("POST", path, Optional.of(body), Duration.ZERO, Map.of());
    }

    /** A POST of definitions. */
    public static AdminRequest post(String path, List<DefinitionFile> files) {
        var list = Json.createArrayBuilder();
        files.forEach(file ->
                list.add(Json.createObjectBuilder().add("name", file.name()).add("text", file.text())));
        return post(path, Json.createObjectBuilder().add("files", list).build());
    }

    public static AdminRequest delete(String path) {
        return new AdminRequest("DELETE", path, Optional.empty(), Duration.ZERO, Map.of());
    }

    /** The same for a manager that may take longer. */
    public AdminRequest waiting(Duration longer) {
        return new AdminRequest(method, path, body, longer, headers);
    }

    /** The same, to be refused unless the newest revision is {@code number}. */
    public AdminRequest ifHead(long number) {
        return with("If-Match", "\"" + number + "\"");
    }

    /** The same, which may be sent again: the manager carries it out once. */
    public AdminRequest once(String key) {
        return with(IDEMPOTENCY_KEY, key);
    }

    boolean isRepeatable() {
        return headers.containsKey(IDEMPOTENCY_KEY);
    }

    private AdminRequest with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new AdminRequest(method, path, body, patience, more);
    }
}
