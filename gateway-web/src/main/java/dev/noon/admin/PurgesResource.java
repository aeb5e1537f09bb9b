package dev.noon.admin;

import dev.noon.cache.Selection;
import dev.noon.cache.Selection.By;
import dev.noon.control.Deployments;
import dev.noon.control.Operated;
import dev.noon.control.Operation.Command;
import dev.noon.control.Purges;
import dev.noon.control.StoreUnavailable;
import dev.noon.control.access.Permission;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionSet;
import dev.noon.model.Kind;
import dev.noon.model.Metadata;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
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
import java.time.Duration;
import java.util.Optional;
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
            description =
                    "Body: {\"proxy\": \"NAME\"}, or instead of it one of group, endpoint (METHOD PATH), prefix (PATH), tag,"
                            + " key (64 hexadecimal digits), scope, all (true); a proxy may stand beside endpoint, prefix, tag and"
                            + " key; \"soft\": true leaves what it is about to be revalidated, or to stand in where a policy allows"
                            + " what is stale. Query: wait (seconds, 0 to 60), dryRun.")
    @APIResponse(
            responseCode = "200",
            description = "With dryRun: about how many answers it is about; nothing was done")
    @APIResponse(responseCode = "201", description = "Committed; the receipts say where it is in force")
    @APIResponse(responseCode = "400", description = "It names nothing, several things, or something that cannot be")
    @APIResponse(responseCode = "404", description = "There is no such proxy, group or endpoint")
    @APIResponse(responseCode = "503", description = "The store is away; nothing was purged")
    public Response purge(@PathParam("env") String environment, InputStream body) throws IOException {
        Query query = Query.of(uri, "wait", "dryRun");
        boolean dryRun = query.flag("dryRun");
        Duration patience = query.patience();
        Deployments deployments = Environments.deployments(services, environment);
        Access access = Access.of(services, security).requireSomewhere(Permission.PURGE, "purges");
        PurgeRequest wanted = PurgeRequest.of(Json.read(Body.text(MediaType.APPLICATION_JSON_TYPE, body)));
        try {
            Command.Purge command = new Command.Purge(select(access, wanted, deployments), wanted.soft());
            long estimate = services.purges().estimate(command.selection());
            JsonObjectBuilder json = Json.object()
                    .add("purge", PurgeRequest.json(command.selection(), command.soft()))
                    .add("estimate", Json.object().add("entries", estimate));
            return dryRun ? Response.ok(json.build() + "\n").build() : purged(command, patience, json);
        } catch (StoreUnavailable e) {
            throw new Unpurged(e);
        }
    }

    private Response purged(Command.Purge command, Duration patience, JsonObjectBuilder json) {
        Operated purged = services.purges().purge(command, Caller.of(security).author("purge"), patience);
        return OperationJson.created(purged, json);
    }

    /** Permission first: whoever may not read a proxy does not learn what is in it. */
    private Selection select(Access access, PurgeRequest wanted, Deployments deployments) {
        try {
            Optional<DefinitionId> owner = Purges.owner(wanted.by(), wanted.what(), wanted.proxy());
            if (owner.isEmpty() && wanted.by() == By.PREFIX) {
                Selection found = services.purges().select(By.PREFIX, wanted.what(), "", access::mayRead);
                permit(access, found.proxy(), deployments);
                return found;
            }
            if (owner.isEmpty()) {
                access.requireEverywhere(Permission.PURGE, "every proxy");
            } else if (owner.get().kind() == Kind.PROXY_GROUP) {
                permitGroup(access, owner.get(), deployments);
            } else {
                permit(access, owner.get().name(), deployments);
            }
            return services.purges().select(wanted.by(), wanted.what(), wanted.proxy(), access::mayRead);
        } catch (IllegalArgumentException e) {
            throw new BadRequest(String.valueOf(e.getMessage()));
        }
    }

    static void permit(Access access, String proxy, Deployments deployments) {
        permit(access, new DefinitionId(Kind.API_PROXY, proxy), "proxy " + proxy, deployments);
    }

    /** The group's own project, and those of the proxies in it. */
    private static void permitGroup(Access access, DefinitionId group, Deployments deployments) {
        permit(access, group, "group " + group.name(), deployments);
        for (DefinitionSet.Versioned entry : deployments.head().set().entries().values()) {
            Metadata metadata = entry.definition().metadata();
            if (metadata.group().equals(Optional.of(group.name()))) {
                String project = access.mayRead(metadata.project()) ? metadata.project() : "*";
                access.require(Permission.PURGE, group.toString(), project);
            }
        }
    }

    private static void permit(Access access, DefinitionId id, String called, Deployments deployments) {
        String missing = "there is no " + called + " in environment " + access.environment();
        String project = deployments
                .head()
                .set()
                .find(id)
                .map(found -> found.definition().metadata().project())
                .orElseThrow(() -> access.missing(missing, id.toString()));
        access.requireReadable(missing, id.toString(), project).require(Permission.PURGE, id.toString(), project);
    }
}
