package dev.noon.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.Eviction;
import dev.noon.cache.HeaderField;
import dev.noon.cache.Life;
import dev.noon.cache.Lookup;
import dev.noon.cache.Provenance;
import dev.noon.cache.StoredResponse;
import dev.noon.cache.Tags;
import dev.noon.cache.Tier;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator sees of the cache through the admin API. */
final class CacheViewTest {
    private static final String CACHE = "/v1/environments/dev/cache";

    private final AdminServer server = new AdminServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void all_twelve_scopes_are_listed_with_what_they_hold_and_what_may_be_seen() {
        store("loans", "/loans/1", "hello");
        JsonObject answer = AdminServer.json(server.get(CACHE + "/scopes"));
        List<JsonObject> scopes = answer.getJsonArray("scopes").getValuesAs(JsonValue::asJsonObject);
        assertThat(scopes).hasSize(12);
        JsonObject proxy = scopes.get(1);
        assertThat(proxy.getString("scope")).isEqualTo("proxy");
        assertThat(proxy.getJsonArray("tiers").toString()).isEqualTo("[\"local\",\"grid\"]");
        assertThat(proxy.getJsonObject("local").getInt("entries")).isEqualTo(1);
        assertThat(proxy.getJsonObject("local").getInt("bytes")).isPositive();
        assertThat(proxy.getJsonObject("grid").getInt("capacityEntries")).isEqualTo(1_000);
        JsonObject tokens = scopes.get(4);
        assertThat(tokens.getString("visibility")).isEqualTo("masked");
        assertThat(tokens.getBoolean("persisted")).isFalse();
        assertThat(tokens.containsKey("local")).isFalse();
        assertThat(tokens.getJsonObject("grid").getInt("entries")).isEqualTo(1);
    }

    @Test
    void entries_come_page_by_page_and_by_proxy_and_path() {
        for (int i = 0; i < 7; i++) {
            store("loans", "/loans/" + i, "x");
            store("cards", "/cards/" + i, "x");
        }
        Set<String> paths = new HashSet<>();
        String after = "";
        do {
            JsonObject page = entries("?limit=3&proxy=loans" + after);
            page.getJsonArray("entries")
                    .getValuesAs(JsonValue::asJsonObject)
                    .forEach(entry -> paths.add(entry.getString("path")));
            after = page.containsKey("next") ? "&after=" + page.getString("next") : "";
        } while (!after.isEmpty());
        assertThat(paths).hasSize(7).allMatch(path -> path.startsWith("/loans/"));
        assertThat(entries("?prefix=/cards/3").getJsonArray("entries")).hasSize(1);
        assertThat(entries("?prefix=/nothing").getJsonArray("entries")).isEmpty();
    }

    @Test
    void one_entry_is_shown_with_its_life_its_headers_and_the_beginning_of_its_body() {
        String key = store("loans", "/loans/1", "é".repeat(3_000));
        JsonObject copy = AdminServer.json(server.get(CACHE + "/scopes/proxy/entries/" + key))
                .getJsonArray("copies")
                .getJsonObject(0);
        assertThat(copy.getString("key")).isEqualTo(key);
        assertThat(copy.getString("tier")).isEqualTo("local");
        assertThat(copy.getInt("status")).isEqualTo(200);
        assertThat(copy.getInt("ttlSeconds")).isBetween(58, 60);
        assertThat(copy.getInt("ageSeconds")).isBetween(0, 1);
        assertThat(copy.getInt("revision")).isEqualTo(7);
        assertThat(copy.getInt("generation")).isEqualTo(1);
        assertThat(copy.getInt("hits")).isZero();
        assertThat(copy.getJsonArray("headers").getJsonObject(0).getString("name"))
                .isEqualTo("Content-Type");
        JsonObject body = copy.getJsonObject("body");
        assertThat(body.getInt("bytes")).isEqualTo(6_000);
        assertThat(body.getString("type")).isEqualTo("text/plain");
        assertThat(body.getString("text")).isEqualTo("é".repeat(2_048));
        assertThat(body.getBoolean("whole")).isFalse();
    }

    @Test
    void bytes_that_are_no_text_are_a_length_and_a_type() {
        String key = store("loans", "/image", "\u0000\u0001");
        String answer = server.get(CACHE + "/scopes/proxy/entries/" + key).body();
        assertThat(answer).contains("\"body\":{\"bytes\":2,\"type\":\"text/plain\"}");
    }

    @Test
    void a_token_is_masked() {
        String answer = server.get(CACHE + "/scopes/oauth-token/entries/" + SeenCache.TOKEN_KEY)
                .body();
        assertThat(answer).contains("\"bytes\":40").doesNotContain("text", "body", "name");
    }

    @Test
    void the_largest_entries_are_told() {
        store("loans", "/small", "x");
        store("loans", "/large", "x".repeat(5_000));
        JsonObject top = AdminServer.json(server.get(CACHE + "/top?by=bytes&limit=1"));
        assertThat(top.getJsonArray("entries")).hasSize(1);
        assertThat(top.getJsonArray("entries").getJsonObject(0).getString("path"))
                .isEqualTo("/large");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /scopes/cookies/entries                 | 404 | expected one of proxy-group, proxy, proxy-method, api-call
            /scopes/proxy/entries/abc               | 400 | must be a hash of 64 hexadecimal digits
            /scopes/proxy/entries?limit=0           | 400 | must be 1 to 500
            /scopes/proxy/entries?limit=501         | 400 | must be 1 to 500
            /scopes/proxy/entries?after=next        | 400 | must be the next of a page
            /scopes/proxy/entries?tier=disk         | 400 | must be local or grid
            /scopes/oauth-token/entries?tier=local  | 400 | are in the grid
            /top?by=age                             | 400 | must be hits or bytes
            /scopes?more=1                          | 400 | unknown query parameter
            """)
    void what_cannot_be_answered_says_what_was_expected(String path, int status, String message) {
        HttpResponse<String> answer = server.get(CACHE + path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /scopes/oauth-token/entries         | 400 | must be one that holds responses
            /scopes/cookies/entries             | 404 | expected one of proxy-group
            /scopes/proxy/entries/abc           | 400 | must be a hash of 64 hexadecimal digits
            """)
    void what_cannot_be_dropped_says_so(String path, int status, String message) {
        HttpResponse<String> answer = server.send(server.request(CACHE + path).DELETE());
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(message);
    }

    @Test
    void dropping_an_entry_or_a_scope_is_a_purge_in_the_log() {
        server.startNode();
        String key = "a".repeat(64);
        HttpResponse<String> one = server.send(server.request(CACHE + "/scopes/proxy/entries/" + key + "?wait=2")
                .DELETE());
        assertThat(one.statusCode()).isEqualTo(201);
        assertThat(one.body()).contains("\"key\":\"" + key + "\"", "\"complete\":true");
        HttpResponse<String> all = server.send(
                server.request(CACHE + "/scopes/proxy/entries?wait=2").DELETE());
        assertThat(all.body()).contains("\"scope\":\"proxy\"", "\"complete\":true");
        assertThat(server.send(server.as("signed:reader:dev:retail", CACHE + "/scopes/proxy/entries")
                                .DELETE())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void an_unknown_entry_is_not_found() {
        assertThat(server.get(CACHE + "/scopes/proxy/entries/" + "f".repeat(64)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoever_reads_one_project_sees_nothing_of_others_and_no_tokens() {
        store("loans", "/loans/1", "hello");
        String reader = "signed:reader:dev:retail";
        HttpResponse<String> answer =
                server.send(server.as(reader, CACHE + "/scopes/proxy/entries").GET());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("loans");
        assertThat(server.send(server.as(reader, CACHE + "/scopes/oauth-token/entries")
                                .GET())
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(server.as(reader, "/v1/environments/dev/analytics")
                                .GET())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void the_hit_ratio_is_computed_from_hits_and_misses_have_reasons() {
        for (int i = 0; i < 3; i++) {
            server.cache().tally("loans").hit(i == 0 ? Tier.GRID : Tier.LOCAL, 10);
        }
        server.cache().tally("loans").missed(Lookup.Reason.EXPIRED);
        server.cache().tally("loans").evicted(Eviction.SIZE);
        JsonObject answer = AdminServer.json(server.get("/v1/environments/dev/analytics"));
        JsonObject cache = answer.getJsonObject("cache");
        assertThat(cache.getJsonNumber("hitRatio").doubleValue()).isEqualTo(0.75);
        assertThat(cache.getInt("lookups")).isEqualTo(4);
        assertThat(cache.getInt("servedBytes")).isEqualTo(30);
        JsonObject series = cache.getJsonArray("series").getJsonObject(0);
        assertThat(series.getString("proxy")).isEqualTo("loans");
        assertThat(series.getJsonObject("hits").toString()).isEqualTo("{\"local\":2,\"grid\":1}");
        assertThat(series.getJsonObject("misses").toString()).isEqualTo("{\"expired\":1}");
        assertThat(series.getJsonObject("evictions").toString()).isEqualTo("{\"size\":1}");
        assertThat(answer.getJsonArray("nodes").getJsonObject(0).getString("region"))
                .isEqualTo("here");
        assertThat(answer.getJsonArray("missing")).isEmpty();
    }

    private JsonObject entries(String query) {
        return AdminServer.json(server.get(CACHE + "/scopes/proxy/entries" + query));
    }

    private String store(String proxy, String path, String body) {
        return server.cache()
                .store(
                        proxy,
                        new StoredResponse(
                                200,
                                List.of(new HeaderField("Content-Type", "text/plain")),
                                body.getBytes(UTF_8),
                                Life.fresh(System.currentTimeMillis(), 60_000),
                                new Provenance(0, 7, path, Tags.NONE)));
    }
}
