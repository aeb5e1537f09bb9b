package dev.noon.admin;

import dev.noon.control.access.Permission;
import dev.noon.exchange.Cause;
import dev.noon.observe.LatencyHistogram;
import dev.noon.observe.ProxySeries;
import dev.noon.observe.Traffic;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What this node has served. */
@Path("/v1/analytics")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "analytics", description = "What the node that is asked has served, by proxy and endpoint")
public class AnalyticsResource {
    @Inject
    AdminServices services;

    @Inject
    Traffic traffic;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    @GET
    @Operation(
            summary = "Requests, causes, times and bytes by proxy and endpoint, since this node started",
            description = "It names every proxy, so it needs reader in every project.")
    public Response analytics() {
        Query.of(uri);
        Access.of(services, security).requireEverywhere(Permission.READ, "analytics");
        List<ProxySeries> all = traffic.proxies().all();
        return Response.ok(Json.object()
                                .add("series", Json.array(all, AnalyticsResource::of))
                                .build() + "\n")
                .build();
    }

    private static JsonObject of(ProxySeries series) {
        return Json.object()
                .add("proxy", series.proxy())
                .add("endpoint", series.endpoint())
                .add("requests", series.requests())
                .add("statuses", statuses(series))
                .add("causes", causes(series))
                .add("receivedBytes", series.receivedBytes())
                .add("sentBytes", series.sentBytes())
                .add("latency", of(series.latency()))
                .add("upstreamLatency", of(series.upstreamLatency()))
                .add("revisions", Json.array(series.shares(), AnalyticsResource::of))
                .build();
    }

    private static JsonObjectBuilder statuses(ProxySeries series) {
        JsonObjectBuilder json = Json.object();
        for (int digit = 0; digit <= 5; digit++) {
            long replies = series.statuses(digit);
            if (replies > 0) {
                json.add(digit == 0 ? "none" : digit + "xx", replies);
            }
        }
        return json;
    }

    private static JsonObjectBuilder causes(ProxySeries series) {
        JsonObjectBuilder json = Json.object();
        for (Cause cause : Cause.values()) {
            long replies = series.causes(cause);
            if (replies > 0) {
                json.add(cause.label(), replies);
            }
        }
        return json;
    }

    private static JsonObjectBuilder of(LatencyHistogram latency) {
        return Json.object()
                .add("count", latency.count())
                .add("p50Micros", latency.quantileMicros(0.5))
                .add("p90Micros", latency.quantileMicros(0.9))
                .add("p99Micros", latency.quantileMicros(0.99));
    }

    private static JsonObject of(ProxySeries.Share share) {
        return Json.object()
                .add("revision", share.revision())
                .add("requests", share.requests())
                .add("failed", share.failed())
                .build();
    }
}
