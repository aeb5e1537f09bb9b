package dev.noon.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Requests;
import dev.noon.model.Condition;
import dev.noon.model.Condition.Part;
import dev.noon.model.Condition.Test;
import dev.noon.model.PathRule;
import dev.noon.model.PathRule.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutePrecedenceTest {
    private static final Map<String, String> LABELS = new HashMap<>();
    private static final List<CompiledProxy> PROXIES = List.of(
            at("*", Shape.PREFIX, "/"),
            at("*", Shape.PREFIX, "/loans"),
            at("*", Shape.PREFIX, "/loans/quote"),
            at("*", Shape.PREFIX, "/docs/"),
            at("*", Shape.EXACT, "/loans/quote"),
            at("*", Shape.EXACT, "/"),
            at("*", Shape.TEMPLATE, "/loans/{id}"),
            at("*", Shape.TEMPLATE, "/loans/{id}/history"),
            at("*", Shape.TEMPLATE, "/{product}/quote"),
            at("*", Shape.TEMPLATE, "/{product}/{id}/{part}"),
            at("*", Shape.TEMPLATE, "/docs/{page}"),
            at("p.example", Shape.PATTERN, "/v[0-9]+/.*"),
            at("p.example", Shape.PATTERN, "/v[12]/.*"),
            at("p.example", Shape.PREFIX, "/v2"),
            at("*.example.org", Shape.PREFIX, "/"),
            at("*.sub.example.org", Shape.PREFIX, "/loans"),
            at("own.example.org", Shape.EXACT, "/own"),
            named("plain", "c.example", "/c", List.of("GET", "POST")),
            named("two", "c.example", "/c", List.of("GET"), header("X-Version", Test.EQUALS, "2")),
            named("beta", "c.example", "/c", List.of("GET"), query("beta", Test.PRESENT, "")),
            named(
                    "both",
                    "c.example",
                    "/c",
                    List.of(),
                    header("X-Version", Test.EQUALS, "2"),
                    query("beta", Test.PRESENT, "")),
            named("deep", "c.example", "/c/d", List.of("PUT"), header("X-Version", Test.MATCHES, "2\\.[0-9]+")),
            named("anonymous", "c.example", "/e", List.of(), header("X-User", Test.ABSENT, "")));

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "any, /, EXACT /",
        "any, /else, PREFIX /",
        "any, /loans, PREFIX /loans",
        "any, /loans/, PREFIX /loans",
        "any, /loans/7, TEMPLATE /loans/{id}",
        "any, /loans/7/, PREFIX /loans",
        "any, /loans/quote, EXACT /loans/quote",
        "any, /loans/quote/, PREFIX /loans/quote",
        "any, /loans/quote/history, PREFIX /loans/quote",
        "any, /loans/7/history, TEMPLATE /loans/{id}/history",
        "any, /loans/7/more, PREFIX /loans",
        "any, /cars/quote, TEMPLATE /{product}/quote",
        "any, /cars/7/wheels, TEMPLATE /{product}/{id}/{part}",
        "any, /cars/7/, PREFIX /",
        "any, /docs, PREFIX /",
        "any, /docs/, PREFIX /docs/",
        "any, /docs/x, TEMPLATE /docs/{page}",
        "any, /docs/x/y, PREFIX /docs/",
        "p.example, /v2/x, PREFIX /v2",
        "p.example, /v1/x, 'PATTERN /v[0-9]+/.*'",
        "p.example, /v1/, 'PATTERN /v[0-9]+/.*'",
        "p.example, /xv1/, PREFIX /",
        "own.example.org, /own, EXACT /own",
        "own.example.org, /other, '*.example.org PREFIX /'",
        "a.sub.example.org, /loans/7, '*.sub.example.org PREFIX /loans'",
        "a.sub.example.org, /cars, '*.example.org PREFIX /'",
        "sub.example.org, /loans, '*.example.org PREFIX /'",
        "example.org, /loans, PREFIX /loans",
    })
    void the_more_specific_host_then_the_more_specific_path(String host, String path, String route) {
        assertThat(found(host, "GET", path)).endsWith(route);
    }

    @ParameterizedTest(name = "{0} {1} with {2} is {3}")
    @CsvSource({
        "GET, /c, X: 1, plain",
        "GET, /c, X-Version: 3, plain",
        "GET, /c, x-version: 2, two",
        "GET, /c?beta, X: 1, beta",
        "GET, /c?x&b%65ta=1, X: 1, beta",
        "GET, /c?beta, X-Version: 2, both",
        "POST, /c, X-Version: 2, plain",
        "DELETE, /c, X-Version: 2, 'not allowed, but GET HEAD POST'",
        "DELETE, /c, X-Version: 3, 'not allowed, but GET HEAD POST'",
        "PUT, /c/d, X-Version: 2.1, deep",
        "PUT, /c/d, X-Version: 2.1b, 'not allowed, but GET HEAD POST'",
        "GET, /c/d, X-Version: 2.1, 'not allowed, but PUT'",
        "GET, /c/d, X: 1, plain",
        "GET, /e, X: 1, anonymous",
        "GET, /e, X-User: '', '*PREFIX /'",
    })
    void then_the_most_conditions_that_hold_then_the_method(String method, String path, String header, String route) {
        assertThat(found("c.example", method, path, header)).isEqualTo(route.replace("*P", "* P"));
    }

    private static String found(String host, String method, String path, String... headers) {
        List<CompiledProxy> shuffled = new ArrayList<>(PROXIES);
        Collections.shuffle(shuffled, new Random(path.hashCode()));
        RouteMatch match = new RouteTable(shuffled).match(Requests.at(host, method, path, headers));
        if (match instanceof RouteMatch.NotAllowed refused) {
            return "not allowed, but " + String.join(" ", refused.methods());
        }
        String name =
                match instanceof RouteMatch.Found found ? found.route().facts().proxy() : "nothing";
        return LABELS.getOrDefault(name, name);
    }

    private static CompiledProxy at(String host, Shape shape, String path) {
        String name = "r" + LABELS.size();
        LABELS.put(name, host + " " + shape + " " + path);
        return proxy(name, new dev.noon.model.Route(List.of(host), new PathRule(shape, path), List.of(), List.of()));
    }

    private static CompiledProxy named(
            String name, String host, String path, List<String> methods, Condition... conditions) {
        return proxy(
                name, new dev.noon.model.Route(List.of(host), PathRule.prefix(path), methods, List.of(conditions)));
    }

    private static CompiledProxy proxy(String name, dev.noon.model.Route route) {
        return Snapshots.proxy(name, route, (exchange, next) -> Requests.reply(200, ""));
    }

    private static Condition header(String name, Test test, String text) {
        return new Condition(Part.HEADER, name, test, text);
    }

    private static Condition query(String name, Test test, String text) {
        return new Condition(Part.QUERY, name, test, text);
    }
}
