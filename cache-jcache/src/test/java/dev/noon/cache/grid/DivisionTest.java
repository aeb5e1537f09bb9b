package dev.noon.cache.grid;

import static dev.noon.cache.Responses.key;
import static dev.noon.cache.Responses.response;
import static dev.noon.cache.Responses.served;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import dev.noon.cache.Freshness;
import dev.noon.cache.Patience;
import dev.noon.cache.Region;
import dev.noon.cache.Scope;
import dev.noon.cache.SharedRecords.Change;
import dev.noon.cache.SharedRecords.Known;
import dev.noon.cache.Stamps;
import dev.noon.time.Ticker;
import dev.noon.time.WallClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A grid in two parts, which meet: one member comes to two. */
class DivisionTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final String name = "divided-" + UUID.randomUUID();
    private final TestGrid small = new TestGrid(name);
    private final TestGrid large = new TestGrid(name);

    @AfterEach
    void stop() {
        small.close();
        large.close();
    }

    @Test
    void everyScopeIsMergedAsItsContentsWant() {
        List<Config> configs = new ArrayList<>();
        GridScopes few = scopes(small.start(config -> {
            looking(config);
            configs.add(config);
        }));
        HazelcastInstance first = large.start(DivisionTest::looking);
        GridScopes many = scopes(first);
        large.start(DivisionTest::looking);
        for (Scope scope : new Scope[] {Scope.OAUTH_TOKEN, Scope.QUOTA, Scope.ROUTING}) {
            put(few, scope, "few only", "few");
            put(few, scope, "both", "few");
            put(many, scope, "both", "many");
        }
        respond(few, "/few", "few", LONG);
        respond(few, "/later-few", "few", LONG.multipliedBy(2));
        respond(many, "/later-few", "many", LONG);
        respond(few, "/later-many", "few", LONG);
        respond(many, "/later-many", "many", LONG.multipliedBy(2));

        configs.get(0).getNetworkConfig().getJoin().getTcpIpConfig().addMember(TestGrid.address(first));

        await().atMost(Duration.ofMinutes(1))
                .until(() -> first.getCluster().getMembers().size() == 3);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(find(many, Scope.ROUTING, "few only")).isEqualTo("few");
            assertThat(served(many.responses().find(key("loans", "/few")))).isEqualTo("few");
            assertThat(served(many.responses().find(key("loans", "/later-few"))))
                    .isEqualTo("few");
        });
        assertThat(find(many, Scope.ROUTING, "both")).isEqualTo("many");
        assertThat(served(many.responses().find(key("loans", "/later-many")))).isEqualTo("many");
        for (Scope scope : new Scope[] {Scope.OAUTH_TOKEN, Scope.QUOTA}) {
            assertThat(find(many, scope, "few only")).as(scope.text()).isEqualTo("nothing");
            assertThat(find(many, scope, "both")).as(scope.text()).isEqualTo("many");
        }
    }

    /** Parts look for each other as soon as they can. */
    private static void looking(Config config) {
        config.setProperty("hazelcast.merge.first.run.delay.seconds", "1");
        config.setProperty("hazelcast.merge.next.run.delay.seconds", "1");
    }

    private static void put(GridScopes scopes, Scope scope, String key, String value) {
        assertThat(scopes.records(Region.of(scope)).put(key, value.getBytes(UTF_8), LONG, new Patience()))
                .isEqualTo(Change.DONE);
    }

    private static String find(GridScopes scopes, Scope scope, String key) {
        Known known = scopes.records(Region.of(scope)).find(key, new Patience());
        if (known instanceof Known.Present present) {
            return new String(present.bytes(), UTF_8);
        }
        return known instanceof Known.Absent ? "nothing" : "away";
    }

    private static void respond(GridScopes scopes, String path, String body, Duration ttl) {
        scopes.responses()
                .put(key("loans", path), response(body, WallClock.system().millis(), 0, ttl));
        assertThat(served(scopes.responses().find(key("loans", path)))).isEqualTo(body);
    }

    private static GridScopes scopes(HazelcastInstance member) {
        GridSettings settings = new GridSettings("noon", 1_000, Duration.ofSeconds(10));
        Freshness freshness = new Freshness(new Stamps(), WallClock.system());
        GridScopes scopes = new GridScopes(TestGrid.connection(member), settings, freshness, Ticker.system());
        assertThat(scopes.open()).isTrue();
        return scopes;
    }
}
