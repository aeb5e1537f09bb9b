package dev.noon.policy.headers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Body;
import dev.noon.exchange.Chain;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Requests;
import dev.noon.exchange.Trailers;
import dev.noon.model.Template.Source;
import dev.noon.model.policy.RequestHeadersSpec;
import dev.noon.model.policy.ResponseHeadersSpec;
import dev.noon.policy.Templates;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HeaderPoliciesTest {
    private final Exchange exchange =
            Requests.exchange(Requests.of("GET", "/loans", "X-Debug: 1", "X-Tenant: acme", "x-channel: app"));

    @Test
    void request_headers_are_removed_and_set_before_the_upstream_is_called() throws IOException {
        RequestHeadersPolicy policy = new RequestHeadersPolicy(new RequestHeadersSpec(
                "requestHeaders",
                Map.of("X-Channel", Templates.of(Templates.text("web"))),
                List.of("x-debug", "X-Absent")));
        Chain upstream = seen -> Requests.reply(200, seen.request().headers().toString());
        Reply reply = policy.handle(exchange, upstream);
        assertThat(reply.headers().size()).isZero();
        assertThat(exchange.request().headers().toString()).isEqualTo("X-Tenant: acme\nX-Channel: web\n");
    }

    @Test
    void response_headers_are_removed_and_set_with_what_the_request_says() throws IOException {
        ResponseHeadersPolicy policy = new ResponseHeadersPolicy(new ResponseHeadersSpec(
                "responseHeaders",
                Map.of(
                        "X-For",
                        Templates.of(Templates.text("t="), Templates.variable(Source.HEADER, "X-Tenant")),
                        "Server",
                        Templates.of(Templates.text("noon"))),
                List.of("X-Powered-By")));
        Reply reply = policy.handle(
                exchange, seen -> Requests.reply(200, "", "X-Powered-By: php", "Server: apache", "X-Kept: 1"));
        assertThat(reply.headers().all("X-For")).containsExactly("t=acme");
        assertThat(reply.headers().all("Server")).containsExactly("noon");
        assertThat(reply.headers().has("X-Powered-By")).isFalse();
        assertThat(reply.headers().has("X-Kept")).isTrue();
    }

    @Test
    void what_is_removed_or_set_does_not_come_as_a_trailer() throws IOException {
        ResponseHeadersPolicy policy = new ResponseHeadersPolicy(
                new ResponseHeadersSpec("r", Map.of("X-A", Templates.of(Templates.text("mine"))), List.of("x-b")));
        Trailers trailers = Trailers.announced("X-A, X-B, X-C", List.of());
        Body.Stream body = new Body.Stream(InputStream.nullInputStream(), OptionalLong.empty(), true, trailers);
        Reply reply = policy.handle(exchange, seen -> new Reply(200, Requests.headers(), body));
        assertThat(reply.trailers().list()).isEqualTo("X-C");
    }

    @Test
    void what_was_removed_can_be_set_again_by_the_same_policy() throws IOException {
        ResponseHeadersPolicy policy = new ResponseHeadersPolicy(
                new ResponseHeadersSpec("r", Map.of("X-A", Templates.of(Templates.text("mine"))), List.of("X-A")));
        Reply reply = policy.handle(exchange, seen -> Requests.reply(200, "", "X-A: 1", "X-A: 2"));
        assertThat(reply.headers().all("X-A")).containsExactly("mine");
    }
}
