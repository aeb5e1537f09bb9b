package dev.noon.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Requests;
import dev.noon.model.PathRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
    private static final List<String> ANY = List.of("*");

    private final RouteTable table = new RouteTable(List.of(
            proxy("root", ANY, "/", List.of()),
            proxy("loans", ANY, "/loans", List.of()),
            proxy("quotes", ANY, "/loans/quote", List.of("GET", "POST")),
            proxy("slashed", ANY, "/docs/", List.of()),
            proxy("deep", ANY, "/a/b/c/d", List.of()),
            proxy("read", ANY, "/split", List.of("GET")),
            proxy("write", ANY, "/split", List.of("POST", "PURGE")),
            proxy("own", List.of("own.example", "alias.example"), "/loans", List.of()),
            proxy("narrow", List.of("own.example"), "/loans/quote", List.of("GET"))));

    @ParameterizedTest(name = "{0} {1}{2} runs {3}")
    @CsvSource({
        "GET, any, /, root",
        "GET, any, /else, root",
        "GET, any, /loans, loans",
        "GET, any, /loans/, loans",
        "GET, any, /loans/7, loans",
        "GET, any, /loansX, root",
        "GET, any, /loans;v=1, root",
        "GET, any, /loans/quote, quotes",
        "GET, any, /loans/quote/7/8, quotes",
        "GET, any, /loans/quoteX, loans",
        "HEAD, any, /loans/quote, quotes",
        "GET, any, /docs, root",
        "GET, any, /docs/, slashed",
        "GET, any, /docs/x/y, slashed",
        "GET, any, /a/b/c, root",
        "GET, any, /a/b/c/d, deep",
        "GET, any, /a/b/c/d/e/f/g, deep",
        "GET, any, /split, read",
        "HEAD, any, /split/x, read",
        "POST, any, /split, write",
        "PURGE, any, /split, write",
        "GET, own.example, /loans, own",
        "GET, alias.example, /loans/7, own",
        "GET, own.example, /loans/quote, narrow",
        "GET, own.example, /split, read",
        "GET, own.example, /, root",
    })
    void the_more_specific_host_then_the_longest_prefix_then_the_method(
            String method, String host, String path, String proxy) {
        assertThat(table.match(Requests.at(host, method, path)))
                .isInstanceOfSatisfying(
                        RouteMatch.Found.class,
                        found -> assertThat(found.route().facts().proxy()).isEqualTo(proxy));
    }

    @Test
    void a_path_whose_methods_do_not_fit_names_those_that_do() {
        assertThat(table.match(Requests.at("any", "DELETE", "/split")))
                .isInstanceOfSatisfying(RouteMatch.NotAllowed.class, refused -> assertThat(refused.methods())
                        .containsExactly("GET", "HEAD", "POST", "PURGE"));
        assertThat(table.match(Requests.at("own.example", "POST", "/loans/quote")))
                .as("the longest prefix decides, not the one that would allow it")
                .isInstanceOf(RouteMatch.NotAllowed.class);
    }

    @Test
    void an_unknown_method_needs_a_route_that_lists_it() {
        assertThat(table.match(Requests.at("any", "BREW", "/loans"))).isInstanceOf(RouteMatch.NotAllowed.class);
        assertThat(RouteTable.isKnown("BREW")).isFalse();
        assertThat(RouteTable.isKnown("PATCH")).isTrue();
    }

    @Test
    void nothing_is_found_where_nothing_is() {
        RouteTable hosts = new RouteTable(List.of(proxy("one", List.of("one.example"), "/", List.of())));
        assertThat(hosts.match(Requests.at("two.example", "GET", "/"))).isInstanceOf(RouteMatch.NotFound.class);
        assertThat(new RouteTable(List.of()).match(Requests.at("a", "GET", "/")))
                .isInstanceOf(RouteMatch.NotFound.class);
    }

    @Test
    void ten_thousand_routes_are_all_found() {
        List<CompiledProxy> proxies = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            proxies.add(proxy("p" + i, ANY, "/api/v" + i % 7 + "/p" + i, List.of()));
        }
        RouteTable many = new RouteTable(proxies);
        for (int i = 0; i < 10_000; i += 97) {
            RouteMatch match = many.match(Requests.at("a", "GET", "/api/v" + i % 7 + "/p" + i + "/x"));
            assertThat(((RouteMatch.Found) match).route().facts().proxy()).isEqualTo("p" + i);
        }
        assertThat(many.match(Requests.at("a", "GET", "/api/v0/p1"))).isInstanceOf(RouteMatch.NotFound.class);
    }

    @Test
    void an_endpoint_has_exactly_its_path_and_its_methods() {
        RouteMatch.Found quote = Snapshots.found("quote", (exchange, next) -> Requests.reply(200, ""));
        CompiledProxy plain = proxy("loans", ANY, "/loans", List.of());
        CompiledProxy proxy = new CompiledProxy(
                plain.sources(),
                Optional.empty(),
                Snapshots.found("loans", (exchange, next) -> Requests.reply(200, "")),
                List.of(new CompiledEndpoint(PathRule.exact("/loans/quote"), new Methods(List.of("POST")), quote)));
        RouteTable endpoints = new RouteTable(List.of(proxy));
        assertThat(endpoints.match(Requests.at("a", "POST", "/loans/quote"))).isSameAs(quote);
        assertThat(endpoints.match(Requests.at("a", "GET", "/loans/quote"))).isNotSameAs(quote);
        assertThat(endpoints.match(Requests.at("a", "POST", "/loans/quote/"))).isNotSameAs(quote);
    }

    private static CompiledProxy proxy(String name, List<String> hosts, String path, List<String> methods) {
        dev.noon.model.Route route = new dev.noon.model.Route(hosts, path, methods);
        return Snapshots.proxy(name, route, (exchange, next) -> Requests.reply(200, ""));
    }
}
