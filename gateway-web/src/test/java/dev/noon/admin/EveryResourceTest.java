package dev.noon.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Walks all resources that there are: none may write for somebody who only reads another project, and none may show
 * them what they may not read. Whoever adds a resource and forgets to ask finds it named here.
 */
final class EveryResourceTest {
    private static final Map<String, String> PLACES = Map.of(
            "env", "dev",
            "kind", "ApiProxy",
            "name", "gold",
            "number", "1",
            "log", "revisions",
            "id", "0123456789ab",
            "node", "node-1",
            "scope", "proxy",
            "key", "0".repeat(64));
    private static final String GOLD = """
            apiVersion: noon.dev/v1
            kind: Upstream
            metadata: { name: canary-backend, project: vault }
            spec: { targets: [ { url: "http://127.0.0.1:9000" } ] }
            ---
            apiVersion: noon.dev/v1
            kind: ApiProxy
            metadata: { name: gold, project: vault }
            spec:
              route: { path: /canary }
              upstream: canary-backend
            """;

    private final AdminServer server = new AdminServer();
    private final Watched watched = new Watched(server);

    private record Endpoint(String method, String path) {}

    @AfterEach
    void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> no_resource_writes_or_shows_without_a_grant() {
        server.yaml("/v1/environments/dev/revisions?message=canary-message", GOLD);
        return endpoints().map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> check(endpoint)));
    }

    private void check(Endpoint endpoint) {
        String token = "signed:reader:dev:retail";
        watched.unchanged(() -> {
            HttpResponse<String> answer = server.send(server.as(token, endpoint.path())
                    .header("Content-Type", "application/json")
                    .method(endpoint.method(), BodyPublishers.ofString("{}")));

            assertThat(answer.body()).doesNotContain("canary");
            if (!endpoint.method().equals("GET")) {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
            }
        });
    }

    private static Stream<Endpoint> endpoints() {
        return new AdminApplication()
                .getClasses().stream()
                        .filter(type -> type.isAnnotationPresent(Path.class))
                        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                        .flatMap(method -> verb(method).map(verb -> new Endpoint(verb, path(method))).stream());
    }

    private static Optional<String> verb(Method method) {
        if (method.isAnnotationPresent(GET.class)) {
            return Optional.of("GET");
        }
        return Stream.of(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value())
                .findFirst();
    }

    private static String path(Method method) {
        String whole = method.getDeclaringClass().getAnnotation(Path.class).value()
                + Optional.ofNullable(method.getAnnotation(Path.class))
                        .map(Path::value)
                        .orElse("");
        String path = whole;
        for (Map.Entry<String, String> place : PLACES.entrySet()) {
            path = path.replaceAll("\\{" + place.getKey() + "[^}]*}", place.getValue());
        }
        assertThat(path).as("an address whose places this test knows: " + whole).doesNotContain("{");
        return path;
    }
}
