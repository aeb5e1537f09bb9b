package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import dev.noon.it.link.Fault;
import dev.noon.it.link.FaultyLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many requests a throttle or a quota lets pass, on three real nodes together; and who is counted as one client. */
@OnCluster
class LimitsIT {
    private static final String THROTTLE = "throttle: { per: minute, window: fixed";
    private static final String QUOTA = "quota: { per: hour";
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(15);
    private static final int ROUNDS = 10;
    private static final String BY = LimitedClient.BY;

    private final Cluster cluster;
    private final RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text("answer"));

    LimitsIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void awaitAnHourThatLasts() {
        LimitedClient.awaitRoom(Duration.ofHours(1), LONG_ENOUGH);
    }

    @AfterEach
    void close() {
        upstream.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {THROTTLE, QUOTA})
    void exactlyAsManyPassOnAllNodesTogetherAsTheLimitSays(String limit) throws Exception {
        List<Reply> replies = answeredInTime(limit, "exact", 50, 200);

        assertThat(LimitedClient.count(replies, 200)).isEqualTo(50);
        assertThat(LimitedClient.count(replies, 429)).isEqualTo(150);
    }

    @ParameterizedTest
    @ValueSource(strings = {THROTTLE, QUOTA})
    void ofALeasedLimitNeverMorePassAndNodesHoldBackATenthEachAtMost(String limit) throws Exception {
        List<Reply> replies = answeredInTime(limit, "leased", 100, 300);

        int passed = LimitedClient.count(replies, 200);
        assertThat(passed).isBetween(100 - 10 * cluster.nodes().size(), 100);
        assertThat(LimitedClient.count(replies, 429)).isEqualTo(300 - passed);
    }

    /**
     * Asks for somebody new until nobody was told that the counter did not answer in time, as on a crowded machine. Never do
     * more pass than {@code most}, and the upstream sees those that pass.
     */
    private List<Reply> answeredInTime(String limit, String mode, int most, int count) throws Exception {
        String name = "limits-" + mode + "-" + kind(limit);
        apply(proxy(name, limit + ", limit: " + most + ", mode: " + mode + ", onGridAway: closed, " + BY + " }"));
        warm(name);
        awaitRoom(limit);
        List<Reply> replies = List.of();
        for (int round = 0; round < ROUNDS; round++) {
            int seen = upstream.requests().size();
            replies = client(name, "many-" + round).askAtOnce(count);
            int passed = LimitedClient.count(replies, 200);
            assertThat(passed).isLessThanOrEqualTo(most);
            assertThat(upstream.requests()).hasSize(seen + passed);
            if (LimitedClient.count(replies, 503) == 0) {
                break;
            }
        }
        return replies;
    }

    @Test
    void eachClientHasItsOwnUnits() {
        apply(proxy("limits-own", QUOTA + ", limit: 2, mode: exact, " + BY + " }"));
        assertThat(passed("limits-own", "a", 5)).isEqualTo(2);
        assertThat(passed("limits-own", "b", 5)).isEqualTo(2);
        apply(proxy("limits-shared", QUOTA + ", limit: 3, mode: exact, by: everybody }"));
        assertThat(passed("limits-shared", "a", 2)).isEqualTo(2);
        assertThat(passed("limits-shared", "b", 2)).isEqualTo(1);
    }

    @Test
    void whoNamesManyAddressesIsStillOneClient() {
        apply(proxy("limits-address", QUOTA + ", limit: 3, mode: exact }"));
        List<Reply> replies = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String address = "203.0.113." + i;
            replies.add(client("limits-address", "name-" + i)
                    .ask(
                            1 + i % 3,
                            "X-Forwarded-For",
                            address,
                            "Forwarded",
                            "for=" + address,
                            "X-Real-IP",
                            address,
                            "X-Consumer-Name",
                            "name-" + i));
        }
        assertThat(LimitedClient.count(replies, 200)).isEqualTo(3);
        assertThat(LimitedClient.count(replies, 429)).isEqualTo(9);
        assertThat(replies.stream().map(reply -> reply.header("X-RateLimit-Identity")))
                .containsOnly(replies.get(0).header("X-RateLimit-Identity"));
    }

    @Test
    void aTierHasALimitOfItsOwnByValueAndThenByPattern() {
        String tiers = "tiers: { by: \"${header.X-Plan}\", values: { gold: 4, trial-gold: 5 },"
                + " patterns: [ { pattern: \"trial-.*\", limit: 1 }, { pattern: \"t.*\", limit: 3 } ] }";
        apply(proxy("limits-tiers", QUOTA + ", limit: 2, mode: exact, " + BY + ", " + tiers + " }"));
        assertThat(passedAs("gold")).isEqualTo(4);
        assertThat(passedAs("trial-gold")).isEqualTo(5);
        assertThat(passedAs("trial-x")).isEqualTo(1);
        assertThat(passedAs("trial")).isEqualTo(3);
        assertThat(passedAs("my-trial-x")).isEqualTo(2);
        assertThat(passedAs("none")).isEqualTo(2);
    }

    @Test
    void aConsumerIsCountedByItsNameAndHasItsTierWhateverKeyItUses() {
        apply(key("limits-gold-1")
                + key("limits-gold-2")
                + key("limits-plain-1")
                + consumer("limits-gold", "tier: gold, credentials: [limits-gold-1, limits-gold-2]")
                + consumer("limits-plain", "credentials: [limits-plain-1]")
                + Definitions.proxy(
                        "limits-consumer",
                        upstream.url(),
                        "apiKey: {}",
                        QUOTA + ", limit: 1, mode: exact, tiers: { values: { gold: 3 } } }"));
        LimitedClient client = client("limits-consumer", "any");
        List<Reply> gold = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            gold.add(client.ask(1 + i % 3, "X-API-Key", "secret-of-limits-gold-" + (1 + i % 2)));
        }
        assertThat(gold.stream().map(Reply::status)).containsExactly(200, 200, 200, 429, 429, 429);
        assertThat(client.ask(1, "X-API-Key", "secret-of-limits-plain-1").status())
                .isEqualTo(200);
        assertThat(client.ask(2, "X-API-Key", "secret-of-limits-plain-1").status())
                .isEqualTo(429);
    }

    @Test
    void theLimitOfAGroupCountsItsProxiesTogetherAndThatOfAnEndpointOnlyTheEndpoint() {
        String group = """
                apiVersion: noon.dev/v1
                kind: ProxyGroup
                metadata: { name: limits-group }
                spec: { policies: [ { %s, limit: 4, mode: exact, %s } } ] }
                ---
                """.formatted(QUOTA, BY);
        apply(group + inGroup("limits-left") + "---\n" + inGroup("limits-right"));
        assertThat(passed("limits-left", "a", 3)).isEqualTo(3);
        assertThat(passed("limits-right", "a", 3)).isEqualTo(1);

        String endpoint = "  endpoints:\n    - match: { path: /limits-whole/report }\n      policies: [ { " + QUOTA
                + ", limit: 2, mode: exact, " + BY + " } } ]\n";
        apply(proxy("limits-whole", QUOTA + ", limit: 3, mode: exact, " + BY + " }") + endpoint);
        assertThat(passed("limits-whole/report", "a", 5)).isEqualTo(2);
        assertThat(passed("limits-whole", "a", 5)).isEqualTo(3);
    }

    @Test
    void aLimitInFrontOfACacheCountsHitsTooAndIsNoPartOfWhatIsStored() {
        apply(Definitions.proxy(
                "limits-hits", upstream.url(), QUOTA + ", limit: 3, mode: exact, " + BY + " }", Definitions.CACHE));
        LimitedClient first = client("limits-hits", "a");
        List<Reply> replies = first.askOften(1, 5);
        assertThat(replies.stream().map(Reply::status)).containsExactly(200, 200, 200, 429, 429);
        assertThat(replies.stream().map(Reply::hit)).containsExactly(false, true, true, false, false);
        assertThat(replies.stream().map(Left::unitsOf)).containsExactly(2L, 1L, 0L, 0L, 0L);

        Reply other = client("limits-hits", "b").ask(2);
        assertThat(other.hit()).isTrue();
        assertThat(Left.unitsOf(other)).isEqualTo(2);
        assertThat(other.header("X-RateLimit-Identity"))
                .isNotEqualTo(replies.get(0).header("X-RateLimit-Identity"));
        assertThat(upstream.requests()).hasSize(1);
    }

    @Test
    void whileTheStoreIsAwayALeasedQuotaSpendsNothingThatIsNotBooked() {
        String leased = QUOTA + ", limit: 50, mode: leased, " + BY;
        apply(proxy("limits-booked", leased + " }")
                + "---\n"
                + Definitions.proxyOnly("limits-open", "limits-booked-backend", leased + ", onGridAway: open }")
                + "---\n"
                + Definitions.proxyOnly(
                        "limits-grid", "limits-booked-backend", QUOTA + ", limit: 50, mode: exact, " + BY + " }"));
        assertThat(client("limits-booked", "known").ask(1).status()).isEqualTo(200);
        assertThat(client("limits-grid", "known").ask(1).status()).isEqualTo(200);
        int seen = upstream.requests().size();
        cluster.links().forEach(link -> link.become(new Fault.Refused()));
        try {
            Reply unknown = client("limits-booked", "new").ask(1);
            Problems.check(unknown, 503);
            assertThat(unknown.text()).contains("limit-unknown");
            assertThat(upstream.requests()).hasSize(seen);
            assertThat(client("limits-open", "new").ask(2).status()).isEqualTo(200);
            assertThat(client("limits-grid", "known").ask(3).status()).isEqualTo(200);
        } finally {
            cluster.links().forEach(FaultyLink::mend);
            cluster.awaitWhole();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> client("limits-booked", "new").ask(1).status() == 200);
    }

    /** Has every node do once what it has never done. */
    private void warm(String name) throws Exception {
        client(name, "warm").askAtOnce(60);
    }

    private static void awaitRoom(String limit) {
        if (limit.equals(THROTTLE)) {
            LimitedClient.awaitRoom(Duration.ofMinutes(1), LONG_ENOUGH);
        }
    }

    /** How many of so many requests pass, one after the other, through all nodes in turn. */
    private int passed(String path, String name, int count) {
        LimitedClient client = client(path, name);
        int passed = 0;
        for (int i = 0; i < count; i++) {
            passed += client.ask(1 + i % 3).status() == 200 ? 1 : 0;
        }
        return passed;
    }

    private int passedAs(String plan) {
        LimitedClient client = client("limits-tiers", "on-" + plan);
        int passed = 0;
        for (int i = 0; i < 7; i++) {
            passed += client.ask(1 + i % 3, "X-Plan", plan).status() == 200 ? 1 : 0;
        }
        return passed;
    }

    private LimitedClient client(String path, String name) {
        return new LimitedClient(cluster, "/" + path, name);
    }

    private static String kind(String limit) {
        return limit.substring(0, limit.indexOf(':'));
    }

    private String proxy(String name, String limit) {
        return Definitions.proxy(name, upstream.url(), limit);
    }

    private String inGroup(String name) {
        String plain = "metadata: { name: " + name + " }";
        return Definitions.proxy(name, upstream.url())
                .replace(plain, "metadata: { name: " + name + ", group: limits-group }");
    }

    private static String consumer(String name, String spec) {
        return """
                apiVersion: noon.dev/v1
                kind: Consumer
                metadata: { name: %s, project: limits }
                spec: { identifiers: [%s], %s }
                ---
                """.formatted(name, name, spec);
    }

    private static String key(String name) {
        return """
                apiVersion: noon.dev/v1
                kind: Credential
                metadata: { name: %s, project: limits }
                spec: { type: apiKey, header: X-API-Key, secret: secret-of-%s }
                ---
                """.formatted(name, name);
    }

    private void apply(String definitions) {
        AdminAnswer answer = cluster.admin().apply(definitions);
        assertThat(answer.complete()).as(answer.toString()).isTrue();
    }
}
