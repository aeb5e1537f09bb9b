package dev.noon.admin;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;

/**
 * A problem document (RFC 9457).
 *
 * @param slug last part of the {@code type}
 * @param detail what happened this time; never tells internals
 * @param errors single faults; may be empty
 * @param more further members of the document
 */
record Problem(int status, String slug, String title, String detail, JsonArray errors, JsonObject more) {
    static final String MEDIA_TYPE = "application/problem+json";
    private static final String TYPES = "https://noon.dev/problems/";

    static Problem of(int status, String slug, String title, String detail) {
        return new Problem(status, slug, title, detail, JsonValue.EMPTY_JSON_ARRAY, JsonValue.EMPTY_JSON_OBJECT);
    }

    /** The same with single faults. */
    Problem withErrors(JsonArray faults) {
        return new Problem(status, slug, title, detail, faults, more);
    }

    /** The same with further members. */
    Problem withMore(JsonObject members) {
        return new Problem(status, slug, title, detail, errors, members);
    }

    Response response() {
        return builder().build();
    }

    Response.ResponseBuilder builder() {
        JsonObjectBuilder json = Json.object()
                .add("type", TYPES + slug)
                .add("title", title)
                .add("status", status)
                .add("detail", detail);
        if (!errors.isEmpty()) {
            json.add("errors", errors);
        }
        json.addAll(Json.builder(more));
        return Response.status(status).type(MEDIA_TYPE).entity(json.build() + "\n");
    }
}
