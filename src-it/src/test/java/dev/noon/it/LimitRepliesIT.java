package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What replies say of limits, and what becomes of requests over them, on real nodes. */
@OnCluster
class LimitRepliesIT {
    private static final String BY = LimitedClient.BY;
    private static final Duration HOUR = Duration.ofHours(1);
    /** What a client may say of its address; each line is one request. */
    private static final List<String> MADE_UP = List.of(
            "X-Forwarded-For: 203.0.113.1",
            "x-forwarded-for: 127.0.0.1",
            "X-Forwarded-For: 203.0.113.2, 198.51.100.7",
            "X-Forwarded-For: 203.0.113.3:4711",
            "X-Forwarded-For: 2001:db8::1",
            "X-Forwarded-For: [2001:db8::2]:4711",
            "X-Forwarded-For: ::ffff:203.0.113.4",
            "X-Forwarded-For: 010.0.0.1",
            "X-Forwarded-For: 203.0.113.5,",
            "X-Forwarded-For: , ,",
            "X-Forwarded-For: unknown, 203.0.113.6",
            "X-Forwarded-For: \"203.0.113.7\"",
            "X-Forwarded-For: no address at all",
            "X-Forwarded-For: 203.0.113.8 | X-Forwarded-For: 203.0.113.9",
            "X-Forwarded-For: 203.0.113.10 | Forwarded: for=203.0.113.11",
            "Forwarded: for=\"[2001:db8::3]:4711\", for=203.0.113.12",
            "X-Real-IP: 203.0.113.13 | X-Client-IP: 203.0.113.14 | True-Client-IP: 203.0.113.15");

    private final Cluster cluster;
    private final RecordingUpstream upstream = RecordingUpstream.start((request, reply) -> reply.text("answer"));

    LimitRepliesIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void awaitAnHourThatLasts() {
        LimitedClient.awaitRoom(HOUR, Duration.ofSeconds(15));
    }

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void everyReplySaysWhatIsLeftAndARefusalWhenToComeAgain() {
        apply("replies-fields", "quota: { limit: 3, per: hour, mode: exact, " + BY + " }");
        List<Reply> replies = client("replies-fields", "secret-name").askOften(1, 5);
        assertThat(replies.stream().map(Reply::status)).containsExactly(200, 200, 200, 429, 429);
        assertThat(replies.stream().map(Left::unitsOf)).containsExactly(2L, 1L, 0L, 0L, 0L);
        replies.forEach(reply -> {
            Left left = Left.of(reply).get(0);
            assertThat(left.name()).isEqualTo("quota");
            assertThat(left.seconds()).isBetween(1L, HOUR.toSeconds());
            assertThat(reply.headers().all("RateLimit-Policy")).containsExactly("\"quota\";q=3;w=3600");
            assertThat(reply.header("X-RateLimit-Limit")).isEqualTo("3");
            assertThat(reply.header("X-RateLimit-Remaining")).isEqualTo(Long.toString(left.units()));
            assertThat(reply.header("X-RateLimit-Reset")).isEqualTo(Long.toString(left.seconds()));
            assertThat(reply.header("X-RateLimit-Type")).isEqualTo("quota");
            assertThat(reply.header("X-RateLimit-Identity"))
                    .matches("[0-9A-Za-z_-]{6,32}")
                    .isEqualTo(replies.get(0).header("X-RateLimit-Identity"));
        });
        assertThat(replies.stream().map(reply -> -Left.of(reply).get(0).seconds()))
                .as("seconds to go, negated")
                .isSorted();
        assertThat(replies.get(0).headers().has("Retry-After")).isFalse();

        Reply refused = replies.get(4);
        Problems.check(refused, 429);
        assertThat(refused.text()).contains("limit-reached").doesNotContain("secret-name");
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, HOUR.toSeconds());
        assertThat(upstream.requests()).hasSize(3);
        assertThat(client("replies-fields", "another").ask(1).header("X-RateLimit-Identity"))
                .isNotEqualTo(refused.header("X-RateLimit-Identity"));
    }

    @Test
    void aRouteWithoutALimitSaysNothingOfLimits() {
        apply("replies-none");
        Reply reply = client("replies-none", "a").ask(1);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().fields().stream().map(field -> field.name().toLowerCase(Locale.ROOT)))
                .noneMatch(name -> name.contains("ratelimit"));
    }

    @Test
    void whateverAClientSaysOfItsAddressIsNoSecondCounter() {
        apply("replies-spelt", "quota: { limit: 1, per: hour, mode: exact }");
        Reply first = client("replies-spelt", "a").ask(1);
        assertThat(first.status()).isEqualTo(200);
        for (String fields : MADE_UP) {
            String[] headers = Stream.of(fields.split(" \\| "))
                    .flatMap(field -> Stream.of(field.split(": ", 2)))
                    .toArray(String[]::new);
            for (int node = 1; node <= 3; node++) {
                Reply reply = client("replies-spelt", "b").ask(node, headers);
                assertThat(reply.status()).as(fields).isEqualTo(429);
                assertThat(reply.header("X-RateLimit-Identity")).isEqualTo(first.header("X-RateLimit-Identity"));
            }
        }
        assertThat(upstream.requests()).hasSize(1);
    }

    @Test
    void severalLimitsStandInOneFieldEachAndTheTightestComesFirst() {
        apply(
                "replies-several",
                "throttle: { limit: 1000, per: minute, window: fixed, mode: exact, " + BY + " }\n      name: wide",
                "quota: { limit: 3, per: hour, mode: exact, " + BY + " }\n      name: narrow",
                "quota: { limit: 500, per: day, mode: exact, " + BY + " }\n      name: between");
        LimitedClient client = client("replies-several", "a");
        Reply first = client.ask(1);
        assertThat(first.status()).isEqualTo(200);
        assertThat(Left.of(first).stream().map(Left::name)).containsExactly("narrow", "between", "wide");
        assertThat(Left.of(first).stream().map(Left::units)).containsExactly(2L, 499L, 999L);
        assertThat(String.join(", ", first.headers().all("RateLimit-Policy")).split(", *", -1))
                .containsExactly("\"narrow\";q=3;w=3600", "\"between\";q=500;w=86400", "\"wide\";q=1000;w=60");
        assertThat(first.header("X-RateLimit-Limit")).isEqualTo("3");
        assertThat(first.header("X-RateLimit-Type")).isEqualTo("quota");

        List<Reply> more = client.askOften(2, 3);
        assertThat(more.stream().map(Reply::status)).containsExactly(200, 200, 429);
        assertThat(Left.of(more.get(2)).get(0).name()).isEqualTo("narrow");
        assertThat(Left.of(more.get(2)).get(0).units()).isZero();
    }

    @Test
    void aRequestTakesAsManyUnitsAsItCosts() {
        apply("replies-cost", "quota: { limit: 10, per: hour, mode: exact, cost: 4, " + BY + " }");
        List<Reply> replies = client("replies-cost", "a").askOften(1, 4);
        assertThat(replies.stream().map(Reply::status)).containsExactly(200, 200, 429, 429);
        assertThat(replies.stream().map(Left::unitsOf)).containsExactly(6L, 2L, 2L, 2L);
    }

    @Test
    void whereOnlyNotesAreTakenEverythingPasses() {
        apply("replies-log", "quota: { limit: 2, per: hour, mode: exact, onLimit: { action: log }, " + BY + " }");
        List<Reply> replies = client("replies-log", "a").askOften(1, 5);
        assertThat(replies).allMatch(reply -> reply.status() == 200);
        assertThat(replies.stream().map(Left::unitsOf)).containsExactly(1L, 0L, 0L, 0L, 0L);
        assertThat(upstream.requests()).hasSize(5);
    }

    @Test
    void whoMayWaitWaitsForUnitsAndPasses() throws Exception {
        String delay = "onLimit: { action: delay, atMost: 10s }";
        apply(
                "replies-delay",
                "throttle: { limit: 2, per: second, window: fixed, mode: exact, " + delay + ", " + BY + " }");
        client("replies-delay", "warm").askAtOnce(3);
        long began = System.nanoTime();
        List<Reply> replies = client("replies-delay", "a").askAtOnce(6);
        Duration taken = Duration.ofNanos(System.nanoTime() - began);
        assertThat(replies).allMatch(reply -> reply.status() == 200);
        // Six in windows of two: the last of them passes in the third window at the earliest.
        assertThat(taken).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(12));
    }

    @Test
    void whoWouldWaitTooLongOrInTooLongARowIsRefused() throws Exception {
        String soon = "onLimit: { action: delay, atMost: 200ms }";
        apply("replies-soon", "quota: { limit: 1, per: hour, mode: exact, " + soon + ", " + BY + " }");
        LimitedClient client = client("replies-soon", "a");
        assertThat(client.ask(1).status()).isEqualTo(200);
        long began = System.nanoTime();
        Problems.check(client.ask(1), 429);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));

        String row = "onLimit: { action: delay, atMost: 20s, waiting: 1 }";
        apply(
                "replies-row",
                "throttle: { limit: 1, per: second, window: fixed, mode: exact, " + row + ", " + BY + " }");
        List<Reply> replies = client("replies-row", "a").askAtOnce(30);
        int passed = LimitedClient.count(replies, 200);
        assertThat(passed).as("one, and one that waited on each node, at least").isGreaterThanOrEqualTo(2);
        assertThat(LimitedClient.count(replies, 429)).isEqualTo(30 - passed).isPositive();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    throttle: { limit: 0, per: second }                          | limit
                    throttle: { limit: -1, per: second }                         | limit
                    quota: { limit: 9223372036854775808, per: hour }             | limit
                    throttle: { limit: 10, per: hour }                           | per
                    quota: { limit: 10, per: minute }                            | per
                    throttle: { limit: 10, per: 0 }                              | per
                    quota: { limit: 10, per: day, timezone: Nowhere/Town }       | timezone
                    throttle: { limit: 10, per: second, by: "${nothing}" }       | by
                    throttle: { limit: 10, per: second, by: "${consumer}" }      | by
                    throttle: { limit: 10, per: second, cost: 11 }               | cost
                    throttle: { limit: 10, per: second, onLimit: { action: delay } } | onLimit
                    """)
    void whatCannotBeCountedIsRefusedWithItsField(String limit, String field) {
        long head = cluster.admin().head();
        AdminAnswer answer = cluster.admin().apply(Definitions.proxy("replies-wrong", upstream.url(), limit));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.json().path("errors").path(0).path("field").asText()).contains("/" + field);
        assertThat(cluster.admin().head()).isEqualTo(head);
    }

    private LimitedClient client(String path, String name) {
        return new LimitedClient(cluster, "/" + path, name);
    }

    private void apply(String name, String... policies) {
        AdminAnswer answer = cluster.admin().apply(Definitions.proxy(name, upstream.url(), policies));
        assertThat(answer.complete()).as(answer.toString()).isTrue();
    }
}
