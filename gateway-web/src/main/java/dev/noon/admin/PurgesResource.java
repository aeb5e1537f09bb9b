package dev.noon.admin;

import dev.noon.control.Operation.Command;
import dev.noon.control.Purged;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Drops stored answers on every node. */
@Path("/v1/environments/{environment}/purges")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "cache")
public class PurgesResource {
    @Inject
    AdminServices services;

    @Context
    ContainerRequestContext request;

    @PathParam("environment")
    String environment = "";

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Drops the stored answers of a proxy, {\"proxy\":…}, or of everything, {\"all\":true}")
    public Response purge(InputStream body, @QueryParam("wait") @Nullable String wait) throws IOException {
        EnvironmentPath.check(services, environment);
        JsonObject what = Payload.object(Payload.text(body));
        Purged purged = services.purges().purge(command(what), Caller.author(request, "purge"), Parameters.wait(wait));
        return Response.status(201)
                .entity(RevisionJson.addOperationReceipts(
                                Json.createObjectBuilder()
                                        .add("operation", purged.operation().number())
                                        .add("purge", what),
                                purged.acknowledged())
                        .build()
                        .toString())
                .build();
    }

    private static Command command(JsonObject what) {
        if (what.keySet().equals(Set.of("proxy")) && what.get("proxy") instanceof JsonString proxy) {
            return new Command.PurgeProxy(proxy.getString());
        }
        if (what.keySet().equals(Set.of("all")) && JsonValue.TRUE.equals(what.get("all"))) {
            return new Command.PurgeAll();
        }
        throw new InvalidParameter("the body is " + what + "; expected {\"proxy\":\"NAME\"} or {\"all\":true}");
    }
}
