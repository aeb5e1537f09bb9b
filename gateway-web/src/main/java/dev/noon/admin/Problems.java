package dev.noon.admin;

import dev.noon.model.Problem;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Problem replies (RFC 9457). */
final class Problems {
    private static final String TYPE = "https://noon.dev/problems/";

    private Problems() {}

    /** One problem in words. */
    static Response of(int status, String slug, String title, String detail) {
        return response(status, body(status, slug, title).add("detail", detail));
    }

    /** Everything that is wrong with definitions. */
    static Response of(List<Problem> problems) {
        JsonArrayBuilder errors = Json.createArrayBuilder();
        for (Problem problem : problems) {
            errors.add(Json.createObjectBuilder()
                    .add("file", problem.file())
                    .add("line", problem.line())
                    .add("column", problem.column())
                    .add("field", problem.field())
                    .add("message", problem.message()));
        }
        String detail = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return response(
                422,
                body(422, "invalid-definition", "The definitions are not valid")
                        .add("detail", detail + "; nothing was changed")
                        .add("errors", errors));
    }

    private static JsonObjectBuilder body(int status, String slug, String title) {
        return Json.createObjectBuilder()
                .add("type", TYPE + slug)
                .add("title", title)
                .add("status", status);
    }

    private static Response response(int status, JsonObjectBuilder body) {
        return Response.status(status)
                .type("application/problem+json")
                .entity(body.build().toString())
                .build();
    }
}
