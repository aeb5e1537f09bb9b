package dev.noon.admin;

import dev.noon.control.Explain;
import dev.noon.control.Explain.Field;
import dev.noon.control.Explain.Question;
import dev.noon.control.access.Permission;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What this node would do with a request. */
@Path("/v1/environments/{env}/explain")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "explain", description = "What would happen to a request, without sending it")
public class ExplainResource {
    @Inject
    AdminServices services;

    @Inject
    Explain explain;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    @GET
    @Operation(
            summary = "Route, policies, key and targets of a request that is not sent",
            description =
                    "Query: url (absolute, or a path), method (default GET), headers (one \"Name: value\" a line).")
    public Response explain(@PathParam("env") String environment) {
        Query query = Query.of(uri, "url", "method", "headers");
        Environments.deployments(services, environment);
        Access.of(services, security).requireEverywhere(Permission.READ, "explain");
        String url = query.text("url").orElseThrow(() -> new BadRequest("url is missing; expected a URL or a path"));
        Question question = question(query.text("method").orElse("GET"), url, fields(query));
        return Response.ok(ExplanationJson.of(explain.explain(question)) + "\n").build();
    }

    private static Question question(String method, String url, List<Field> fields) {
        int scheme = url.startsWith("/") ? -1 : url.indexOf("://");
        if (scheme < 0 && !url.startsWith("/")) {
            throw new BadRequest("url is " + url + "; expected http://host/path or /path");
        }
        int slash = scheme < 0 ? 0 : url.indexOf('/', scheme + 3);
        String authority = scheme < 0 ? "" : url.substring(scheme + 3, slash < 0 ? url.length() : slash);
        String host = fields.stream()
                .filter(field -> field.name().equalsIgnoreCase("Host"))
                .map(Field::value)
                .findFirst()
                .orElse(authority);
        List<Field> others = fields.stream()
                .filter(field -> !field.name().equalsIgnoreCase("Host"))
                .toList();
        boolean secure = scheme >= 0 && url.substring(0, scheme).equalsIgnoreCase("https");
        return new Question(secure ? "https" : "http", method, host, slash < 0 ? "/" : url.substring(slash), others);
    }

    private static List<Field> fields(Query query) {
        List<Field> fields = new ArrayList<>();
        for (String line : query.text("headers").orElse("").split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.add(new Field(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip()));
            } else if (!line.isBlank()) {
                throw new BadRequest("headers has the line " + line.strip() + "; expected Name: value");
            }
        }
        return fields;
    }
}
