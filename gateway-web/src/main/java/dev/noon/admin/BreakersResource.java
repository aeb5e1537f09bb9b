package dev.noon.admin;

import dev.noon.control.BreakerBoard.Breaker;
import dev.noon.control.Deployments;
import dev.noon.control.Operated;
import dev.noon.control.Operation.Command;
import dev.noon.control.access.Permission;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import dev.noon.model.text.NameText;
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

/** Circuit breakers: which are open, and closing them. */
@Path("/v1/environments/{env}/breakers")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "breakers", description = "Circuit breakers of upstream targets")
public class BreakersResource {
    private static final String UPSTREAM = "upstream";
    private static final String TARGET = "target";

    @Inject
    AdminServices services;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    @GET
    @Operation(summary = "Every breaker, as this node knows it")
    public Response list(@PathParam("env") String environment) {
        Query.of(uri);
        Deployments deployments = Environments.deployments(services, environment);
        Access access = Access.of(services, security).requireSomewhere(Permission.READ, "breakers");
        List<Breaker> visible = services.breakers().list().stream()
                .filter(breaker -> project(deployments, breaker.upstream())
                        .map(access::mayRead)
                        .orElseGet(access::readsEverything))
                .toList();
        return Response.ok(Json.object()
                                .add("breakers", Json.array(visible, BreakersResource::of))
                                .build() + "\n")
                .build();
    }

    @POST
    @Path("/reset")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Close breakers on every node",
            description = "Body: {\"upstream\": \"NAME\"}, with \"target\": \"URL\" for one of its targets, or"
                    + " {\"all\": true}. Query: wait (seconds, 0 to 60).")
    @APIResponse(responseCode = "201", description = "Committed; the receipts say where it is in force")
    @APIResponse(responseCode = "404", description = "There is no such upstream")
    public Response reset(@PathParam("env") String environment, InputStream body) throws IOException {
        Query query = Query.of(uri, "wait");
        Deployments deployments = Environments.deployments(services, environment);
        Access access = Access.of(services, security).requireSomewhere(Permission.RESET, "breakers");
        Command.ResetBreakers command = command(Json.read(Body.text(MediaType.APPLICATION_JSON_TYPE, body)));
        permit(access, command, deployments);
        Operated done = services.breakers().reset(command, Caller.of(security).author("reset"), query.patience());
        return OperationJson.created(done, Json.object().add("reset", of(command)));
    }

    private static Command.ResetBreakers command(JsonObject body) {
        Body.onlyKeys(body, Set.of(UPSTREAM, TARGET, "all"));
        if (body.size() == 1 && JsonValue.TRUE.equals(body.get("all"))) {
            return new Command.ResetBreakers("", "");
        }
        boolean named = !body.containsKey("all")
                && body.get(UPSTREAM) instanceof JsonString name
                && NameText.fault(name.getString()).isEmpty();
        boolean whole = !body.containsKey(TARGET) || body.get(TARGET) instanceof JsonString;
        if (named && whole) {
            return new Command.ResetBreakers(body.getString(UPSTREAM), body.getString(TARGET, ""));
        }
        throw new BadRequest(
                "the body must be {\"upstream\": \"NAME\"}, with or without \"target\": \"URL\", or {\"all\": true}");
    }

    private static void permit(Access access, Command.ResetBreakers command, Deployments deployments) {
        if (command.upstream().isEmpty()) {
            access.requireEverywhere(Permission.RESET, "every breaker");
            return;
        }
        String id = new DefinitionId(Kind.UPSTREAM, command.upstream()).toString();
        String missing = "there is no upstream " + command.upstream() + " in environment " + access.environment();
        String project = project(deployments, command.upstream()).orElseThrow(() -> access.missing(missing, id));
        access.requireReadable(missing, id, project).require(Permission.RESET, id, project);
    }

    private static Optional<String> project(Deployments deployments, String upstream) {
        return deployments
                .head()
                .set()
                .find(new DefinitionId(Kind.UPSTREAM, upstream))
                .map(found -> found.definition().metadata().project());
    }

    private static JsonObject of(Command.ResetBreakers command) {
        if (command.upstream().isEmpty()) {
            return Json.object().add("all", true).build();
        }
        JsonObjectBuilder json = Json.object().add(UPSTREAM, command.upstream());
        return command.target().isEmpty()
                ? json.build()
                : json.add(TARGET, command.target()).build();
    }

    private static JsonObject of(Breaker breaker) {
        JsonObjectBuilder json = Json.object()
                .add(UPSTREAM, breaker.upstream())
                .add(TARGET, breaker.target())
                .add("state", breaker.state())
                .add("failedTries", breaker.failedTries())
                .add("retryMillis", breaker.retryMillis())
                .add("known", breaker.known());
        if (!breaker.node().isEmpty()) {
            json.add("node", breaker.node()).add("since", RevisionJson.time(breaker.sinceMillis()));
        }
        return json.build();
    }
}
