package dev.noon.admin;

import dev.noon.control.Author;
import dev.noon.control.Heartbeat;
import dev.noon.control.Operated;
import dev.noon.control.access.Permission;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The nodes. */
@Path("/v1/members")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "members", description = "The nodes and what they serve")
public class MembersResource {
    @Inject
    AdminServices services;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    @GET
    @Operation(summary = "Every node that was heard of within a day")
    public Response members() {
        Query.of(uri);
        Access.of(services, security).requireSomewhere(Permission.READ, "members");
        List<Heartbeat> rows = services.deployments().acknowledgements().members();
        long now = services.clock().millis();
        return Response.ok(Json.object()
                                .add("members", Json.array(rows, row -> of(row, now)))
                                .build() + "\n")
                .build();
    }

    @POST
    @Path("/{name}/drain")
    @Operation(
            summary = "Take a node out of traffic, or back",
            description = "The node says that it is not ready, and finishes what it has; it stays so across restarts."
                    + " Query: undo (true takes it back), wait (seconds, 0 to 60).")
    @APIResponse(responseCode = "201", description = "Committed; the receipts say which nodes know")
    @APIResponse(responseCode = "404", description = "There is no such node")
    public Response drain(@PathParam("name") String name) {
        Query query = Query.of(uri, "undo", "wait");
        Access.of(services, security).requireEverywhere(Permission.DRAIN, "members/" + name);
        boolean undo = query.flag("undo");
        Author author = Caller.of(security).author("drain");
        Operated operated = undo
                ? services.drains().undrain(name, author, query.patience())
                : services.drains().drain(name, author, query.patience());
        return OperationJson.created(
                operated,
                Json.object()
                        .add(undo ? "undrain" : "drain", name)
                        .add("drained", Json.strings(operated.operation().drained())));
    }

    private static JsonObject of(Heartbeat row, long now) {
        JsonObjectBuilder json = Json.object()
                .add("node", row.node().name())
                .add("environment", row.node().environment())
                .add("address", row.node().address())
                .add("state", row.state(now).text())
                .add("duty", row.duty().text())
                .add("revision", row.revision())
                .add("hash", row.hash())
                .add("operation", row.operation())
                .add("heartbeatAgeMillis", row.ageMillis(now))
                .add("live", row.live(now));
        row.refusal().ifPresent(refusal -> json.add("reason", RevisionJson.reason(refusal)));
        return json.build();
    }
}
