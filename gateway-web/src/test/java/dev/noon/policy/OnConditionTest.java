package dev.noon.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Exchange;
import dev.noon.exchange.Requests;
import dev.noon.model.policy.Match;
import dev.noon.model.policy.When;
import dev.noon.model.policy.When.PathMatch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OnConditionTest {
    private static final String[] LINES = {"X-Beta: 0", "x-beta: 1", "Cookie: a=1; lab=b", "Cookie: lab=c"};
    private static final String TARGET = "/loans/v2/7?tier=gold&tier=si%6Cver&note=a+b&flag";

    static Stream<Arguments> conditions() {
        return Stream.of(
                row("a method listed", true, methods("PUT", "GET")),
                row("no method listed", false, methods("PUT")),
                row("a path exactly", true, path(new PathMatch.Equal("/loans/v2/7"))),
                row("another path", false, path(new PathMatch.Equal("/loans/v2"))),
                row("beneath a path", true, path(new PathMatch.Beneath("/loans/v2"))),
                row("beneath, on segment boundaries", false, path(new PathMatch.Beneath("/loans/v"))),
                row("a path's pattern", true, path(fitting("/loans/v[12]/\\d+"))),
                row("a path's pattern fits the whole", false, path(fitting("/loans/v[12]/"))),
                row("a header there", true, header("X-BETA", new Match.Present(true))),
                row("a header not there", true, header("X-None", new Match.Present(false))),
                row("a header that is not there", false, header("X-None", new Match.Present(true))),
                row("one of several lines", true, header("X-Beta", new Match.Equal("1"))),
                row("none of several lines", false, header("X-Beta", new Match.Equal("2"))),
                row("a header's pattern", true, header("X-Beta", new Match.Fitting("[1-9]"))),
                row("a parameter, decoded", true, query("tier", new Match.Equal("silver"))),
                row("a parameter with a plus", true, query("note", new Match.Equal("a b"))),
                row("a parameter without a value", true, query("flag", new Match.Present(true))),
                row("no such parameter", false, query("tie", new Match.Present(true))),
                row("a cookie of a second line", true, cookie("lab", new Match.Fitting("[c-z]"))),
                row("a cookie's name has its case", false, cookie("Lab", new Match.Present(true))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conditions")
    void a_policy_runs_exactly_where_its_condition_holds(String name, boolean holds, When when) throws IOException {
        Exchange exchange = Requests.exchange(Requests.of("GET", TARGET, LINES));
        OnCondition policy = new OnCondition(when, (seen, next) -> Requests.reply(299, "policy"));
        assertThat(policy.handle(exchange, seen -> Requests.reply(200, "next")).status())
                .isEqualTo(holds ? 299 : 200);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void a_pattern_takes_linear_time(String pattern, String value) throws IOException {
        Exchange exchange = Requests.exchange(Requests.of("GET", "/a", "X-Beta: " + value));
        OnCondition policy =
                new OnCondition(header("X-Beta", new Match.Fitting(pattern)), (seen, next) -> Requests.reply(299, ""));
        assertThat(policy.handle(exchange, seen -> Requests.reply(200, "")).status())
                .isEqualTo(200);
    }

    static Stream<Arguments> hostile() {
        String many = "a".repeat(8000) + "!";
        return Stream.of(Arguments.of("(a+)+", many), Arguments.of("(a|aa)*b", many), Arguments.of("(.*a){12}b", many));
    }

    private static Arguments row(String name, boolean holds, When when) {
        return Arguments.of(name, holds, when);
    }

    private static When methods(String... methods) {
        return new When(List.of(methods), Optional.empty(), Map.of(), Map.of(), Map.of());
    }

    private static When path(PathMatch path) {
        return new When(List.of(), Optional.of(path), Map.of(), Map.of(), Map.of());
    }

    private static PathMatch fitting(String pattern) {
        return new PathMatch.Fitting(new Match.Fitting(pattern));
    }

    private static When header(String name, Match match) {
        return new When(List.of(), Optional.empty(), Map.of(name, match), Map.of(), Map.of());
    }

    private static When query(String name, Match match) {
        return new When(List.of(), Optional.empty(), Map.of(), Map.of(name, match), Map.of());
    }

    private static When cookie(String name, Match match) {
        return new When(List.of(), Optional.empty(), Map.of(), Map.of(), Map.of(name, match));
    }
}
