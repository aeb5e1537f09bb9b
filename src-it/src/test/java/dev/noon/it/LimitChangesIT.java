package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of counters in use when definitions change, on real nodes. */
@OnCluster
class LimitChangesIT {
    private static final String BACKEND = "changes-backend";
    private static final String BY = LimitedClient.BY;
    /** What is used before the limit changes: four requests at so many units, of 100. */
    private static final String COST = "cost: 20, ";

    private final Cluster cluster;
    private final RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text("answer"));

    LimitChangesIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void awaitAnHourThatLasts() {
        LimitedClient.awaitRoom(Duration.ofHours(1), Duration.ofSeconds(15));
        apply(Definitions.upstream(BACKEND, upstream.url(), ""));
    }

    @AfterEach
    void close() {
        upstream.close();
    }

    /** A line of the table: what is left of a limit of 100, of which 80 were used, once it is {@code limit}. */
    private record Change(String onLimitChange, int limit, int left) {
        String name() {
            return "changes-" + onLimitChange + "-" + limit;
        }

        String before() {
            // What stands in the new definition decides, so the old one says something else.
            String other = onLimitChange.equals("reset") ? "preserve" : "reset";
            return Definitions.proxyOnly(name(), BACKEND, quota(100, COST + "onLimitChange: " + other));
        }

        String after() {
            return Definitions.proxyOnly(name(), BACKEND, quota(limit, "onLimitChange: " + onLimitChange));
        }
    }

    @Test
    void whatWasUsedBecomesWhatTheNewDefinitionSays() {
        List<Change> table = List.of(
                new Change("preserve", 50, 0),
                new Change("preserve", 200, 120),
                new Change("rescale", 50, 10),
                new Change("rescale", 200, 40),
                new Change("clamp", 50, 0),
                new Change("clamp", 200, 120),
                new Change("reset", 50, 50),
                new Change("reset", 200, 200));
        apply(table.stream().map(Change::before).collect(Collectors.joining("---\n")));
        for (Change change : table) {
            List<Reply> used = client(change.name()).askOften(1, 4);
            assertThat(used.stream().map(Left::unitsOf)).containsExactly(80L, 60L, 40L, 20L);
        }

        apply(table.stream().map(Change::after).collect(Collectors.joining("---\n")));

        for (Change change : table) {
            for (int node = 1; node <= 3; node++) {
                Reply reply = client(change.name()).ask(node);
                String what = change + " on node " + node + ": " + reply;
                assertThat(reply.status()).as(what).isEqualTo(change.left() > 0 ? 200 : 429);
                assertThat(Left.unitsOf(reply)).as(what).isEqualTo(Math.max(0, change.left() - node));
            }
        }
    }

    @Test
    void aDeployThatChangesSomethingElseKeepsWhatWasUsed() {
        apply(Definitions.proxyOnly("changes-else", BACKEND, quota(5, "onLimitChange: reset")));
        assertThat(left("changes-else", 1)).isEqualTo(4);
        apply(Definitions.proxyOnly(
                "changes-else",
                BACKEND,
                "responseHeaders: { set: { X-Definition: v2 } }",
                quota(5, "cost: 2, onLimitChange: reset, onGridAway: open, count: all")));
        Reply reply = client("changes-else").ask(2);
        assertThat(reply.header("X-Definition")).isEqualTo("v2");
        assertThat(Left.unitsOf(reply)).isEqualTo(2);
    }

    @Test
    void whatWasUsedAndWrittenDownStaysUsedWhenTheModeChanges() {
        apply(Definitions.proxyOnly("changes-mode", BACKEND, quota(6, "")));
        assertThat(left("changes-mode", 1)).isEqualTo(5);
        assertThat(left("changes-mode", 2)).isEqualTo(4);
        assertThat(left("changes-mode", 3)).isEqualTo(3);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> cluster.nodes().stream()
                .allMatch(node -> cluster.admin(node).metric("noon_quota_behind_records") == 0));
        apply(Definitions.proxyOnly("changes-mode", BACKEND, quota(6, "").replace("mode: exact", "mode: leased")));
        assertThat(LimitedClient.count(client("changes-mode").askOften(1, 8), 200))
                .isBetween(1, 3);
    }

    @Test
    void aRenamedLimitGoesOnWhereItWasAndSoDoesAMovedOne() {
        String wide = "throttle: { limit: 1000000, per: minute, mode: exact, " + BY + " }";
        apply(Definitions.proxyOnly("changes-name", BACKEND, named(quota(5, ""), "old"), wide));
        Reply before = client("changes-name").ask(1);
        assertThat(Left.of(before).get(0)).matches(left -> left.name().equals("old") && left.units() == 4);
        apply(Definitions.proxyOnly("changes-name", BACKEND, wide, named(quota(5, ""), "new")));
        Reply after = client("changes-name").ask(2);
        assertThat(Left.of(after).get(0)).matches(left -> left.name().equals("new") && left.units() == 3);
    }

    @Test
    void whatCountsOtherThingsBeginsAnew() {
        apply(Definitions.proxyOnly("changes-by", BACKEND, quota(5, "")));
        assertThat(left("changes-by", 1)).isEqualTo(4);
        apply(Definitions.proxyOnly("changes-by", BACKEND, quota(5, "").replace("per: hour", "per: day")));
        assertThat(left("changes-by", 2)).isEqualTo(4);
    }

    @Test
    void aRollbackFindsTheCountersThereWere() {
        AdminAnswer first = apply(Definitions.proxyOnly("changes-back", BACKEND, named(quota(10, ""), "first")));
        assertThat(client("changes-back").askOften(1, 4).stream().map(Left::unitsOf))
                .containsExactly(9L, 8L, 7L, 6L);
        apply(Definitions.proxyOnly("changes-back", BACKEND, named(quota(20, ""), "second")));
        assertThat(left("changes-back", 2)).isEqualTo(15);
        AdminAnswer back = cluster.admin().rollback(first.revision());
        assertThat(back.complete()).as(back.toString()).isTrue();
        Reply reply = client("changes-back").ask(3);
        assertThat(Left.of(reply).get(0)).matches(left -> left.name().equals("first") && left.units() == 4);
    }

    @Test
    void thePlanSaysWhatBecomesOfTheCounters() {
        apply(Definitions.proxyOnly("changes-plan", BACKEND, quota(100, "")));
        assertThat(left("changes-plan", 1)).isEqualTo(99);
        AdminAnswer plan = cluster.admin()
                .plan(Definitions.proxyOnly("changes-plan", BACKEND, quota(50, "onLimitChange: rescale")));
        assertThat(plan.json().at("/effects/counters/touched/0/becomes").asText())
                .as(plan.toString())
                .isEqualTo("rescaled");
        assertThat(plan.json().at("/effects/notYetEnforced").toString()).doesNotContain("changes-plan");
        assertThat(left("changes-plan", 2)).as("a plan changes nothing").isEqualTo(98);
    }

    private static String quota(int limit, String more) {
        String fields = Stream.of("limit: " + limit, "per: hour", "mode: exact", more, BY)
                .filter(field -> !field.isEmpty())
                .collect(Collectors.joining(", "));
        return "quota: { " + fields + " }";
    }

    private static String named(String policy, String name) {
        return policy + "\n      name: " + name;
    }

    /** What is left after one more request through that node. */
    private long left(String name, int node) {
        return Left.unitsOf(client(name).ask(node));
    }

    private LimitedClient client(String name) {
        return new LimitedClient(cluster, "/" + name, "a");
    }

    private AdminAnswer apply(String definitions) {
        AdminAnswer answer = cluster.admin().apply(definitions);
        assertThat(answer.complete()).as(answer.toString()).isTrue();
        return answer;
    }
}
