package dev.noon.admin;

import dev.noon.control.LimitBoard.Limit;
import dev.noon.control.NotFound;
import dev.noon.control.Operated;
import dev.noon.control.access.Permission;
import dev.noon.counter.ClusterStandings.Gathered;
import dev.noon.counter.Counters.Look;
import dev.noon.counter.Standing;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Limits, how their counters stand, and letting somebody begin anew. */
@Path("/v1/environments/{env}/limits")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "limits", description = "Throttles and quotas, and how their counters stand")
public class LimitsResource {
    private static final int MOST_TOP = 500;
    private static final int TOP = 20;
    private static final String LIMIT = "limit";

    @Inject
    AdminServices services;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    @GET
    @Operation(
            summary = "Every throttle and quota in force, with how many they have counted lately on all nodes",
            description =
                    "identities: who was counted and has not everything free again; near: of these who has used nine tenths"
                            + " or more; over: their requests over the limit. What other nodes tell is up to two seconds old;"
                            + " members that tell nothing are named in missing. Query: proxy.")
    public Response list(@PathParam("env") String environment) {
        Query query = Query.of(uri, "proxy");
        Environments.deployments(services, environment);
        List<Limit> limits = visible(query);
        Gathered gathered = services.limits().standings();
        Map<String, List<Standing>> standings =
                gathered.standings().stream().collect(Collectors.groupingBy(Standing::limit));
        return ok(Json.object()
                .add(
                        "limits",
                        Json.array(
                                limits, limit -> LimitsJson.of(limit, standings.getOrDefault(limit.id(), List.of()))))
                .add("missing", Json.strings(gathered.missing())));
    }

    @GET
    @Path("/top")
    @Operation(
            summary = "Who has used most of a limit, or was over one most often, on all nodes",
            description = "Query: by (used or over, default used), proxy, limit (how many, 1 to 500, default 20).")
    public Response top(@PathParam("env") String environment) {
        Query query = Query.of(uri, "by", "proxy", LIMIT);
        Environments.deployments(services, environment);
        Comparator<Standing> order = order(query.text("by").orElse("used"));
        Map<String, Limit> limits = visible(query).stream().collect(Collectors.toMap(Limit::id, Function.identity()));
        Gathered gathered = services.limits().standings();
        List<Standing> top = gathered.standings().stream()
                .filter(standing -> limits.containsKey(standing.limit()))
                .sorted(order)
                .limit(query.number(LIMIT, TOP, 1, MOST_TOP))
                .toList();
        return ok(Json.object()
                .add(
                        "counters",
                        Json.array(
                                top,
                                standing ->
                                        LimitsJson.of(Objects.requireNonNull(limits.get(standing.limit())), standing)))
                .add("missing", Json.strings(gathered.missing())));
    }

    @GET
    @Path("/{id}")
    @Operation(
            summary = "One limit, and how its counters stand: somebody's, or those with the least left",
            description =
                    "Query: one of consumer, address, value (of what the limit counts by) and identity (the hash that"
                            + " X-RateLimit-Identity has) for one counter, read where it is kept; or limit (1 to 500, default 20).")
    @APIResponse(responseCode = "404", description = "There is no such limit, or it has counted nothing of them")
    @APIResponse(responseCode = "503", description = "The counter cannot be reached")
    public Response one(@PathParam("env") String environment, @PathParam("id") String id) {
        Query query = Query.of(uri, "consumer", "address", "value", "identity", LIMIT);
        Environments.deployments(services, environment);
        Limit limit = readable(Access.of(services, security).requireSomewhere(Permission.READ, "limits"), id);
        Optional<String> identity = Counted.identity(limit, named(query::text));
        JsonObjectBuilder json = Json.object().add(LIMIT, LimitsJson.of(limit));
        if (identity.isPresent()) {
            return looked(limit, identity.get(), json);
        }
        Gathered gathered = services.limits().standings();
        List<Standing> counters = gathered.standings().stream()
                .filter(standing -> standing.limit().equals(id))
                .limit(query.number(LIMIT, TOP, 1, MOST_TOP))
                .toList();
        return ok(json.add("counters", Json.array(counters, standing -> LimitsJson.of(limit, standing)))
                .add("missing", Json.strings(gathered.missing())));
    }

    private Response looked(Limit limit, String identity, JsonObjectBuilder json) {
        Look look = services.limits().look(limit, identity);
        if (look instanceof Look.Unknown) {
            return Problem.of(
                            503,
                            "counter-away",
                            "The counter cannot be reached",
                            "it did not answer in time; ask again")
                    .response();
        }
        if (look instanceof Look.Found found) {
            return ok(json.add("counters", Json.array(List.of(found.standing()), one -> LimitsJson.of(limit, one))));
        }
        throw new NotFound("limit " + limit.id() + " has counted nothing of " + identity
                + " that is not free again; who never asked, and who is not known, look alike");
    }

    @POST
    @Path("/reset")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Let counters of a limit begin anew, on every node",
            description =
                    "Body: {\"limit\": \"ID\", …} with one of \"consumer\", \"address\", \"value\", \"identity\", or"
                            + " \"all\": true. Query: wait (seconds, 0 to 60).")
    @APIResponse(responseCode = "201", description = "Committed; the receipts say where it is in force")
    @APIResponse(responseCode = "404", description = "There is no such limit")
    public Response reset(@PathParam("env") String environment, InputStream body) throws IOException {
        Query query = Query.of(uri, "wait");
        Environments.deployments(services, environment);
        Access access = Access.of(services, security).requireSomewhere(Permission.RESET, "limits");
        JsonObject asked = Json.read(Body.text(MediaType.APPLICATION_JSON_TYPE, body));
        Body.onlyKeys(asked, Set.of(LIMIT, "all", "consumer", "address", "value", "identity"));
        if (!(asked.get(LIMIT) instanceof JsonString id)) {
            throw new BadRequest("the body has no limit; expected the id that the list of limits has");
        }
        Limit limit = readable(access, id.getString());
        access.require(Permission.RESET, limit.owner().toString(), limit.project());
        Optional<String> identity = Counted.identity(limit, named(name -> text(asked, name)));
        boolean all = JsonValue.TRUE.equals(asked.get("all"));
        if (all == identity.isPresent()) {
            throw new BadRequest("the body names " + (all ? "somebody and all" : "nobody") + "; expected one of "
                    + String.join(", ", Counted.NAMES) + ", or \"all\": true");
        }
        Operated done = services.limits()
                .reset(limit, identity.orElse(""), Caller.of(security).author("reset"), query.patience());
        return OperationJson.created(
                done, Json.object().add("reset", LimitsJson.of(limit).add("identity", identity.orElse("*"))));
    }

    private static Optional<String> text(JsonObject body, String name) {
        JsonValue value = body.get(name);
        if (value != null && !(value instanceof JsonString)) {
            throw new BadRequest(name + " is " + value + "; must be a text");
        }
        return Optional.ofNullable(value).map(text -> ((JsonString) text).getString());
    }

    private static Map<String, String> named(Function<String, Optional<String>> said) {
        Map<String, String> named = new HashMap<>();
        Counted.NAMES.forEach(name -> said.apply(name).ifPresent(text -> named.put(name, text)));
        return named;
    }

    /** What the caller may see, and asks for. */
    private List<Limit> visible(Query query) {
        Access access = Access.of(services, security).requireSomewhere(Permission.READ, "limits");
        Optional<String> proxy = query.text("proxy");
        return services.limits().list().stream()
                .filter(limit -> access.mayRead(limit.project()))
                .filter(limit ->
                        proxy.isEmpty() || proxy.get().equals(limit.owner().name()))
                .toList();
    }

    private Limit readable(Access access, String id) {
        Limit limit;
        try {
            limit = services.limits().find(id);
        } catch (NotFound e) {
            throw access.missing(String.valueOf(e.getMessage()), "limit " + id);
        }
        access.requireReadable(
                "there is no limit " + id + " in environment " + access.environment(),
                limit.owner().toString(),
                limit.project());
        return limit;
    }

    private static Comparator<Standing> order(String by) {
        return switch (by) {
            case "used" -> Comparator.comparingDouble(Standing::share).reversed();
            case "over" -> Comparator.comparingLong(Standing::over).reversed();
            default -> throw new BadRequest("by is " + by + "; must be used or over");
        };
    }

    private static Response ok(JsonObjectBuilder json) {
        return Response.ok(json.build() + "\n").build();
    }
}
