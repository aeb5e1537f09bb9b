package dev.noon.cli.admin;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;

/** Objects with a list that comes page by page. */
public final class Pages {

    private static final String NEXT = "next";

    private Pages() {}

    /** The object with all of its list, which must not change between the pages. */
    public static JsonObject whole(AdminClient client, String path, String list) {
        JsonObject first = client.get(path).json();
        if (!first.containsKey(NEXT)) {
            return first;
        }
        JsonArrayBuilder all = Json.createArrayBuilder();
        JsonObject page = first;
        addTo(all, page, list);
        while (page.containsKey(NEXT)) {
            page = client.get(path + "?after=" + AdminClient.encoded(page.getString(NEXT)))
                    .json();
            addTo(all, page, list);
        }
        return Json.createObjectBuilder(first).add(list, all).remove(NEXT).build();
    }

    private static void addTo(JsonArrayBuilder all, JsonObject page, String list) {
        if (page.get(list) instanceof JsonArray some) {
            some.forEach(all::add);
        }
    }
}
