package dev.noon.admin;

import dev.noon.control.Deployments;
import dev.noon.control.Manifest;
import dev.noon.control.NotFound;
import dev.noon.control.Tip;
import dev.noon.control.access.Permission;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionSet.Versioned;
import dev.noon.model.Kind;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The definitions in force, page by page, and their end. */
@Path("/v1/environments/{env}/definitions")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "definitions", description = "The definitions in force, as they were written")
public class DefinitionsResource {
    private static final String PROJECT = "project";

    @Inject
    AdminServices services;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    @Context
    SecurityContext security;

    @GET
    @Operation(
            summary = "The definitions, sorted by kind and name",
            description = "Query: kind, project, limit (1 to 1000), after (next of the page before).")
    public Response all(@PathParam("env") String environment) {
        Query query = Query.of(uri, "kind", PROJECT, Contents.LIMIT, Contents.AFTER);
        Predicate<DefinitionId> wanted =
                query.text("kind").map(DefinitionsResource::ofKind).orElse(id -> true);
        return list(environment, wanted, query);
    }

    @GET
    @Path("/{kind}")
    @Operation(
            summary = "The definitions of a kind",
            description = "Query: project, limit (1 to 1000), after (next of the page before).")
    public Response ofKind(@PathParam("env") String environment, @PathParam("kind") String kind) {
        return list(environment, ofKind(kind), Query.of(uri, PROJECT, Contents.LIMIT, Contents.AFTER));
    }

    @GET
    @Path("/{kind}/{name}")
    @Operation(summary = "One definition")
    public Response one(
            @PathParam("env") String environment, @PathParam("kind") String kind, @PathParam("name") String name) {
        Query.of(uri);
        Deployments deployments = Environments.deployments(services, environment);
        Access access = access();
        DefinitionId id = id(kind(kind), name);
        Tip head = deployments.head();
        String missing = "there is no " + kind + " " + name + " in environment " + environment;
        Versioned found = head.set().find(id).orElseThrow(() -> access.missing(missing, id.toString()));
        access.requireReadable(missing, id.toString(), project(found));
        Map<String, String> texts = deployments.bodies().texts(List.of(found.hash()));
        return Response.ok(json(head, found, texts) + "\n").build();
    }

    @DELETE
    @Path("/{kind}/{names}")
    @Operation(
            summary = "Append a revision without these definitions",
            description =
                    "The last segment is one name, or several with commas between them."
                            + " Query: dryRun, wait (seconds, 0 to 60), message, strict, rollout, cache. Headers: If-Match, Idempotency-Key.")
    @APIResponse(responseCode = "201", description = "Deleted")
    @APIResponse(responseCode = "200", description = "Planned, or deleted by an earlier attempt")
    @APIResponse(responseCode = "404", description = "One of them is not in force")
    @APIResponse(responseCode = "409", description = "Others refer to one of them, or were faster again and again")
    public Response delete(
            @PathParam("env") String environment, @PathParam("kind") String kind, @PathParam("names") String names) {
        Query query = Query.of(uri, Changing.PARAMETERS);
        Deployments deployments = Environments.deployments(services, environment);
        Changing changing = new Changing(services, uri, headers, security);
        changing.require(query, Permission.DELETE);
        Set<DefinitionId> ids = Stream.of(names.split(",", -1))
                .map(name -> id(kind(kind), name))
                .collect(Collectors.toSet());
        return changing.answer(
                environment, deployments.delete(ids, changing.terms(query, "delete", "delete " + kind + " " + names)));
    }

    private Response list(String environment, Predicate<DefinitionId> wanted, Query query) {
        Deployments deployments = Environments.deployments(services, environment);
        Tip head = deployments.head();
        Access access = access();
        Predicate<Versioned> ofProject =
                query.text(PROJECT).map(DefinitionsResource::ofProject).orElse(entry -> true);
        Predicate<DefinitionId> shown = id -> head.set()
                .find(id)
                .filter(entry -> ofProject.test(entry) && access.mayRead(project(entry)))
                .isPresent();
        Contents page = Contents.of(head.manifest(), wanted.and(shown), query);
        List<Versioned> found = page.entries().stream()
                .flatMap(entry -> head.set().find(entry.getKey()).stream())
                .toList();
        Map<String, String> texts =
                deployments.bodies().texts(found.stream().map(Versioned::hash).toList());
        JsonObjectBuilder json = Json.object()
                .add("revision", head.number())
                .add("definitions", Json.array(found, entry -> json(head, entry, texts)));
        page.next().ifPresent(next -> json.add("next", next));
        return Response.ok(json.build() + "\n").build();
    }

    private Access access() {
        return Access.of(services, security).requireSomewhere(Permission.READ, "definitions");
    }

    private static String project(Versioned entry) {
        return entry.definition().metadata().project();
    }

    private static JsonObject json(Tip head, Versioned entry, Map<String, String> texts) {
        DefinitionId id = entry.definition().id();
        long revision = head.manifest().find(id).map(Manifest.Entry::revision).orElse(head.number());
        return Json.object()
                .add("kind", id.kind().text())
                .add("name", id.name())
                .add("project", project(entry))
                .add("hash", entry.hash())
                .add("generation", entry.generation())
                .add("revision", revision)
                .add("definition", Json.read(texts.getOrDefault(entry.hash(), "{}")))
                .build();
    }

    private static DefinitionId id(Kind kind, String name) {
        try {
            return new DefinitionId(kind, name);
        } catch (IllegalArgumentException e) {
            throw new NotFound("there is no " + kind.text() + " of such a name");
        }
    }

    private static Predicate<Versioned> ofProject(String project) {
        return entry -> project(entry).equals(project);
    }

    private static Predicate<DefinitionId> ofKind(String text) {
        Kind kind = kind(text);
        return id -> id.kind() == kind;
    }

    private static Kind kind(String text) {
        return Kind.of(text).orElseThrow(() -> new NotFound("there is no kind " + text));
    }
}
