package dev.noon.admin;

import dev.noon.control.Deployment;
import dev.noon.control.Deployments;
import dev.noon.control.KeptSecret;
import dev.noon.control.Terms;
import dev.noon.control.access.Permission;
import dev.noon.model.Secret;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
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
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which key seals which secret, and sealing them anew. No secret is ever in an answer. */
@Path("/v1/environments/{env}/secrets")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "secrets", description = "Which key seals which secret; the secrets themselves are never shown")
public class SecretsResource {
    @Inject
    AdminServices services;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    @GET
    @Operation(
            summary = "Every secret, by the definition and the field that it belongs to, with its fingerprint and key")
    public Response list(@PathParam("env") String environment) {
        Query.of(uri);
        Deployments deployments = Environments.deployments(services, environment);
        access();
        return ok(Json.object()
                .add("keys", Json.strings(deployments.keys()))
                .add("secrets", Json.array(deployments.secrets(), SecretsResource::json))
                .build());
    }

    @POST
    @Path("/rotation")
    @Operation(
            summary = "Seal every secret with the current key",
            description =
                    "Appends a revision that changes nothing else. Query: dryRun, wait (seconds, 0 to 60), message.")
    @APIResponse(responseCode = "201", description = "Applied; the receipts say which nodes open everything with it")
    @APIResponse(responseCode = "200", description = "Planned, or unchanged: everything is sealed with the current key")
    @APIResponse(responseCode = "422", description = "There is no key, or a secret does not open")
    public Response rotate(@PathParam("env") String environment) {
        Query query = Query.of(uri, "dryRun", "wait", "message");
        Deployments deployments = Environments.deployments(services, environment);
        Access access = access();
        Terms terms = new Terms(
                Caller.of(security).author("rotate-keys"),
                query.message("secrets sealed with the current key"),
                OptionalLong.empty(),
                query.flag("dryRun"),
                query.patience(),
                access.grants());
        Deployment deployment = deployments.reseal(terms);
        JsonObject json = RevisionJson.of(environment, deployment);
        return deployment.outcome() == Deployment.Outcome.APPLIED
                ? Response.status(Response.Status.CREATED).entity(json + "\n").build()
                : ok(json);
    }

    private Access access() {
        return Access.of(services, security).requireEverywhere(Permission.KEYS, "secrets");
    }

    private static JsonObject json(KeptSecret secret) {
        return Json.object()
                .add("kind", secret.id().kind().text())
                .add("name", secret.id().name())
                .add("field", secret.field())
                .add("secret", Secret.keep(secret.fingerprint()))
                .add("key", secret.key())
                .add("inForce", secret.inForce())
                .build();
    }

    private static Response ok(JsonObject json) {
        return Response.ok(json + "\n").build();
    }
}
