package dev.noon.admin;

import dev.noon.control.BanBoard;
import dev.noon.control.BanBoard.Ban;
import dev.noon.control.Deployments;
import dev.noon.control.NotFound;
import dev.noon.control.Operated;
import dev.noon.control.access.Permission;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
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
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Banned clients: who they are, and letting them in again. */
@Path("/v1/environments/{env}/bans")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "bans", description = "Clients that are banned for a time")
public class BansResource {
    private static final String BAN = "ban";

    @Inject
    AdminServices services;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    @GET
    @Operation(summary = "Every client that is banned, as this node knows it")
    public Response list(@PathParam("env") String environment) {
        Query.of(uri);
        Deployments deployments = Environments.deployments(services, environment);
        Access access = Access.of(services, security).requireSomewhere(Permission.READ, "bans");
        List<Ban> visible = services.bans().list().stream()
                .filter(ban -> project(deployments, ban).map(access::mayRead).orElseGet(access::readsEverything))
                .toList();
        return Response.ok(Json.object()
                                .add("bans", Json.array(visible, BansResource::of))
                                .build() + "\n")
                .build();
    }

    @POST
    @Path("/lift")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "End bans on every node",
            description = "Body: {\"ban\": \"ID\"} or {\"all\": true}. Query: wait (seconds, 0 to 60).")
    @APIResponse(responseCode = "201", description = "Committed; the receipts say where it is in force")
    @APIResponse(responseCode = "404", description = "There is no such ban")
    public Response lift(@PathParam("env") String environment, InputStream body) throws IOException {
        Query query = Query.of(uri, "wait");
        Deployments deployments = Environments.deployments(services, environment);
        Access access = Access.of(services, security).requireSomewhere(Permission.LIFT, "bans");
        Optional<String> id = id(Json.read(Body.text(MediaType.APPLICATION_JSON_TYPE, body)));
        id.ifPresentOrElse(
                one -> permit(access, one, deployments), () -> access.requireEverywhere(Permission.LIFT, "every ban"));
        Operated done = id.map(
                        one -> services.bans().lift(one, Caller.of(security).author("lift"), query.patience()))
                .orElseGet(() -> services.bans().liftAll(Caller.of(security).author("lift"), query.patience()));
        return OperationJson.created(done, Json.object().add("lift", lifted(id)));
    }

    private static Optional<String> id(JsonObject body) {
        Body.onlyKeys(body, Set.of(BAN, "all"));
        if (body.size() == 1 && JsonValue.TRUE.equals(body.get("all"))) {
            return Optional.empty();
        }
        if (body.size() == 1
                && body.get(BAN) instanceof JsonString id
                && id.getString().matches("[0-9a-f]{32}")) {
            return Optional.of(id.getString());
        }
        throw new BadRequest("the body must be {\"ban\": \"ID\"}, of 32 hexadecimal digits, or {\"all\": true}");
    }

    private void permit(Access access, String id, Deployments deployments) {
        Ban ban;
        try {
            ban = services.bans().find(id);
        } catch (NotFound e) {
            throw access.missing(String.valueOf(e.getMessage()), "ban " + id);
        }
        Optional<String> project = project(deployments, ban);
        if (project.isEmpty()) {
            access.requireEverywhere(Permission.LIFT, "ban " + id);
            return;
        }
        access.requireReadable(
                        "there is no ban " + id + " in environment " + access.environment(), ban.owner(), project.get())
                .require(Permission.LIFT, ban.owner(), project.get());
    }

    /** That of the definition whose policy has banned; empty if it is gone. */
    private static Optional<String> project(Deployments deployments, Ban ban) {
        return BanBoard.owner(ban.owner())
                .flatMap(id -> deployments.head().set().find(id))
                .map(found -> found.definition().metadata().project());
    }

    private static JsonObject lifted(Optional<String> id) {
        return id.map(one -> Json.object().add(BAN, one))
                .orElseGet(() -> Json.object().add("all", true))
                .build();
    }

    private static JsonObject of(Ban ban) {
        JsonObjectBuilder json = Json.object().add("id", ban.id()).add("owner", ban.owner());
        if (!ban.client().isEmpty()) {
            json.add("client", ban.client());
        }
        return json.add("since", RevisionJson.time(ban.sinceMillis()))
                .add("until", RevisionJson.time(ban.untilMillis()))
                .add("node", ban.node())
                .build();
    }
}
