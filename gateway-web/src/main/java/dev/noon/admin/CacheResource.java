package dev.noon.admin;

import dev.noon.cache.Scope;
import dev.noon.cache.Selection;
import dev.noon.cache.Tier;
import dev.noon.cache.view.CacheView;
import dev.noon.cache.view.Entry;
import dev.noon.cache.view.EntryPage;
import dev.noon.cache.view.EntryQuery;
import dev.noon.cache.view.HeldEntries.Ranked.By;
import dev.noon.control.NotFound;
import dev.noon.control.Operated;
import dev.noon.control.Operation.Command;
import dev.noon.control.access.Permission;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionSet;
import dev.noon.model.Kind;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the cache of this node holds. */
@Path("/v1/environments/{env}/cache")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "cache", description = "What the cache of the node that is asked holds")
public class CacheResource {
    private static final int PAGE = 100;
    private static final int MOST_TOP = 500;
    private static final int TOP = 20;
    private static final String KEY = "[0-9a-f]{64}";

    @Inject
    AdminServices services;

    @Inject
    CacheView cache;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    @GET
    @Path("/scopes")
    @Operation(
            summary = "The twelve scopes: what they hold, where, how much, and what was counted",
            description = "Entries of the grid are those that this node owns; the sum over all nodes is the scope.")
    public Response scopes(@PathParam("env") String environment) {
        Query.of(uri);
        Environments.deployments(services, environment);
        Access.of(services, security).requireSomewhere(Permission.READ, "cache");
        return ok(Json.object().add("scopes", Json.array(cache.scopes(), CacheJson::of)));
    }

    @GET
    @Path("/scopes/{scope}/entries")
    @Operation(
            summary = "Entries of one scope in one tier of this node, page by page",
            description =
                    "Query: tier (local or grid; local where the scope has it), proxy, prefix (of the path), limit"
                            + " (1 to 500, default 100), after. A page may be short and still have a next.")
    @APIResponse(responseCode = "404", description = "There is no such scope, or no such proxy")
    public Response entries(@PathParam("env") String environment, @PathParam("scope") String name) {
        Query query = Query.of(uri, "tier", "proxy", "prefix", "limit", "after");
        Environments.deployments(services, environment);
        Scope scope = scope(name);
        EntryQuery asked = new EntryQuery(
                scope,
                visible(scope, query),
                query.text("prefix").orElse(""),
                query.text("after").orElse(""),
                (int) query.number("limit", PAGE, 1, EntryQuery.MOST));
        EntryPage page = page(tier(scope, query), asked);
        long now = services.clock().millis();
        JsonObjectBuilder json =
                Json.object().add("entries", Json.array(page.entries(), entry -> EntryJson.of(entry, now)));
        return ok(page.next().isEmpty() ? json : json.add("next", page.next()));
    }

    @GET
    @Path("/scopes/{scope}/entries/{key}")
    @Operation(
            summary = "One entry, in each tier of this node that has it",
            description =
                    "The key is the hash that the list shows. Of responses the headers and up to 4 KiB of text are"
                            + " shown; of identities and counters never a payload.")
    @APIResponse(responseCode = "404", description = "This node has no such entry")
    public Response entry(
            @PathParam("env") String environment, @PathParam("scope") String name, @PathParam("key") String key) {
        Query query = Query.of(uri, "proxy");
        Environments.deployments(services, environment);
        Scope scope = scope(name);
        checked(key);
        List<Entry> found = cache.find(scope, key, visible(scope, query));
        if (found.isEmpty()) {
            throw new NotFound("this node has no entry " + key + " in scope " + scope.text());
        }
        long now = services.clock().millis();
        return ok(Json.object().add("copies", Json.array(found, entry -> EntryJson.whole(entry, now))));
    }

    @DELETE
    @Path("/scopes/{scope}/entries")
    @Operation(
            summary = "Drop what is stored in one scope, on every node",
            description = "A purge by scope, for scopes that hold responses. Query: wait (seconds, 0 to 60).")
    @APIResponse(responseCode = "201", description = "Committed; the receipts say where it is in force")
    public Response drop(@PathParam("env") String environment, @PathParam("scope") String name) {
        Query query = Query.of(uri, "wait");
        Environments.deployments(services, environment);
        Scope scope = droppable(name);
        Access.of(services, security).requireEverywhere(Permission.PURGE, "cache scope " + scope.text());
        return purge(new Selection(Selection.By.SCOPE, scope.text(), ""), query);
    }

    @DELETE
    @Path("/scopes/{scope}/entries/{key}")
    @Operation(
            summary = "Drop one entry, on every node",
            description = "A purge by key. Query: proxy (whose entry it is: without it, everything must be permitted),"
                    + " wait (seconds, 0 to 60).")
    @APIResponse(responseCode = "201", description = "Committed; the receipts say where it is in force")
    @APIResponse(responseCode = "404", description = "There is no such scope, or no such proxy")
    public Response drop(
            @PathParam("env") String environment, @PathParam("scope") String name, @PathParam("key") String key) {
        Query query = Query.of(uri, "wait", "proxy");
        Environments.deployments(services, environment);
        droppable(name);
        checked(key);
        Access access = Access.of(services, security).requireSomewhere(Permission.PURGE, "cache");
        String proxy = query.text("proxy").orElse("");
        if (proxy.isEmpty()) {
            access.requireEverywhere(Permission.PURGE, "every proxy");
        } else {
            PurgesResource.permit(access, proxy, services.deployments());
        }
        return purge(new Selection(Selection.By.KEY, key, proxy), query);
    }

    private Response purge(Selection selection, Query query) {
        Command.Purge command = new Command.Purge(selection, false);
        Operated purged = services.purges().purge(command, Caller.of(security).author("purge"), query.patience());
        return OperationJson.created(purged, Json.object().add("purge", PurgeRequest.json(selection, false)));
    }

    /** Identities and counters are not dropped by hand; bans and breakers have verbs of their own. */
    private static Scope droppable(String name) {
        Scope scope = scope(name);
        if (!scope.holdsResponses()) {
            throw new BadRequest(
                    "scope is " + name + "; must be one that holds responses: what is in others ends by itself,"
                            + " or by lifting a ban or resetting a breaker");
        }
        return scope;
    }

    private static void checked(String key) {
        if (!key.matches(KEY)) {
            throw new BadRequest("key is " + key + "; must be a hash of 64 hexadecimal digits, as entries has it");
        }
    }

    @GET
    @Path("/top")
    @Operation(
            summary = "The entries of this node's heap with the most hits or bytes",
            description = "Query: by (hits or bytes, default hits), proxy, limit (1 to 500, default 20).")
    public Response top(@PathParam("env") String environment) {
        Query query = Query.of(uri, "by", "proxy", "limit");
        Environments.deployments(services, environment);
        By by = word(By.class, "by", query.text("by").orElse("hits"));
        int limit = (int) query.number("limit", TOP, 1, MOST_TOP);
        List<Entry.Answer> top = cache.top(by, visible(Scope.PROXY, query), limit);
        long now = services.clock().millis();
        return ok(Json.object().add("entries", Json.array(top, entry -> EntryJson.of(entry, now))));
    }

    private EntryPage page(Tier tier, EntryQuery query) {
        try {
            return cache.page(tier, query);
        } catch (IllegalArgumentException e) {
            throw new BadRequest(String.valueOf(e.getMessage()));
        }
    }

    /** Whose entries the caller may see and asks for; what belongs to no proxy is for who may read everything. */
    private Predicate<String> visible(Scope scope, Query query) {
        Access access = Access.of(services, security).requireSomewhere(Permission.READ, "cache");
        if (!scope.holdsResponses()) {
            access.requireEverywhere(Permission.READ, "cache scope " + scope.text());
        }
        Predicate<String> readable = proxy -> true;
        if (!access.readsEverything()) {
            DefinitionSet set = services.deployments().head().set();
            readable = proxy -> set.find(new DefinitionId(Kind.API_PROXY, proxy))
                    .filter(found ->
                            access.mayRead(found.definition().metadata().project()))
                    .isPresent();
        }
        return query.text("proxy")
                .map(name -> Predicate.<String>isEqual(name))
                .orElse(name -> true)
                .and(readable);
    }

    private static Tier tier(Scope scope, Query query) {
        String otherwise = scope.holdsResponses() ? "local" : "grid";
        Tier tier = word(Tier.class, "tier", query.text("tier").orElse(otherwise));
        if (tier == Tier.LOCAL && !scope.holdsResponses()) {
            throw new BadRequest("tier is local; entries of scope " + scope.text() + " are in the grid");
        }
        return tier;
    }

    private static Scope scope(String name) {
        return Arrays.stream(Scope.values())
                .filter(scope -> scope.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFound("there is no scope " + name + "; expected one of "
                        + Arrays.stream(Scope.values()).map(Scope::text).collect(Collectors.joining(", "))));
    }

    private static <E extends Enum<E>> E word(Class<E> type, String name, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new BadRequest(name + " is " + text + "; must be "
                        + Arrays.stream(type.getEnumConstants())
                                .map(value -> value.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(" or "))));
    }

    private static Response ok(JsonObjectBuilder json) {
        return Response.ok(json.build() + "\n").build();
    }
}
