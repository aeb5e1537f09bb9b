package dev.noon.admin;

import dev.noon.control.access.AccessToken;
import dev.noon.control.access.Grant;
import dev.noon.control.access.Grants;
import dev.noon.control.access.Permission;
import dev.noon.control.tokens.Issued;
import dev.noon.control.tokens.NewToken;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Access tokens. */
@Path("/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "tokens", description = "Who may do what")
public class TokensResource {
    private static final long DEFAULT_SECONDS = Duration.ofDays(90).toSeconds();
    private static final String ANY = "tokens";

    @Inject
    AdminServices services;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Issue a token",
            description = "Body: {\"name\": \"ci\", \"grants\": [\"publisher:dev:retail\"], \"seconds\": 7776000}. The"
                    + " answer alone shows the secret.")
    @APIResponse(responseCode = "201", description = "Issued, and recorded")
    public Response create(InputStream body) throws IOException {
        Query.of(uri);
        Access access = access();
        NewToken wanted = wanted(Json.read(Body.text(MediaType.APPLICATION_JSON_TYPE, body)));
        Issued issued = services.oversight()
                .tokens()
                .create(wanted, access.grants(), access.caller().author(Permission.TOKENS.text()));
        JsonObject json =
                builder(issued.token()).add("token", issued.text().text()).build();
        return Response.status(Response.Status.CREATED).entity(json + "\n").build();
    }

    @GET
    @Operation(summary = "The tokens that give anything that the caller administers, without their secrets")
    public Response list() {
        Query.of(uri);
        List<AccessToken> tokens = services.oversight().tokens().list(access().grants());
        return ok(Json.object()
                .add("tokens", Json.array(tokens, token -> builder(token).build()))
                .build());
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Revoke a token; it ends on every node within two seconds")
    public Response revoke(@PathParam("id") String id) {
        Query.of(uri);
        Access access = access();
        AccessToken token = services.oversight()
                .tokens()
                .revoke(id, access.grants(), access.caller().author(Permission.TOKENS.text()));
        return ok(builder(token).build());
    }

    private Access access() {
        return Access.of(services, security).requireSomewhere(Permission.TOKENS, ANY);
    }

    private static NewToken wanted(JsonObject body) {
        Body.onlyKeys(body, Set.of("name", "grants", "seconds"));
        if (!(body.get("name") instanceof JsonString name) || !(body.get("grants") instanceof JsonArray grants)) {
            throw new BadRequest("the body must have a string name and an array grants");
        }
        JsonValue seconds = body.getOrDefault("seconds", jakarta.json.Json.createValue(DEFAULT_SECONDS));
        if (!(seconds instanceof JsonNumber number) || !number.isIntegral()) {
            throw new BadRequest("seconds is " + seconds + "; must be a whole number");
        }
        try {
            return new NewToken(name.getString(), grants(grants), Duration.ofSeconds(number.longValueExact()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new BadRequest(String.valueOf(e.getMessage()));
        }
    }

    private static Grants grants(JsonArray texts) {
        List<Grant> grants = new ArrayList<>();
        for (JsonValue text : texts) {
            if (!(text instanceof JsonString grant)) {
                throw new BadRequest("a grant is " + text + "; must be a string ROLE:ENVIRONMENT[:PROJECT]");
            }
            grants.add(Grant.parse(grant.getString()));
        }
        return new Grants(grants);
    }

    private JsonObjectBuilder builder(AccessToken token) {
        JsonObjectBuilder json = Json.object()
                .add("id", token.id())
                .add("name", token.name())
                .add("grants", Json.strings(token.grants().texts()))
                .add("created", RevisionJson.time(token.life().created()))
                .add("expires", RevisionJson.time(token.life().expires()))
                .add("state", state(token));
        token.life().revoked().ifPresent(millis -> json.add("revoked", RevisionJson.time(millis)));
        return json;
    }

    private String state(AccessToken token) {
        if (token.life().revoked().isPresent()) {
            return "revoked";
        }
        return token.isGood(services.clock().millis()) ? "good" : "expired";
    }

    private static Response ok(JsonObject json) {
        return Response.ok(json + "\n").build();
    }
}
