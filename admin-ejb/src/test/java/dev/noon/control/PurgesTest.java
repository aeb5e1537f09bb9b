package dev.noon.control;

import static dev.noon.control.ControlPlane.BACKEND;
import static dev.noon.control.ControlPlane.proxy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.cache.Selection;
import dev.noon.cache.Selection.By;
import dev.noon.control.Operation.Command;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people name, and what is purged then. */
final class PurgesTest {
    private static final String HASH = "0a".repeat(32);
    private static final String GROUP = """
            apiVersion: noon.dev/v1
            kind: ProxyGroup
            metadata: { name: calculators }
            spec: { policies: [ { cache: { ttl: 1m } } ] }
            ---
            """;

    private final MemoryStores store = new MemoryStores();
    private final ControlPlane manager = new ControlPlane(store.stores(), new FakeClock());

    @BeforeEach
    void apply() {
        String endpoints = """
                endpoints:
                  - match: { methods: [GET, POST], path: /loans/quote }
                    policies: [ { responseHeaders: { set: { X-A: b } } } ]
                  - match: { methods: [PUT], path: /loans/quote }
                    policies: [ { responseHeaders: { set: { X-A: c } } } ]
                  - match: { path: /loans/rates }
                    policies: [ { responseHeaders: { set: { X-A: d } } } ]
                """;
        manager.apply(BACKEND
                + GROUP
                + proxy("loans", endpoints)
                + proxy("cards", "")
                + proxy("gold", "").replace("{ path: /gold }", "{ hosts: [b.example], path: /cards/gold }")
                + proxy("other", "").replace("{ path: /other }", "{ hosts: [a.example], path: /cards/gold }"));
    }

    @ParameterizedTest(name = "{0} {1} of {2}: {3}")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "ALL      | ''                | ''    | all",
                "SCOPE    | api-call          | ''    | scope api-call",
                "GROUP    | calculators       | ''    | group calculators",
                "PROXY    | loans             | ''    | proxy loans",
                "TAG      | red               | ''    | tag red",
                "TAG      | red               | loans | tag red in loans",
                "ENDPOINT | GET /loans/quote  | loans | endpoint GET,POST /loans/quote exactly in loans",
                "ENDPOINT | PUT /loans/quote  | loans | endpoint PUT /loans/quote exactly in loans",
                "ENDPOINT | HEAD /loans/rates | loans | endpoint /loans/rates exactly in loans",
                "ENDPOINT | /loans/rates      | loans | endpoint /loans/rates exactly in loans",
                "ENDPOINT | PUT /loans/quote exactly | loans | endpoint PUT /loans/quote exactly in loans",
                "PREFIX   | /loans/a          | ''    | prefix /loans/a in loans",
                "PREFIX   | /cards/x          | ''    | prefix /cards/x in cards",
                "PREFIX   | /cards/gold/1     | other | prefix /cards/gold/1 in other",
                "PREFIX   | /anything         | loans | prefix /anything in loans",
            })
    void what_people_name_is_selected(By by, String what, String proxy, String selection) {
        assertThat(manager.purges.select(by, what, proxy, project -> true)).hasToString(selection);
    }

    @ParameterizedTest(name = "{0} {1} of {2}: {3}")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "GROUP    | nobody           | ''     | there is no group nobody in environment dev",
                "PROXY    | nobody           | ''     | there is no proxy nobody in environment dev",
                "TAG      | red              | nobody | there is no proxy nobody in environment dev",
                "ENDPOINT | GET /loans/quote | ''     | endpoint GET /loans/quote is of no proxy; expected PROXY/METHOD PATH",
                "ENDPOINT | G(T /loans/quote | loans  | endpoint is G(T /loans/quote; expected METHOD PATH",
                "ENDPOINT | GET /loans/none  | loans  | 'proxy loans has no endpoint GET /loans/none; expected one of /loans/rates exactly, GET,POST /loans/quote exactly, PUT /loans/quote exactly'",
                "ENDPOINT | /loans/quote     | loans  | 'proxy loans has several endpoints /loans/quote; expected one of /loans/rates exactly, GET,POST /loans/quote exactly, PUT /loans/quote exactly'",
                "ENDPOINT | GET /cards       | cards  | 'proxy cards has no endpoint GET /cards; expected none, it has no endpoints'",
                "PREFIX   | loans            | ''     | prefix is loans; expected a path that starts with /",
                "PREFIX   | /a//b            | loans  | prefix is /a//b; expected a path without //",
                "PREFIX   | /nowhere         | ''     | 'no proxy of environment dev has a route at /nowhere; expected a path of one, or its name beside the prefix'",
                "PREFIX   | /cards/gold/1    | ''     | 'prefix /cards/gold/1 is of several proxies: gold, other; expected the name of one beside the prefix'",
                "PREFIX   | /                | ''     | 'prefix / is of several proxies: cards, gold, loans, other; expected the name of one beside the prefix'",
            })
    void what_cannot_be_meant_is_refused_with_what_was_expected(By by, String what, String proxy, String message) {
        assertThatThrownBy(() -> manager.purges.select(by, what, proxy, project -> true))
                .isInstanceOfAny(NotFound.class, IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void a_proxy_that_may_not_be_read_is_not_found_by_its_path() {
        assertThatThrownBy(() -> manager.purges.select(By.PREFIX, "/loans", "", project -> false))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void a_purge_of_what_is_not_there_is_not_committed() {
        for (Selection selection : new Selection[] {
            Selection.group("nobody"), Selection.tag("red", "nobody"), Selection.key(HASH, "nobody")
        }) {
            assertThatThrownBy(() ->
                            manager.purges.purge(new Command.Purge(selection), ControlPlane.author("a"), Duration.ZERO))
                    .isInstanceOf(NotFound.class);
        }
        assertThat(store.stores().operations().head("dev")).isZero();
    }

    @Test
    void a_purge_belongs_to_the_definition_that_it_is_about() {
        assertThat(Purges.owner(Selection.all())).isEmpty();
        assertThat(Purges.owner(Selection.tag("red", ""))).isEmpty();
        assertThat(Purges.owner(Selection.tag("red", "loans"))).contains(new DefinitionId(Kind.API_PROXY, "loans"));
        assertThat(Purges.owner(Selection.group("g"))).contains(new DefinitionId(Kind.PROXY_GROUP, "g"));
    }

    @Test
    void without_the_store_nothing_is_purged() {
        store.away(true);

        assertThatThrownBy(() -> manager.purges.purge(
                        new Command.Purge(Selection.all()), ControlPlane.author("a"), Duration.ZERO))
                .isInstanceOf(StoreUnavailable.class);

        store.away(false);
        assertThat(store.stores().operations().head("dev")).isZero();
        assertThat(manager.operations).isEmpty();
    }
}
