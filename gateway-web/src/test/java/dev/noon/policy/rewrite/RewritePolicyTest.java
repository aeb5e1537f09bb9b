package dev.noon.policy.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Cause;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Requests;
import dev.noon.model.Template;
import dev.noon.model.policy.Replacement;
import dev.noon.model.policy.RewriteSpec;
import dev.noon.model.policy.RewriteSpec.PathChange;
import dev.noon.model.policy.RewriteSpec.QueryChange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewritePolicyTest {
    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/v2${path}                         | acme        | /v2/loans/7",
                "${path}/tail                       | acme        | /loans/7/tail",
                "/t/${header.X-T}${path}            | acme        | /t/acme/loans/7",
                "/t/${header.X-T}${path}            | a b<c>      | /t/a%20b%3Cc%3E/loans/7",
                "/t//./x                            | acme        | /t/x",
                "/t/${header.X-None}/x              | acme        | /t/x",
            })
    void a_template_makes_a_path_in_its_normal_form(String to, String tenant, String path) throws IOException {
        Exchange exchange = exchange(tenant);
        Reply reply = to(to).handle(exchange, seen -> Requests.reply(200, ""));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(exchange.request().target()).isEqualTo(path + "?tier=gold&deb%75g=1");
        assertThat(exchange.isPathRewritten()).isTrue();
    }

    @ParameterizedTest(name = "{0} with {1} is refused")
    @CsvSource(
            delimiter = '|',
            value = {
                "/t/${header.X-T}/x   | ..",
                "/t/${header.X-T}/x   | a/../../admin",
                "/t/${header.X-T}/x   | a%2f..%2fadmin",
                "/t/${header.X-T}/x   | %2e%2e",
                "/t/${header.X-T}/x   | a%252e",
                "/t/${header.X-T}/x   | a\\b",
                "/t/${header.X-T}/x   | a%00",
            })
    void what_a_client_puts_into_a_path_cannot_lead_out_of_it(String to, String tenant) throws IOException {
        Exchange exchange = exchange(tenant);
        Reply reply = to(to).handle(exchange, seen -> {
            throw new AssertionError("the upstream must not be called");
        });
        assertThat(reply.status()).isEqualTo(400);
        assertThat(exchange.cause()).isEqualTo(Cause.REWRITE_REFUSED);
    }

    @ParameterizedTest(name = "{0} for {1} with {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/v2${path}           | /a%2Fb     | x        | /v2/a%2Fb",
                "/v2/${header.X-T}    | /a%2Fb     | c/d      | /v2/c%2Fd",
                "/v2/${header.X-T}    | /a%2Fb     | c/../d   | refused",
                "/v2/${header.X-T}    | /a         | c/d      | refused",
            })
    void encoded_slashes_are_kept_where_the_path_came_in_with_some(String to, String path, String header, String result)
            throws IOException {
        Exchange exchange = Requests.exchange(Requests.of("GET", path, "X-T: " + header));
        Reply reply = to(to).handle(exchange, seen -> Requests.reply(200, ""));
        assertThat(reply.status() == 200 ? exchange.request().path() : "refused")
                .isEqualTo(result);
    }

    @ParameterizedTest(name = "{0} by {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "^/loans/(\\d+)      | /credit/$1/view  | /credit/7/view",
                "/([a-z]+)/          | /$1-$1/          | /loans-loans/7",
                "nothing             | x                | /loans/7",
                "[aeo]               | ''               | /lns/7",
                "(x)?/(\\d)          | /$1$2$0          | /loans/7/7",
                "^/loans             | ''               | /7",
            })
    void what_fits_a_pattern_is_replaced(String match, String with, String path) throws IOException {
        Exchange exchange = exchange("acme");
        PathChange change = new PathChange.Replaced(new Replacement(match, with));
        policy(Optional.of(change), QueryChange.NONE, Optional.empty())
                .handle(exchange, seen -> Requests.reply(200, ""));
        assertThat(exchange.request().path()).isEqualTo(path);
    }

    @Test
    void a_replacement_that_makes_no_path_is_refused() throws IOException {
        PathChange change = new PathChange.Replaced(new Replacement("^/loans/", ""));
        Reply reply = policy(Optional.of(change), QueryChange.NONE, Optional.empty())
                .handle(exchange("acme"), seen -> Requests.reply(200, ""));
        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void parameters_are_removed_and_set_whatever_their_spelling() throws IOException {
        Exchange exchange = exchange("a&b=c d");
        QueryChange change = new QueryChange(Map.of("tier", Template.parse("${header.X-T}")), List.of("debug"));
        policy(Optional.empty(), change, Optional.of("api.internal:81"))
                .handle(exchange, seen -> Requests.reply(200, ""));
        assertThat(exchange.request().query()).contains("tier=a%26b%3Dc%20d");
        assertThat(exchange.request().headers().all("Host")).containsExactly("api.internal:81");
        assertThat(exchange.isPathRewritten()).isFalse();
    }

    private static RewritePolicy to(String path) {
        return policy(Optional.of(new PathChange.To(Template.parse(path))), QueryChange.NONE, Optional.empty());
    }

    private static RewritePolicy policy(Optional<PathChange> path, QueryChange query, Optional<String> host) {
        return new RewritePolicy(new RewriteSpec("rewrite", path, query, host));
    }

    private static Exchange exchange(String tenant) {
        return Requests.exchange(Requests.of("GET", "/loans/7?tier=gold&deb%75g=1", "X-T: " + tenant));
    }
}
