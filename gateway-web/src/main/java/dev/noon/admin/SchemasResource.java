package dev.noon.admin;

import dev.noon.control.NotFound;
import dev.noon.model.Kind;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The JSON Schemas of the kinds. */
@Path("/v1/schemas")
@RequestScoped
@Tag(name = "schemas", description = "JSON Schemas of the kinds")
public class SchemasResource {
    @Inject
    AdminServices services;

    @Context
    UriInfo uri;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The kinds")
    public Response kinds() {
        Query.of(uri);
        return Response.ok(Json.object()
                                .add(
                                        "kinds",
                                        Json.strings(Stream.of(Kind.values())
                                                .map(Kind::text)
                                                .toList()))
                                .build()
                        + "\n")
                .build();
    }

    @GET
    @Path("/{kind}")
    @Produces({"application/schema+json", MediaType.APPLICATION_JSON})
    @Operation(summary = "The JSON Schema of a kind")
    public Response schema(@PathParam("kind") String kind) {
        Query.of(uri);
        Kind known = Kind.of(kind).orElseThrow(() -> new NotFound("there is no kind " + kind));
        return Response.ok(services.schemas().text(known)).build();
    }
}
