package dev.noon.admin;

import jakarta.json.JsonArray;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;

/**
 * A problem document (RFC 9457).
 *
 * @param slug last part of the {@code type}
 * @param detail what happened this time; never tells internals
 * @param errors single faults; may be empty
 */
record Problem(int status, String slug, String title, String detail, JsonArray errors) {
    static final String MEDIA_TYPE = "application/problem+json";
    private static final String TYPES = "https://noon.dev/problems/";

    static Problem of(int status, String slug, String title, String detail) {
        return new Problem(status, slug, title, detail, JsonValue.EMPTY_JSON_ARRAY);
    }

    /** The same with single faults. */
    Problem withErrors(JsonArray faults) {
        return new Problem(status, slug, title, detail, faults);
    }

    Response response() {
        return builder().build();
    }

    /** With further members. */
    Response response(JsonObjectBuilder more) {
        return builder(more).build();
    }

    Response.ResponseBuilder builder() {
        return builder(Json.object());
    }

    private Response.ResponseBuilder builder(JsonObjectBuilder more) {
        JsonObjectBuilder json = Json.object()
                .add("type", TYPES + slug)
                .add("title", title)
                .add("status", status)
                .add("detail", detail);
        if (!errors.isEmpty()) {
            json.add("errors", errors);
        }
        return Response.status(status).type(MEDIA_TYPE).entity(json.addAll(more).build() + "\n");
    }
}
