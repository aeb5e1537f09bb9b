package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.CliRun;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What an operator sees of the cache on real nodes: scopes, entries of both tiers, figures of all nodes and reasons. */
@OnCluster
class CacheViewIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Cluster cluster;

    CacheViewIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void figuresOfAllNodesAddUpAndEveryMissHasItsReason() {
        try (RecordingUpstream upstream = upstream("view-sum")) {
            apply(Definitions.proxy("view-sum", upstream.url(), Definitions.CACHE));
            get(1, "/view-sum/a");
            get(1, "/view-sum/a");
            get(2, "/view-sum/a");
            get(3, "/view-sum/b");
            get(1, "/view-sum/lang", "Accept-Language", "de");
            get(1, "/view-sum/lang", "Accept-Language", "fr");
            Awaitility.await().atMost(SOON).untilAsserted(() -> {
                JsonNode answer = analytics("view-sum");
                assertThat(answer.path("nodes")).hasSize(3);
                assertThat(answer.path("missing")).isEmpty();
                JsonNode cache = answer.path("cache");
                assertThat(cache.path("lookups").asInt()).as(cache.toString()).isEqualTo(6);
                assertThat(cache.path("hits").path("local").asInt()).isEqualTo(1);
                assertThat(cache.path("hits").path("grid").asInt()).isEqualTo(1);
                assertThat(cache.path("misses").path("absent").asInt()).isEqualTo(3);
                assertThat(cache.path("misses").path("vary").asInt()).isEqualTo(1);
                assertThat(cache.path("hitRatio").asDouble()).isBetween(0.33, 0.34);
                assertThat(cache.path("fill").path("count").asInt()).isEqualTo(4);
                assertThat(cache.path("series").path(0).path("policy").asText()).isEqualTo("cache");
            });

            cluster.admin().purge("view-sum");
            get(1, "/view-sum/a");
            apply(Definitions.proxy("view-sum", upstream.url(), Definitions.CACHE.replace("10m", "9m")));
            get(1, "/view-sum/a");
            Awaitility.await().atMost(SOON).untilAsserted(() -> {
                JsonNode cache = analytics("view-sum").path("cache");
                // A grid that does not answer in time on a busy machine is the reason that is told then.
                JsonNode misses = cache.path("misses");
                assertThat(misses.path("purged").asInt()
                                + misses.path("grid_away").asInt())
                        .as(cache.toString())
                        .isEqualTo(1);
                assertThat(cache.path("misses").path("generation").asInt()).isEqualTo(1);
                assertThat(cache.path("evictions").path("generation").asInt()).isPositive();
            });
            String metrics = cluster.admin()
                    .at("GET", URI.create("/metrics"), "")
                    .reply()
                    .text();
            assertThat(metrics)
                    .containsPattern("noon_proxy_cache_hits_total\\{[^}]*proxy=\"view-sum\"[^}]*tier=\"local\"[^}]*} 1")
                    .containsPattern("noon_proxy_cache_misses_total\\{[^}]*proxy=\"view-sum\"[^}]*reason=\"vary\"")
                    .contains(
                            "noon_proxy_cache_fill_seconds_bucket", "noon_cache_hit_ratio", "noon_cache_scope_entries");
        }
    }

    @Test
    void entriesOfBothTiersAreListedAndShown() {
        try (RecordingUpstream upstream = upstream("view-list")) {
            apply(Definitions.proxy("view-list", upstream.url(), Definitions.CACHE));
            for (int i = 0; i < 30; i++) {
                get(1, "/view-list/" + i);
            }
            get(1, "/view-list/7");
            assertThat(keys(1, "local")).hasSize(30);
            Set<String> owned = new HashSet<>();
            for (int node = 1; node <= 3; node++) {
                owned.addAll(keys(node, "grid"));
            }
            // On a busy machine the grid may not take one in time.
            assertThat(keys(1, "local")).containsAll(owned);
            assertThat(owned).hasSizeBetween(25, 30);

            JsonNode top =
                    ask(1, "/cache/top?proxy=view-list&limit=1").path("entries").path(0);
            assertThat(top.path("path").asText()).isEqualTo("/view-list/7");
            assertThat(top.path("hits").asInt()).isEqualTo(1);
            CliRun.Result shown =
                    cluster.cli().run("cache", "show", "proxy", top.path("key").asText());
            assertThat(shown.exit()).as(shown.toString()).isZero();
            assertThat(shown.out()).contains("/view-list/7", "Content-Type: text/plain", "the answer");
        }
    }

    @Test
    void allTwelveScopesAreListedAndRefusalsSayWhatWasExpected() {
        JsonNode scopes = ask(1, "/cache/scopes").path("scopes");
        assertThat(scopes).hasSize(12);
        assertThat(scopes).allSatisfy(scope -> assertThat(
                        scope.path("grid").path("capacityEntries").asInt())
                .isPositive());
        CliRun.Result table = cluster.cli().run("cache", "scopes");
        assertThat(table.out()).contains("oauth-token", "masked", "proxy-method", "local+grid");
        CliRun.Result unknown = cluster.cli().run("cache", "keys", "cookies");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.err()).contains("expected one of proxy-group, proxy, proxy-method");
        assertThat(cluster.cli().run("cache", "show", "proxy", "xyz").exit()).isEqualTo(2);
    }

    private Set<String> keys(int node, String tier) {
        Set<String> keys = new HashSet<>();
        String after = "";
        do {
            JsonNode page = ask(node, "/cache/scopes/proxy/entries?proxy=view-list&limit=7&tier=" + tier + after);
            page.path("entries").forEach(entry -> {
                assertThat(entry.path("tier").asText()).isEqualTo(tier);
                assertThat(keys.add(entry.path("key").asText())).isTrue();
            });
            after = page.has("next") ? "&after=" + page.path("next").asText() : "";
        } while (!after.isEmpty());
        return keys;
    }

    private JsonNode analytics(String proxy) {
        return ask(1, "/analytics?proxy=" + proxy);
    }

    private JsonNode ask(int node, String path) {
        AdminAnswer answer = cluster.admin(cluster.node(node)).send("GET", path, "");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private void get(int number, String path, String... headers) {
        Node node = cluster.node(number);
        Reply reply = cluster.http().get(node.url(path), headers);
        assertThat(reply.status()).isEqualTo(200);
    }

    private static RecordingUpstream upstream(String name) {
        return RecordingUpstream.start((request, reply) -> {
            if (request.target().endsWith("lang")) {
                reply.text("the answer", "Content-Type", "text/plain", "Vary", "Accept-Language");
            } else {
                reply.text("the answer of " + name, "Content-Type", "text/plain");
            }
        });
    }

    private void apply(String definitions) {
        AdminAnswer answer = cluster.admin().apply(definitions);
        assertThat(answer.complete()).as(answer.toString()).isTrue();
    }
}
