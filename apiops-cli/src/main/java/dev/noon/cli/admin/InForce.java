package dev.noon.cli.admin;

import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Definitions as the manager lists them, all of one revision.
 *
 * @param definitions each with {@code kind}, {@code name}, {@code project}, {@code definition} and what else is known
 */
public record InForce(long revision, List<JsonObject> definitions) {

    private static final int PAGE = 500;
    private static final int ATTEMPTS = 5;

    public InForce {
        definitions = List.copyOf(definitions);
    }

    /**
     * Reads page by page, from the beginning when a revision comes between two pages.
     *
     * @param path of the list, below {@code /api/v1}; may have a query
     * @throws CliFailure with {@link Exit#REFUSED} when revisions keep coming in between
     */
    public static InForce read(AdminClient client, String path) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            List<JsonObject> found = new ArrayList<>();
            JsonObject first = page(client, path, "", found);
            JsonObject last = first;
            while (last.containsKey("next") && revision(last) == revision(first)) {
                last = page(client, path, "&after=" + AdminClient.encoded(last.getString("next")), found);
            }
            if (revision(last) == revision(first)) {
                return new InForce(revision(first), found);
            }
        }
        throw new CliFailure(
                Exit.REFUSED, "the definitions changed " + ATTEMPTS + " times while they were read; try again");
    }

    /** As the API would list them on one page. */
    public JsonObject json() {
        var array = Json.createArrayBuilder();
        definitions.forEach(array::add);
        return Json.createObjectBuilder()
                .add("revision", revision)
                .add("definitions", array)
                .build();
    }

    private static JsonObject page(AdminClient client, String path, String after, List<JsonObject> found) {
        String query = (path.contains("?") ? "&" : "?") + "limit=" + PAGE + after;
        JsonObject page = client.get(path + query).json();
        if (page.get("definitions") instanceof JsonArray list) {
            list.stream()
                    .filter(JsonObject.class::isInstance)
                    .map(JsonValue::asJsonObject)
                    .forEach(found::add);
        }
        return page;
    }

    private static long revision(JsonObject page) {
        return page.containsKey("revision") ? page.getJsonNumber("revision").longValue() : 0;
    }
}
