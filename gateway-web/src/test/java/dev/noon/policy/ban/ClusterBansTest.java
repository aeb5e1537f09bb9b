package dev.noon.policy.ban;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.noon.cache.Freshness;
import dev.noon.cache.Region;
import dev.noon.cache.Scope;
import dev.noon.cache.SharedRecords;
import dev.noon.cache.SharedStates;
import dev.noon.cache.Stamps;
import dev.noon.cache.grid.GridConnection;
import dev.noon.cache.grid.GridScopes;
import dev.noon.cache.grid.GridSettings;
import dev.noon.exchange.Requests;
import dev.noon.model.policy.ClientBanSpec;
import dev.noon.model.policy.ClientBanSpec.Terms;
import dev.noon.time.Ticker;
import dev.noon.time.WallClock;
import dev.noon.upstream.TwoMembers;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two nodes that ban together, over a real grid. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterBansTest {
    private static final Duration BUDGET = Duration.ofSeconds(10);

    private final TwoMembers grid = new TwoMembers();
    private final ExecutorService background = Executors.newFixedThreadPool(4);
    private final String namespace = "bans-" + UUID.randomUUID();
    private final Bans one = node("node-1", grid.oneConnection);
    private final Bans two = node("node-2", grid.twoConnection);

    @BeforeAll
    void want() {
        one.want();
        two.want();
    }

    @AfterAll
    void close() {
        background.shutdownNow();
        grid.close();
    }

    @Test
    void refusals_on_all_nodes_count_together_and_whoever_is_banned_is_banned_on_all() throws IOException {
        ClientBanPolicy here = policy(one, "ApiProxy/together");
        ClientBanPolicy there = policy(two, "ApiProxy/together");
        for (int i = 0; i < 5; i++) {
            send(here, 401);
            send(there, 401);
        }
        String id = id("ApiProxy/together");
        await().until(() -> two.find(id).isPresent());
        assertThat(send(here, 200)).isEqualTo(403);
        assertThat(send(there, 200)).isEqualTo(403);
        assertThat(two.list())
                .filteredOn(ban -> ban.id().equals(id))
                .singleElement()
                .satisfies(ban -> assertThat(ban.node()).startsWith("node-"));
    }

    @Test
    void one_refusal_less_is_no_ban() throws IOException {
        ClientBanPolicy here = policy(one, "ApiProxy/almost");
        ClientBanPolicy there = policy(two, "ApiProxy/almost");
        for (int i = 0; i < 9; i++) {
            send(i % 2 == 0 ? here : there, 401);
        }
        assertThat(send(here, 200)).isEqualTo(200);
        send(there, 401);
        await().until(() -> send(here, 200) == 403);
        await().until(() -> send(there, 200) == 403);
    }

    @Test
    void a_ban_that_is_lifted_on_every_node_is_lifted_in_the_grid() throws IOException {
        ClientBanPolicy here = policy(one, "ApiProxy/lifted");
        for (int i = 0; i < 10; i++) {
            send(here, 401);
        }
        String id = id("ApiProxy/lifted");
        await().until(() -> two.find(id).isPresent());
        one.lift(id);
        two.lift(id);
        assertThat(one.find(id)).isEmpty();
        assertThat(two.find(id)).isEmpty();

        Bans late = node("node-3", grid.oneConnection);
        late.want();
        await().until(() -> {
            one.poll();
            two.poll();
            late.poll();
            return late.find(id).isEmpty()
                    && one.find(id).isEmpty()
                    && two.find(id).isEmpty();
        });
    }

    @Test
    void a_node_that_starts_learns_who_is_banned() throws IOException {
        ClientBanPolicy here = policy(one, "ApiProxy/late");
        for (int i = 0; i < 10; i++) {
            send(here, 401);
        }
        String id = id("ApiProxy/late");
        Bans late = node("node-4", grid.twoConnection);
        late.want();
        await().until(() -> {
            late.poll();
            return late.find(id).isPresent();
        });
    }

    /** Of the ban that {@code owner} makes soon. */
    private String id(String owner) {
        return await().until(
                        () -> one.list().stream()
                                .filter(ban -> ban.owner().equals(owner))
                                .map(Ban::id)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static int send(ClientBanPolicy policy, int status) throws IOException {
        return policy.handle(Requests.exchange(Requests.of("GET", "/")), exchange -> Requests.reply(status, ""))
                .status();
    }

    private static ClientBanPolicy policy(Bans bans, String owner) {
        Terms terms = new Terms(10, Duration.ofMinutes(1), Duration.ofMinutes(15));
        return new ClientBanPolicy(
                new ClientBanSpec("clientBan", terms, ClientBanSpec.DEFAULT_BY, ClientBanSpec.DEFAULT_STATUSES),
                owner,
                bans);
    }

    private Bans node(String name, GridConnection connection) {
        Freshness freshness = new Freshness(new Stamps(), WallClock.system());
        GridScopes scopes =
                new GridScopes(connection, new GridSettings(namespace, 1_000, BUDGET), freshness, Ticker.system());
        SharedStates states = scopes.states(Region.of(Scope.ROUTING));
        SharedRecords records = scopes.records(Region.REFUSALS);
        assertThat(scopes.open()).isTrue();
        return new Bans(new Bans.Surroundings(name, states, records, background, WallClock.system()));
    }
}
