package dev.noon.admin;

import dev.noon.control.Manifest;
import dev.noon.control.NotFound;
import dev.noon.control.Tip;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionSet.Versioned;
import dev.noon.model.Kind;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What should be true now. */
@Path("/v1/environments/{environment}/definitions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "definitions")
public class DefinitionsResource {
    @Inject
    AdminServices services;

    @PathParam("environment")
    String environment = "";

    @GET
    @Operation(summary = "Every definition in force, or those of one kind")
    public String list(@QueryParam("kind") @Nullable String kind) {
        return kind == null ? format(List.of(Kind.values())) : format(List.of(kind(kind)));
    }

    @GET
    @Path("{kind}")
    @Operation(summary = "The definitions of one kind")
    public String ofKind(@PathParam("kind") String kind) {
        return format(List.of(kind(kind)));
    }

    @GET
    @Path("{kind}/{name}")
    @Operation(summary = "One definition")
    public String one(@PathParam("kind") String kind, @PathParam("name") String name) {
        EnvironmentPath.check(services, environment);
        Tip head = services.deployments().head();
        DefinitionId id = new DefinitionId(kind(kind), name);
        Versioned found = head.set()
                .find(id)
                .orElseThrow(() -> new NotFound("there is no " + id + " in environment " + environment));
        Map<String, String> texts = services.deployments().bodies().texts(List.of(found.hash()));
        return definition(head.manifest(), found, texts).build().toString();
    }

    private String format(List<Kind> kinds) {
        EnvironmentPath.check(services, environment);
        Tip head = services.deployments().head();
        List<Versioned> found =
                kinds.stream().flatMap(kind -> ofKind(head, kind)).toList();
        Map<String, String> texts = services.deployments()
                .bodies()
                .texts(found.stream().map(Versioned::hash).collect(Collectors.toSet()));
        JsonArrayBuilder definitions = Json.createArrayBuilder();
        found.forEach(entry -> definitions.add(definition(head.manifest(), entry, texts)));
        return Json.createObjectBuilder()
                .add("revision", head.number())
                .add("definitions", definitions)
                .build()
                .toString();
    }

    private static Stream<Versioned> ofKind(Tip head, Kind kind) {
        return head.set().entries().entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue);
    }

    private static JsonObjectBuilder definition(Manifest manifest, Versioned entry, Map<String, String> texts) {
        DefinitionId id = entry.definition().id();
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("kind", id.kind().text())
                .add("name", id.name())
                .add("project", entry.definition().metadata().project())
                .add("hash", entry.hash())
                .add("generation", entry.generation());
        manifest.find(id).ifPresent(known -> json.add("revision", known.revision()));
        return json.add("definition", Payload.object(texts.getOrDefault(entry.hash(), "{}")));
    }

    private static Kind kind(String text) {
        return Kind.of(text)
                .orElseThrow(() ->
                        new NotFound("there is no kind " + text + "; expected one of " + SchemasResource.kinds()));
    }
}
