package dev.noon.admin;

import dev.noon.control.NotFound;
import dev.noon.model.Kind;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The JSON Schema of each kind. */
@Path("/v1/schemas")
@RequestScoped
@Tag(name = "definitions")
public class SchemasResource {
    @Inject
    AdminServices services;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The kinds that have a schema")
    public String list() {
        return Json.createObjectBuilder()
                .add("kinds", Json.createArrayBuilder(kinds()))
                .build()
                .toString();
    }

    @GET
    @Path("{kind}")
    @Produces({"application/schema+json", MediaType.APPLICATION_JSON})
    @Operation(summary = "The schema of a kind, complete in itself")
    public String show(@PathParam("kind") String kind) {
        return Kind.of(kind)
                .map(known -> services.schemas().text(known))
                .orElseThrow(() -> new NotFound("there is no kind " + kind + "; expected one of " + kinds()));
    }

    /** The kinds as definitions spell them. */
    static List<String> kinds() {
        return Stream.of(Kind.values()).map(Kind::text).toList();
    }
}
