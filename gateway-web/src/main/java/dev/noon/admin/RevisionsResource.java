package dev.noon.admin;

import dev.noon.control.Deployments;
import dev.noon.control.History;
import dev.noon.control.Manifest;
import dev.noon.control.Revision;
import dev.noon.control.Terms;
import dev.noon.control.access.Permission;
import dev.noon.model.DefinitionId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Apply, plan, history, receipts, rollback. */
@Path("/v1/environments/{env}/revisions")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "revisions", description = "What is in force, what was, and what would be")
public class RevisionsResource {
    private static final String REVISIONS = "revisions";
    private static final int PAGE = 20;
    private static final int MAX_PAGE = 500;

    @Inject
    AdminServices services;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    @Context
    SecurityContext security;

    @POST
    @Consumes({Body.YAML, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Put definitions in force",
            description = "Query: dryRun, prune, wait (seconds, 0 to 60), message, strict, rollout, cache (auto, keep,"
                    + " flush). Headers: If-Match with the head's number; Idempotency-Key.")
    @APIResponse(responseCode = "201", description = "Applied")
    @APIResponse(responseCode = "200", description = "Planned, unchanged, or applied by an earlier attempt")
    @APIResponse(responseCode = "409", description = "Others were faster; or strict, and a node could not prepare it")
    @APIResponse(responseCode = "412", description = "The head is another revision")
    @APIResponse(responseCode = "422", description = "Invalid definitions: every fault with file, line and column")
    @APIResponse(responseCode = "503", description = "The store does not answer")
    public Response apply(@PathParam("env") String environment, InputStream body) throws IOException {
        Query query = Query.of(uri, Changing.PARAMETERS_AND_PRUNE);
        Deployments deployments = deployments(environment);
        changing().require(query, Permission.APPLY);
        Terms terms = changing().terms(query, "apply", "");
        MediaType type = Optional.ofNullable(headers.getMediaType())
                .orElseThrow(() -> new jakarta.ws.rs.NotSupportedException("the Content-Type is missing"));
        return changing().answer(environment, deployments.apply(Body.files(type, body), terms));
    }

    @POST
    @Path("/{number}/rollback")
    @Operation(summary = "Append a revision whose content is exactly that of an earlier one")
    @APIResponse(responseCode = "201", description = "Applied")
    @APIResponse(responseCode = "200", description = "Unchanged")
    public Response rollback(@PathParam("env") String environment, @PathParam("number") String number) {
        Query query = Query.of(uri, Changing.PARAMETERS);
        Deployments deployments = deployments(environment);
        changing().require(query, Permission.ROLLBACK);
        long target = Numbers.parse("revision", number);
        Terms terms = changing().terms(query, "rollback", "rollback to " + target);
        return changing().answer(environment, deployments.rollback(target, terms));
    }

    @GET
    @Operation(summary = "Revisions, newest first", description = "Query: limit (1 to 500), before (a number).")
    public Response list(@PathParam("env") String environment) {
        Query query = Query.of(uri, "limit", "before");
        long before = query.number("before", Long.MAX_VALUE, 1, Long.MAX_VALUE);
        int limit = (int) query.number("limit", PAGE, 1, MAX_PAGE);
        List<Revision> page = deployments(environment).history().page(before, limit);
        return ok(
                Json.object().add("revisions", Json.array(page, view()::brief)).build());
    }

    @GET
    @Path("/{number}")
    @Operation(
            summary = "One revision and what it put in force",
            description = "Query: limit (1 to 1000) and after, for the definitions.")
    public Response show(@PathParam("env") String environment, @PathParam("number") String number) {
        Query query = Query.of(uri, Contents.LIMIT, Contents.AFTER);
        History history = deployments(environment).history();
        Revision revision = history.get(Numbers.parse("revision", number));
        Manifest manifest = history.at(revision.number());
        Contents page = Contents.of(manifest, visible(manifest), query);
        JsonObjectBuilder json =
                view().builder(revision).add("definitions", Json.array(page.entries(), RevisionsResource::definition));
        page.next().ifPresent(next -> json.add("next", next));
        return ok(json.build());
    }

    @GET
    @Path("/{number}/receipts")
    @Operation(summary = "Which nodes have it in force, and since when")
    public Response receipts(@PathParam("env") String environment, @PathParam("number") String number) {
        Query.of(uri);
        Deployments deployments = deployments(environment);
        access().requireSomewhere(Permission.READ, REVISIONS);
        Revision revision = deployments.history().get(Numbers.parse("revision", number));
        return ok(Json.object()
                .add("revision", revision.number())
                .add("hash", revision.commit().content())
                .addAll(RevisionJson.acknowledged(deployments.acknowledgements().of(revision)))
                .build());
    }

    @GET
    @Path("/{number}/figures")
    @Operation(
            summary =
                    "What putting it in force cost: propagation, dropped exchanges, memory, completeness of the receipts",
            description = "Figures of a node that has not measured its swap yet are absent, and so are their sums.")
    public Response figures(@PathParam("env") String environment, @PathParam("number") String number) {
        Query.of(uri);
        Deployments deployments = deployments(environment);
        access().requireSomewhere(Permission.READ, REVISIONS);
        Revision revision = deployments.history().get(Numbers.parse("revision", number));
        return ok(FiguresJson.of(revision, services.oversight().measurements().of(revision)));
    }

    private Predicate<DefinitionId> visible(Manifest manifest) {
        if (access().readsEverything()) {
            return id -> true;
        }
        Set<String> readable = view().readable(manifest.entries().values().stream()
                .map(Manifest.Entry::hash)
                .collect(Collectors.toSet()));
        return id -> manifest.find(id)
                .filter(entry -> readable.contains(entry.hash()))
                .isPresent();
    }

    private Access access() {
        return Access.of(services, security);
    }

    private RevisionView view() {
        return new RevisionView(services, access().requireSomewhere(Permission.READ, REVISIONS));
    }

    private Deployments deployments(String environment) {
        return Environments.deployments(services, environment);
    }

    private Changing changing() {
        return new Changing(services, uri, headers, security);
    }

    private static JsonObject definition(Map.Entry<DefinitionId, Manifest.Entry> entry) {
        return Json.object()
                .add("kind", entry.getKey().kind().text())
                .add("name", entry.getKey().name())
                .add("hash", entry.getValue().hash())
                .add("generation", entry.getValue().generation())
                .add("revision", entry.getValue().revision())
                .build();
    }

    private static Response ok(JsonObject json) {
        return Response.ok(json + "\n").build();
    }
}
