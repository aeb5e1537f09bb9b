package dev.noon.cache.grid;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.cache.Freshness;
import dev.noon.cache.Lookup;
import dev.noon.cache.Patience;
import dev.noon.cache.Region;
import dev.noon.cache.Responses;
import dev.noon.cache.Scope;
import dev.noon.cache.SharedRecords.Change;
import dev.noon.cache.SharedRecords.Known;
import dev.noon.cache.SharedStates.Offer;
import dev.noon.cache.SharedStates.State;
import dev.noon.cache.Stamps;
import dev.noon.cache.view.Entry;
import dev.noon.cache.view.EntryPage;
import dev.noon.cache.view.EntryQuery;
import dev.noon.cache.view.HeldEntries;
import dev.noon.time.Ticker;
import dev.noon.time.WallClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** All twelve scopes on a real grid of two members. */
@ExtendWith(SharedGrid.class)
class GridScopesTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final GridSettings settings = new GridSettings(
            "scopes-" + UUID.randomUUID(), 1_000, Map.of(Scope.OAUTH_CODE, 50), Duration.ofSeconds(10));
    private final GridScopes here;
    private final GridScopes there;

    GridScopesTest(SharedGrid.Pair pair) {
        here = scopes(TestGrid.connection(pair.one()));
        there = scopes(TestGrid.connection(pair.two()));
        assertThat(here.open() & there.open()).isTrue();
    }

    @Test
    void every_scope_is_kept_by_the_grid_and_shown_by_the_nodes_that_own_it() {
        here.responses().put(Responses.key("loans", "/a"), Responses.response("a", System.currentTimeMillis(), 0));
        assertThat(there.responses().find(Responses.key("loans", "/a"))).isInstanceOf(Lookup.Fresh.class);
        for (Scope scope : Scope.values()) {
            if (!scope.holdsResponses()) {
                for (Region region : Region.all(scope)) {
                    assertThat(here.records(region).put("k", bytes("one"), LONG, new Patience()))
                            .isEqualTo(Change.DONE);
                    assertThat(there.records(region).find("k", new Patience())).isInstanceOf(Known.Present.class);
                }
                assertThat(held(scope))
                        .as(scope.text())
                        .isEqualTo(Region.all(scope).size());
            }
        }
        assertThat(held(Scope.PROXY)).isEqualTo(1);
        assertThat(held(Scope.API_CALL)).isZero();
    }

    @Test
    void a_scope_that_holds_responses_has_no_records() {
        assertThatThrownBy(() -> here.records(Region.of(Scope.PROXY))).hasMessageContaining("scope is proxy");
        assertThatThrownBy(() -> here.states(Region.of(Scope.API_CALL))).hasMessageContaining("scope is api-call");
    }

    @Test
    void each_scope_has_its_own_capacity() {
        assertThat(here.capacity(Scope.OAUTH_CODE)).isEqualTo(50);
        assertThat(here.capacity(Scope.OAUTH_TOKEN)).isEqualTo(1_000);
        for (int i = 0; i < 3_000; i++) {
            here.records(Region.of(Scope.OAUTH_CODE)).put("k" + i, bytes("x"), LONG, new Patience());
        }
        assertThat(held(Scope.OAUTH_CODE)).isBetween(1L, 1_500L);
        assertThatThrownBy(() -> new GridSettings("n", 1, Map.of(Scope.QUOTA, 0), LONG))
                .hasMessageContaining("entries of scope quota is 0");
    }

    @Test
    void the_entries_of_a_node_come_page_by_page_and_both_nodes_together_have_all() {
        for (int i = 0; i < 40; i++) {
            here.responses()
                    .put(
                            Responses.key(i % 2 == 0 ? "loans" : "cards", "/" + i),
                            Responses.response("body " + i, System.currentTimeMillis(), 0));
        }
        assertThat(pages(Scope.PROXY, "loans")).hasSize(20).doesNotHaveDuplicates();
        assertThat(pages(Scope.PROXY, "cards")).hasSize(20).doesNotHaveDuplicates();
        assertThat(pages(Scope.PROXY, "nobody")).isEmpty();

        String key = Responses.key("loans", "/4").gridName();
        List<Entry> found = new ArrayList<>();
        for (HeldEntries node : List.of(here.view(), there.view())) {
            node.find(Scope.PROXY, key, proxy -> true).ifPresent(found::add);
            assertThat(node.find(Scope.PROXY, key, proxy -> false)).isEmpty();
        }
        assertThat(found).hasSize(1);
        assertThat(new String(((Entry.Answer) found.get(0)).response().body(), UTF_8))
                .isEqualTo("body 4");
    }

    @Test
    void names_and_payloads_of_identities_counters_and_kept_answers_are_not_shown_but_states_are() {
        here.records(Region.of(Scope.OAUTH_TOKEN)).put("the-token", bytes("the-secret"), LONG, new Patience());
        here.records(Region.IDEMPOTENCY).put("the-key", bytes("the-answer"), LONG, new Patience());
        here.records(Region.of(Scope.QUOTA)).put("the-client", bytes("12"), LONG, new Patience());
        assertThat(here.states(Region.of(Scope.CIRCUIT_BREAKER)).offer("backend http://b", new State(1, "open")))
                .isEqualTo(new Offer.Taken());
        assertThat(items(Scope.OAUTH_TOKEN)).singleElement().satisfies(item -> {
            assertThat(item.name()).isEmpty();
            assertThat(item.text()).isEmpty();
            assertThat(item.bytes()).isEqualTo("the-secret".length());
            assertThat(item.key()).matches("[0-9a-f]{64}");
        });
        assertThat(items(Scope.ROUTING)).singleElement().satisfies(item -> {
            assertThat(item.kind()).isEqualTo("idempotency");
            assertThat(item.name() + item.text()).isEmpty();
        });
        assertThat(items(Scope.QUOTA)).singleElement().satisfies(item -> assertThat(item.name() + item.text())
                .isEmpty());
        assertThat(items(Scope.CIRCUIT_BREAKER)).singleElement().satisfies(item -> {
            assertThat(item.name()).isEqualTo("backend http://b");
            assertThat(item.text()).isEqualTo("open");
        });
    }

    @Test
    void a_page_that_is_none_is_refused() {
        assertThatThrownBy(() -> here.view().page(new EntryQuery(Scope.PROXY, proxy -> true, "", "next", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("after is next");
    }

    private List<String> pages(Scope scope, String proxy) {
        List<String> keys = new ArrayList<>();
        for (HeldEntries node : List.of(here.view(), there.view())) {
            String after = "";
            do {
                EntryPage page = node.page(new EntryQuery(scope, proxy::equals, "", after, 3));
                page.entries().forEach(entry -> keys.add(entry.key()));
                after = page.next();
            } while (!after.isEmpty());
        }
        return keys;
    }

    private List<Entry.Item> items(Scope scope) {
        return Arrays.asList(here.view(), there.view()).stream()
                .flatMap(node -> node.page(new EntryQuery(scope, proxy -> true, "", "", 10)).entries().stream())
                .map(Entry.Item.class::cast)
                .toList();
    }

    private long held(Scope scope) {
        return here.view().held(scope).entries() + there.view().held(scope).entries();
    }

    private GridScopes scopes(GridConnection connection) {
        return new GridScopes(connection, settings, new Freshness(new Stamps(), WallClock.system()), Ticker.system());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
