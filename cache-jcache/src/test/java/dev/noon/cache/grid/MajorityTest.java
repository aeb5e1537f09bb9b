package dev.noon.cache.grid;

import static dev.noon.cache.Responses.key;
import static dev.noon.cache.Responses.response;
import static dev.noon.cache.Responses.served;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.config.Config;
import com.hazelcast.config.XmlConfigBuilder;
import com.hazelcast.core.HazelcastInstance;
import dev.noon.cache.Freshness;
import dev.noon.cache.Patience;
import dev.noon.cache.Region;
import dev.noon.cache.Scope;
import dev.noon.cache.SharedRecords;
import dev.noon.cache.SharedRecords.Change;
import dev.noon.cache.SharedRecords.Known;
import dev.noon.cache.SharedRecords.Life;
import dev.noon.cache.SharedStates.Offer;
import dev.noon.cache.SharedStates.State;
import dev.noon.cache.Stamps;
import dev.noon.time.Ticker;
import dev.noon.time.WallClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A grid of which members are missing, protected as the server's own file says. */
class MajorityTest {
    private static final Path FILE = Path.of("..", "docker", "payara", "hazelcast.xml");
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Set<Scope> GUARDED = EnumSet.of(
            Scope.OAUTH_TOKEN, Scope.OAUTH_CODE, Scope.OIDC_SESSION, Scope.JWT_REFRESH, Scope.THROTTLE, Scope.QUOTA);

    private final CapturedLog log = new CapturedLog("dev.noon.cache.grid");
    private final TestGrid grid = new TestGrid();

    @AfterEach
    void stop() {
        grid.close();
        log.close();
    }

    @Test
    void whatNeedsAMajorityIsReadButNotWrittenWithoutOneAndEverythingElseGoesOn() {
        HazelcastInstance one = start(2);
        HazelcastInstance two = start(2);
        HazelcastInstance three = start(2);
        GridScopes here = scopes(one);
        await().until(here::hasMajority);
        for (Scope scope : GUARDED) {
            assertThat(put(here, scope)).as(scope.text()).isEqualTo(Change.DONE);
        }

        two.shutdown();
        three.shutdown();
        await().until(() -> !here.hasMajority());

        for (Scope scope : GUARDED) {
            SharedRecords records = here.records(Region.of(scope));
            assertThat(put(here, scope)).as(scope.text()).isEqualTo(Change.AWAY);
            assertThat(records.create("other", bytes("b"), LONG, new Patience()))
                    .isEqualTo(Change.AWAY);
            assertThat(records.replace("k", bytes("a"), new Life(bytes("b"), LONG), new Patience()))
                    .isEqualTo(Change.AWAY);
            assertThat(records.take("k", new Patience())).isInstanceOf(Known.Away.class);
            assertThat(records.find("k", new Patience()))
                    .isInstanceOfSatisfying(
                            Known.Present.class,
                            found -> assertThat(found.bytes()).asString(UTF_8).isEqualTo("a"));
        }
        here.responses()
                .put(key("loans", "/a"), response("a", WallClock.system().millis(), 0));
        assertThat(served(here.responses().find(key("loans", "/a")))).isEqualTo("a");
        assertThat(put(here, Scope.ROUTING)).isEqualTo(Change.DONE);
        assertThat(here.states(Region.of(Scope.CIRCUIT_BREAKER)).offer("b", new State(1, "open")))
                .isEqualTo(new Offer.Taken());
        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("WARNING less than a majority of the grid's members is in sight");

        start(2);
        await().until(here::hasMajority);
        assertThat(put(here, Scope.OAUTH_TOKEN)).isEqualTo(Change.DONE);
    }

    @Test
    void aNodeThatStartsBeforeTheOthersOpensEverythingAndWritesWhenTheyAreThere() {
        GridScopes first = scopes(start(2));
        assertThat(first.hasMajority()).isFalse();
        assertThat(put(first, Scope.QUOTA)).isEqualTo(Change.AWAY);
        assertThat(put(first, Scope.ROUTING)).isEqualTo(Change.DONE);
        start(2);
        await().until(first::hasMajority);
        assertThat(put(first, Scope.QUOTA)).isEqualTo(Change.DONE);
    }

    @Test
    void aNodeAloneIsNotProtectedFromAnybody() {
        GridScopes alone = scopes(grid.start(config -> guard(config, 2, false)));
        assertThat(alone.hasMajority()).isTrue();
        assertThat(put(alone, Scope.OAUTH_TOKEN)).isEqualTo(Change.DONE);
    }

    @Test
    void withoutAWordOfItInTheGridsConfigurationEverythingIsWrittenEverywhere() {
        GridScopes bare = scopes(grid.start());
        assertThat(bare.hasMajority()).isTrue();
        assertThat(put(bare, Scope.OAUTH_TOKEN)).isEqualTo(Change.DONE);
    }

    private static Change put(GridScopes scopes, Scope scope) {
        return scopes.records(Region.of(scope)).put("k", bytes("a"), LONG, new Patience());
    }

    private HazelcastInstance start(int quorum) {
        return grid.start(config -> guard(config, quorum, true));
    }

    private static void guard(Config config, int quorum, boolean guarded) {
        ofFile(quorum, guarded)
                .getSplitBrainProtectionConfigs()
                .values()
                .forEach(config::addSplitBrainProtectionConfig);
    }

    private static Config ofFile(int quorum, boolean guarded) {
        Properties values = new Properties();
        values.setProperty("noon.grid.cluster", "noon-dev");
        values.setProperty("noon.grid.port", "5701");
        values.setProperty("noon.grid.members", "127.0.0.1:5701");
        values.setProperty("noon.grid.bind", "127.0.0.1");
        values.setProperty("noon.grid.quorum", Integer.toString(quorum));
        values.setProperty("noon.grid.protected", Boolean.toString(guarded));
        try (InputStream file = Files.newInputStream(FILE)) {
            XmlConfigBuilder builder = new XmlConfigBuilder(file);
            builder.setProperties(values);
            return builder.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GridScopes scopes(HazelcastInstance member) {
        GridSettings settings = new GridSettings("noon", 1_000, Duration.ofSeconds(10));
        Freshness freshness = new Freshness(new Stamps(), WallClock.system());
        GridScopes scopes = new GridScopes(TestGrid.connection(member), settings, freshness, Ticker.system());
        assertThat(scopes.open()).isTrue();
        return scopes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
