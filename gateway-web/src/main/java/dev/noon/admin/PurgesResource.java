package dev.noon.admin;

import dev.noon.control.Deployments;
import dev.noon.control.Forbidden;
import dev.noon.control.Operated;
import dev.noon.control.Operation.Command;
import dev.noon.control.access.Permission;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Drops stored answers. */
@Path("/v1/environments/{env}/purges")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "purges", description = "Drops stored answers on every node")
public class PurgesResource {
    @Inject
    AdminServices services;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Drop stored answers",
            description = "Body: {\"proxy\": \"NAME\"} or {\"all\": true}. Query: wait (seconds, 0 to 60).")
    @APIResponse(responseCode = "201", description = "Committed; the receipts say where it is in force")
    @APIResponse(responseCode = "404", description = "There is no such proxy")
    public Response purge(@PathParam("env") String environment, InputStream body) throws IOException {
        Query query = Query.of(uri, "wait");
        Deployments deployments = Environments.deployments(services, environment);
        Access access = Access.of(services, security).requireSomewhere(Permission.PURGE, "purges");
        Command command = command(Json.read(Body.text(MediaType.APPLICATION_JSON_TYPE, body)));
        permit(access, command, deployments);
        Operated purged = services.purges().purge(command, Caller.of(security).author("purge"), query.patience());
        JsonObject json = Json.object()
                .add("operation", purged.operation().number())
                .add("purge", of(command))
                .addAll(OperationJson.acknowledged(purged))
                .build();
        return Response.status(Response.Status.CREATED).entity(json + "\n").build();
    }

    private static Command command(JsonObject body) {
        Body.onlyKeys(body, Set.of("proxy", "all"));
        if (body.size() == 1 && body.get("proxy") instanceof JsonString proxy) {
            return new Command.PurgeProxy(proxy.getString());
        }
        if (body.size() == 1 && JsonValue.TRUE.equals(body.get("all"))) {
            return new Command.PurgeAll();
        }
        throw new BadRequest("the body must be {\"proxy\": \"NAME\"} or {\"all\": true}");
    }

    private static void permit(Access access, Command command, Deployments deployments) {
        if (!(command instanceof Command.PurgeProxy purge)) {
            access.requireEverywhere(Permission.PURGE, "every proxy");
            return;
        }
        DefinitionId id = new DefinitionId(Kind.API_PROXY, purge.proxy());
        String project = deployments
                .head()
                .set()
                .find(id)
                .map(found -> found.definition().metadata().project())
                .orElseThrow(() -> access.missing(missing(purge, access), id.toString()));
        if (!access.mayRead(project)) {
            throw Forbidden.hidden(missing(purge, access), id.toString(), project);
        }
        access.require(Permission.PURGE, id.toString(), project);
    }

    private static String missing(Command.PurgeProxy purge, Access access) {
        return "there is no proxy " + purge.proxy() + " in environment " + access.environment();
    }

    private static JsonObject of(Command command) {
        return command instanceof Command.PurgeProxy purge
                ? Json.object().add("proxy", purge.proxy()).build()
                : Json.object().add("all", true).build();
    }
}
