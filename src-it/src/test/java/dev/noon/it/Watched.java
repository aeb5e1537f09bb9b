package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.http.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * The last node's admin listener, asked by anybody, and whether it made a difference. The last, because wrong
 * credentials are counted there, and other suites ask the first.
 */
final class Watched {
    private final Cluster cluster;

    Watched(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Runs {@code attempts} and fails if revisions, operations, definitions or tokens are not what they were. */
    void unchanged(Runnable attempts) {
        String before = state();
        attempts.run();
        assertThat(state()).isEqualTo(before);
    }

    /** The ends of the two logs that nodes follow, what is in force, and every token. */
    String state() {
        StringBuilder state = new StringBuilder();
        for (JsonNode end :
                cluster.admin().send("GET", "/audit/verify", "").json().path("ends")) {
            if (!end.path("log").asText().equals("events")) {
                state.append(end);
            }
        }
        return state
                + cluster.admin().definitions().reply().text()
                + cluster.admin()
                        .at("GET", URI.create("/api/v1/tokens"), "")
                        .reply()
                        .text();
    }

    /** A request of the administrator's, with a body of any bytes; header names and values in turn. */
    Reply sendBytes(String path, byte[] body, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Authorization";
        all[headers.length + 1] = "Bearer " + cluster.token();
        return cluster.http().send("POST", cluster.node(1).address().admin(path), body, all);
    }

    /** The text of a new token. */
    String token(String name, String grant) {
        AdminAnswer answer = cluster.admin()
                .at(
                        "POST",
                        URI.create("/api/v1/tokens"),
                        "{\"name\":\"" + name + "\",\"grants\":[\"" + grant + "\"],\"seconds\":3600}",
                        "Content-Type",
                        "application/json");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json().path("token").asText();
    }

    /** A request with that token; header names and values in turn. */
    Reply as(String token, String method, String path, String body, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Authorization";
        all[headers.length + 1] = "Bearer " + token;
        return send(method, path, body, all);
    }

    /** A request without any; header names and values in turn. */
    Reply send(String method, String path, String body, String... headers) {
        return cluster.http()
                .send(
                        method,
                        cluster.node(cluster.nodes().size()).address().admin(path),
                        body.getBytes(StandardCharsets.UTF_8),
                        headers);
    }
}
