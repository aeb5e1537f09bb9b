package dev.noon.admin;

import dev.noon.control.Deployment;
import dev.noon.control.Revision;
import dev.noon.control.Terms;
import dev.noon.model.SourceFile;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import java.util.List;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The revision log: apply, plan, history, rollback, receipts. */
@Path("/v1/environments/{environment}/revisions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "revisions")
public class RevisionsResource {
    private static final String YAML = "application/yaml";
    private static final int PAGE = 20;
    private static final int MAX_PAGE = 500;

    @Inject
    AdminServices services;

    @Context
    ContainerRequestContext request;

    @PathParam("environment")
    String environment = "";

    @POST
    @Consumes(YAML)
    @Operation(summary = "Applies definitions in one YAML or JSON text; with dryRun, plans and changes nothing")
    @APIResponse(responseCode = "201", description = "applied: a revision was appended")
    @APIResponse(responseCode = "200", description = "unchanged, or planned")
    @APIResponse(responseCode = "422", description = "not valid; every problem with file, line and column")
    public Response applyYaml(
            InputStream body,
            @QueryParam("dryRun") @Nullable String dryRun,
            @QueryParam("wait") @Nullable String wait,
            @QueryParam("message") @Nullable String message,
            @HeaderParam("If-Match") @Nullable String ifMatch)
            throws IOException {
        List<SourceFile> files = List.of(new SourceFile("body", Payload.text(body)));
        return apply(files, terms("apply", Parameters.flag("dryRun", dryRun), wait, message, ifMatch));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Applies definitions in several named files")
    @APIResponse(responseCode = "201", description = "applied: a revision was appended")
    @APIResponse(responseCode = "200", description = "unchanged, or planned")
    @APIResponse(responseCode = "422", description = "not valid; every problem with file, line and column")
    public Response applyFiles(
            InputStream body,
            @QueryParam("dryRun") @Nullable String dryRun,
            @QueryParam("wait") @Nullable String wait,
            @QueryParam("message") @Nullable String message,
            @HeaderParam("If-Match") @Nullable String ifMatch)
            throws IOException {
        List<SourceFile> files = Payload.files(Payload.text(body));
        return apply(files, terms("apply", Parameters.flag("dryRun", dryRun), wait, message, ifMatch));
    }

    @GET
    @Operation(summary = "Revisions, newest first")
    public String list(@QueryParam("limit") @Nullable String limit, @QueryParam("before") @Nullable String before) {
        EnvironmentPath.check(services, environment);
        int count = (int) Parameters.number("limit", limit, PAGE, MAX_PAGE);
        long below = Parameters.number("before", before, Long.MAX_VALUE, Long.MAX_VALUE);
        JsonArrayBuilder revisions = Json.createArrayBuilder();
        services.deployments()
                .history()
                .page(below, count)
                .forEach(revision -> revisions.add(RevisionJson.revision(revision)));
        return Json.createObjectBuilder().add("revisions", revisions).build().toString();
    }

    @GET
    @Path("{number}")
    @Operation(summary = "One revision and everything that was in force under it")
    public String show(@PathParam("number") String number) {
        Revision revision = revision(number);
        return RevisionJson.revision(revision)
                .add(
                        "definitions",
                        RevisionJson.manifest(services.deployments().history().at(revision.number())))
                .build()
                .toString();
    }

    @GET
    @Path("{number}/receipts")
    @Operation(summary = "Which nodes have put a revision in force, and which have not")
    public String receipts(@PathParam("number") String number) {
        Revision revision = revision(number);
        return RevisionJson.addReceipts(
                        Json.createObjectBuilder()
                                .add("revision", revision.number())
                                .add("hash", revision.commit().content()),
                        services.deployments().acknowledgements().of(revision))
                .build()
                .toString();
    }

    @POST
    @Path("{number}/rollback")
    @Operation(summary = "Appends a revision whose content is exactly that of an earlier one")
    @APIResponse(responseCode = "201", description = "a revision was appended")
    @APIResponse(responseCode = "200", description = "unchanged")
    public Response rollback(
            @PathParam("number") String number,
            @QueryParam("wait") @Nullable String wait,
            @QueryParam("message") @Nullable String message,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        EnvironmentPath.check(services, environment);
        long target = Parameters.number("revision", number, 0, Long.MAX_VALUE);
        String why = message == null ? "rollback to " + target : message;
        return answer(services.deployments().rollback(target, terms("rollback", false, wait, why, ifMatch)));
    }

    private Response apply(List<SourceFile> files, Terms terms) {
        EnvironmentPath.check(services, environment);
        return answer(services.deployments().apply(files, terms));
    }

    private Terms terms(
            String permission,
            boolean dryRun,
            @Nullable String wait,
            @Nullable String message,
            @Nullable String ifMatch) {
        OptionalLong head = Parameters.ifMatch(ifMatch);
        try {
            return new Terms(
                    Caller.author(request, permission),
                    message == null ? "" : message,
                    head,
                    dryRun,
                    Parameters.wait(wait));
        } catch (IllegalArgumentException e) {
            throw new InvalidParameter(String.valueOf(e.getMessage()));
        }
    }

    private Response answer(Deployment deployment) {
        boolean applied = deployment.outcome() == Deployment.Outcome.APPLIED;
        Response.ResponseBuilder response = Response.status(applied ? 201 : 200);
        deployment.revision().ifPresent(revision -> response.tag(Long.toString(revision.number())));
        return response.entity(
                        RevisionJson.deployment(environment, deployment).build().toString())
                .build();
    }

    private Revision revision(String number) {
        EnvironmentPath.check(services, environment);
        return services.deployments().history().get(Parameters.number("revision", number, 0, Long.MAX_VALUE));
    }
}
