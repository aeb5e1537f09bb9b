package dev.noon.admin;

import org.junit.jupiter.api.AfterEach;

/** A served admin API with nothing in it, and two definitions to put there. */
abstract class WithAdminServer {
    static final String REVISIONS = "/v1/environments/dev/revisions";
    static final String BACKEND = """
            apiVersion: noon.dev/v1
            kind: Upstream
            metadata: { name: backend }
            spec: { targets: [ { url: "http://127.0.0.1:9000" } ] }
            ---
            """;
    static final String LOANS = """
            apiVersion: noon.dev/v1
            kind: ApiProxy
            metadata: { name: loans, project: retail }
            spec:
              route: { path: /loans }
              upstream: backend
              policies:
                - responseHeaders: { set: { X-Definition: v1 } }
            """;

    final AdminServer server = new AdminServer();
    final Watched watched = new Watched(server);

    @AfterEach
    void stop() {
        server.close();
    }
}
