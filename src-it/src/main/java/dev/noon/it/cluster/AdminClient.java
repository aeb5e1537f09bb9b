package dev.noon.it.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.noon.it.http.Http;
import dev.noon.it.http.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A client of one node's admin API, in one environment, as administrator. Thread-safe. */
public final class AdminClient {
    private static final int WAIT_SECONDS = 10;

    private final NodeAddress address;
    private final String environment;
    private final String token;
    private final Http http;
    private final ObjectMapper json = new ObjectMapper();

    AdminClient(NodeAddress address, String environment, String token, Http http) {
        this.address = address;
        this.environment = environment;
        this.token = token;
        this.http = http;
    }

    /** Applies YAML and waits at most 10 s for the receipts. */
    public AdminAnswer apply(String yaml) {
        return apply(yaml, "wait=" + WAIT_SECONDS);
    }

    /** Applies YAML with these query parameters. */
    public AdminAnswer apply(String yaml, String query) {
        return send("POST", "/revisions?" + query, yaml, "Content-Type", "application/yaml");
    }

    /** Says what an apply would do. */
    public AdminAnswer plan(String yaml) {
        return apply(yaml, "dryRun=true");
    }

    /** Makes the content of revision {@code number} the newest one and waits for the receipts. */
    public AdminAnswer rollback(long number) {
        return send("POST", "/revisions/" + number + "/rollback?wait=" + WAIT_SECONDS, "");
    }

    /** Purges everything that a proxy has cached and waits for the receipts. */
    public AdminAnswer purge(String proxy) {
        return purgeBy("{\"proxy\":\"" + proxy + "\"}");
    }

    /** Purges what JSON names and waits for the receipts. */
    public AdminAnswer purgeBy(String json) {
        return send("POST", "/purges?wait=" + WAIT_SECONDS, json, "Content-Type", "application/json");
    }

    public AdminAnswer receipts(long number) {
        return send("GET", "/revisions/" + number + "/receipts", "");
    }

    /** What putting a revision in force cost. */
    public AdminAnswer figures(long number) {
        return send("GET", "/revisions/" + number + "/figures", "");
    }

    /** Revisions, newest first. */
    public AdminAnswer history() {
        return send("GET", "/revisions", "");
    }

    /** The newest revision's number; 0 before the first. */
    public long head() {
        return history().json().path("revisions").path(0).path("number").asLong(0);
    }

    public AdminAnswer definitions() {
        return send("GET", "/definitions", "");
    }

    /** Takes a node out of traffic, or back, and waits for the receipts. */
    public AdminAnswer drain(String node, boolean undo) {
        return at("POST", URI.create("/api/v1/members/" + node + "/drain?wait=" + WAIT_SECONDS + "&undo=" + undo), "");
    }

    /** Every node that the manager knows. */
    public List<Member> members() {
        AdminAnswer answer = at("GET", URI.create("/api/v1/members"), "");
        return StreamSupport.stream(answer.json().path("members").spliterator(), false)
                .map(Member::of)
                .toList();
    }

    /** The value of a gauge without tags; 0 if there is none of that name. */
    public long metric(String name) {
        return samples()
                .filter(line -> line.contains(name))
                .mapToLong(AdminClient::value)
                .findFirst()
                .orElse(0);
    }

    /** What the samples whose line has all of {@code parts} come to together. */
    public long total(String... parts) {
        return samples()
                .filter(line -> Stream.of(parts).allMatch(line::contains))
                .mapToLong(AdminClient::value)
                .sum();
    }

    private Stream<String> samples() {
        return at("GET", URI.create("/metrics"), "").reply().text().lines().filter(line -> !line.startsWith("#"));
    }

    private static long value(String sample) {
        return (long) Double.parseDouble(sample.substring(sample.lastIndexOf(' ') + 1));
    }

    /** A request below the environment; header names and values in turn. */
    public AdminAnswer send(String method, String path, String body, String... headers) {
        return at(method, URI.create("/api/v1/environments/" + environment + path), body, headers);
    }

    /** A request anywhere on the admin port; header names and values in turn. */
    public AdminAnswer at(String method, URI path, String body, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Authorization";
        all[headers.length + 1] = "Bearer " + token;
        return answer(http.send(method, address.admin(path.toString()), body.getBytes(StandardCharsets.UTF_8), all));
    }

    private AdminAnswer answer(Reply reply) {
        return new AdminAnswer(reply, parse(reply.text()));
    }

    private JsonNode parse(String text) {
        try {
            return text.startsWith("{") ? json.readTree(text) : MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the admin API answered something that is not JSON: " + text, e);
        }
    }

    /** A node as the manager sees it. */
    public record Member(String node, String state, String duty, long revision, long operation, boolean live) {
        static Member of(JsonNode json) {
            return new Member(
                    json.path("node").asText(),
                    json.path("state").asText(),
                    json.path("duty").asText(),
                    json.path("revision").asLong(-1),
                    json.path("operation").asLong(-1),
                    json.path("live").asBoolean(false));
        }
    }
}
