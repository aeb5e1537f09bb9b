package dev.noon.admin;

import dev.noon.control.Change;
import dev.noon.control.Event.Deed;
import dev.noon.control.FieldChange;
import dev.noon.control.NotFound;
import dev.noon.control.Revision;
import dev.noon.control.access.Permission;
import dev.noon.control.audit.AuditEntry;
import dev.noon.control.audit.AuditFilter;
import dev.noon.control.audit.Cursor;
import dev.noon.control.audit.LogName;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who did what, and whether the record of it is whole. */
@Path("/v1/environments/{env}/audit")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "audit", description = "Who did what, and whether the record of it is whole")
public class AuditResource {
    private static final int PAGE = 50;
    private static final int MAX_PAGE = 500;
    private static final int MOST_CHECKED = 20_000;
    private static final int MOST_COMPARED = 200;
    private static final String LOG = "audit log";

    @Inject
    AdminServices services;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    @GET
    @Operation(
            summary = "Entries of the audit log, newest first",
            description = "Query: actor, action, object, project, since, until, limit (1 to 500), before (from next).")
    public Response list(@PathParam("env") String environment) {
        return page(environment, access(environment));
    }

    @GET
    @Path("/export")
    @Operation(summary = "The same for administrators, and recorded: complete, for keeping elsewhere")
    public Response export(@PathParam("env") String environment) {
        Access access = access(environment).requireEverywhere(Permission.AUDIT, LOG);
        if (Query.of(uri, AuditQuery.KNOWN).text("before").isEmpty()) {
            Deed deed = new Deed(
                    "audit-exported",
                    LOG,
                    "",
                    Optional.ofNullable(uri.getRequestUri().getQuery()).orElse(""));
            services.oversight().events().record(deed, access.caller().author(Permission.AUDIT.text()));
        }
        return page(environment, access);
    }

    @GET
    @Path("/verify")
    @Operation(
            summary = "Compute the chains again and say where an edit shows",
            description = "Query: from (from next), limit (1 to 20000 entries of each log, and the receipts for as many"
                    + " revisions).")
    public Response verify(@PathParam("env") String environment) {
        Query query = Query.of(uri, "from", "limit");
        access(environment).requireEverywhere(Permission.AUDIT, LOG);
        Cursor from = AuditQuery.cursor(query, "from", Cursor.START);
        int most = (int) query.number("limit", MOST_CHECKED, 1, MOST_CHECKED);
        return ok(AuditJson.of(services.oversight().chains().check(from, most)));
    }

    @GET
    @Path("/{log}/{number}")
    @Operation(summary = "One entry, with the fields that it changed")
    public Response entry(
            @PathParam("env") String environment, @PathParam("log") String log, @PathParam("number") String number) {
        Query.of(uri);
        Access access = access(environment);
        LogName name = LogName.of(log).orElseThrow(() -> new NotFound("there is no log " + log));
        AuditEntry entry = services.oversight().audit().entry(name, Numbers.parse("number", number), access.grants());
        Map<String, Change> changes = new HashMap<>();
        if (entry.entry().orElse(null) instanceof Revision revision) {
            revision.commit()
                    .changes()
                    .forEach(change -> changes.put(change.id().toString(), change));
        }
        List<AuditEntry.Touch> compared = entry.objects()
                .subList(0, Math.min(MOST_COMPARED, entry.objects().size()));
        return ok(AuditJson.builder(entry)
                .add("compared", Json.array(compared, touch -> compared(touch, changes)))
                .build());
    }

    private Response page(String environment, Access access) {
        Query query = Query.of(uri, AuditQuery.KNOWN);
        int limit = (int) query.number("limit", PAGE, 1, MAX_PAGE);
        Cursor before = AuditQuery.cursor(query, "before", Cursor.END);
        AuditFilter filter = AuditQuery.filter(query);
        return ok(AuditJson.of(services.oversight().audit().page(filter, access.grants(), before, limit)));
    }

    private Access access(String environment) {
        Environments.deployments(services, environment);
        return Access.of(services, security).requireSomewhere(Permission.READ, LOG);
    }

    private JsonObject compared(AuditEntry.Touch touch, Map<String, Change> changes) {
        List<FieldChange> fields = Optional.ofNullable(changes.get(touch.object()))
                .map(services.oversight().differences()::of)
                .orElse(List.of());
        return AuditJson.touch(touch)
                .add("fields", Json.array(fields, RevisionJson::of))
                .build();
    }

    private static Response ok(JsonObject json) {
        return Response.ok(json + "\n").build();
    }
}
