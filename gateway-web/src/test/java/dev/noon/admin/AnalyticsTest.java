package dev.noon.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Exchange;
import dev.noon.exchange.RouteFacts;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AnalyticsTest {
    private final AdminServer server = new AdminServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void what_a_node_has_served_is_told_by_proxy_endpoint_and_revision() {
        serve(new RouteFacts("loans", "u", "/rates"), 200);
        serve(new RouteFacts("loans", "u", "/rates"), 502);
        HttpResponse<String> answer = server.get("/v1/analytics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"proxy\":\"loans\",\"endpoint\":\"/rates\",\"requests\":2")
                .contains("\"statuses\":{\"2xx\":1,\"5xx\":1}")
                .contains("\"revisions\":[{\"revision\":3,\"requests\":2,\"failed\":1}]");
    }

    @Test
    void whoever_reads_one_project_does_not_see_it() {
        serve(new RouteFacts("loans", "u"), 200);
        HttpResponse<String> answer = server.send(
                server.as("signed:reader:dev:retail", "/v1/analytics").GET());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("loans");
    }

    private void serve(RouteFacts route, int status) {
        Exchange exchange = new Exchange(3, 0);
        exchange.route(route);
        server.traffic().ended(exchange, status);
    }
}
