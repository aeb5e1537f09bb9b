package dev.noon.admin;

import dev.noon.control.Heartbeat;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The nodes of the environment, as their heartbeats tell. */
@Path("/v1/members")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "members")
public class MembersResource {
    @Inject
    AdminServices services;

    @GET
    @Operation(summary = "Every node, what it has in force, and when it was last heard of")
    public String list() {
        long now = services.clock().millis();
        JsonArrayBuilder members = Json.createArrayBuilder();
        services.deployments().acknowledgements().members().forEach(row -> members.add(member(row, now)));
        return Json.createObjectBuilder().add("members", members).build().toString();
    }

    private static JsonObjectBuilder member(Heartbeat row, long now) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("node", row.node().name())
                .add("environment", row.node().environment())
                .add("address", row.node().address())
                .add("state", row.state().text())
                .add("revision", row.revision())
                .add("hash", row.hash())
                .add("operation", row.operation())
                .add("heartbeatAgeMillis", row.ageMillis(now))
                .add("live", row.live(now));
        row.refusal().ifPresent(refusal -> json.add("reason", (refusal.field() + " " + refusal.reason()).strip()));
        return json;
    }
}
