package dev.noon.admin;

import dev.noon.control.Deployments;
import dev.noon.control.Forbidden;
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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The definitions in force. */
@Path("/v1/environments/{env}/definitions")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "definitions", description = "The definitions in force, as they were written")
public class DefinitionsResource {
    @Inject
    AdminServices services;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    @GET
    @Operation(summary = "Every definition", description = "Query: kind.")
    public Response all(@PathParam("env") String environment) {
        Optional<String> kind = Query.of(uri, "kind").text("kind");
        Predicate<DefinitionId> wanted = kind.map(DefinitionsResource::ofKind).orElse(id -> true);
        return list(environment, wanted);
    }

    @GET
    @Path("/{kind}")
    @Operation(summary = "Every definition of a kind")
    public Response ofKind(@PathParam("env") String environment, @PathParam("kind") String kind) {
        Query.of(uri);
        return list(environment, ofKind(kind));
    }

    @GET
    @Path("/{kind}/{name}")
    @Operation(summary = "One definition")
    public Response one(
            @PathParam("env") String environment, @PathParam("kind") String kind, @PathParam("name") String name) {
        Query.of(uri);
        Deployments deployments = Environments.deployments(services, environment);
        Access access = access();
        DefinitionId id = new DefinitionId(kind(kind), name);
        Tip head = deployments.head();
        String missing = "there is no " + kind + " " + name + " in environment " + environment;
        Versioned found = head.set().find(id).orElseThrow(() -> access.missing(missing, id.toString()));
        if (!access.mayRead(project(found))) {
            throw Forbidden.hidden(missing, id.toString(), project(found));
        }
        Map<String, String> texts = deployments.bodies().texts(List.of(found.hash()));
        return Response.ok(json(head, found, texts) + "\n").build();
    }

    private Response list(String environment, Predicate<DefinitionId> wanted) {
        Deployments deployments = Environments.deployments(services, environment);
        Tip head = deployments.head();
        Access access = access();
        List<Versioned> found = head.set().entries().values().stream()
                .filter(entry -> wanted.test(entry.definition().id()) && access.mayRead(project(entry)))
                .toList();
        Map<String, String> texts =
                deployments.bodies().texts(found.stream().map(Versioned::hash).toList());
        return Response.ok(Json.object()
                                .add("revision", head.number())
                                .add("definitions", Json.array(found, entry -> json(head, entry, texts)))
                                .build()
                        + "\n")
                .build();
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

    private static Predicate<DefinitionId> ofKind(String text) {
        Kind kind = kind(text);
        return id -> id.kind() == kind;
    }

    private static Kind kind(String text) {
        return Kind.of(text).orElseThrow(() -> new NotFound("there is no kind " + text));
    }
}
