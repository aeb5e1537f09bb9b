package dev.noon.admin;

import dev.noon.cache.CacheFigures;
import dev.noon.cache.CacheSeries;
import dev.noon.cache.view.ClusterFigures;
import dev.noon.cache.view.NodeFigures;
import dev.noon.control.access.Permission;
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

/** What the caches of all nodes have done. */
@Path("/v1/environments/{env}/analytics")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "analytics")
public class ClusterAnalyticsResource {
    @Inject
    AdminServices services;

    @Inject
    ClusterFigures figures;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    @GET
    @Operation(
            summary = "What the caches of all nodes have done, by cache policy, since each node started",
            description =
                    "Other nodes' figures are up to five seconds old. Members whose figures are not there are named in"
                            + " missing. Query: proxy, region. It names every proxy, so it needs reader in every project.")
    public Response analytics(@PathParam("env") String environment) {
        Query query = Query.of(uri, "proxy", "region");
        Environments.deployments(services, environment);
        Access.of(services, security).requireEverywhere(Permission.READ, "analytics");
        ClusterFigures.Gathered gathered = figures.gather();
        Optional<String> region = query.text("region");
        List<NodeFigures> nodes = gathered.nodes().stream()
                .filter(node -> region.isEmpty() || region.get().equals(node.region()))
                .toList();
        Map<CacheSeries, CacheFigures> series = series(nodes, query.text("proxy"));
        CacheFigures total = query.text("proxy").isPresent()
                ? CacheFigures.sum(series)
                : CacheFigures.sum(nodes.stream().map(NodeFigures::total).toList());
        JsonObject json = Json.object()
                .add("nodes", Json.array(nodes, ClusterAnalyticsResource::of))
                .add("missing", Json.strings(gathered.missing()))
                .add(
                        "cache",
                        CacheJson.of(total)
                                .add(
                                        "series",
                                        Json.array(
                                                series.entrySet().stream()
                                                        .sorted(CacheJson.busiest())
                                                        .toList(),
                                                CacheJson::of)))
                .build();
        return Response.ok(json + "\n").build();
    }

    private static Map<CacheSeries, CacheFigures> series(List<NodeFigures> nodes, Optional<String> proxy) {
        Map<CacheSeries, CacheFigures> sums = new HashMap<>();
        for (NodeFigures node : nodes) {
            node.series().forEach((series, counted) -> {
                if (proxy.isEmpty() || proxy.get().equals(series.proxy())) {
                    sums.merge(series, counted, CacheFigures::plus);
                }
            });
        }
        return sums;
    }

    private static JsonObject of(NodeFigures node) {
        return Json.object()
                .add("node", node.node())
                .add("region", node.region())
                .add("time", RevisionJson.time(node.timeMillis()))
                .add("entries", node.entries())
                .add("bytes", node.bytes())
                .addAll(CacheJson.of(node.total()))
                .build();
    }
}
