package dev.noon.control;

import static dev.noon.control.ControlPlane.BACKEND;
import static dev.noon.control.ControlPlane.proxy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.counter.CounterId;
import dev.noon.counter.Standing;
import dev.noon.model.Limits;
import dev.noon.model.PolicyMerge.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan says of the counters of limits. */
final class CounterFatesTest {
    private static final Terms PLAN = ControlPlane.terms(OptionalLong.empty(), true, Duration.ZERO);
    private static final String TEN = "{throttle: {limit: 10, per: second}}";

    private final ControlPlane manager = new ControlPlane(new MemoryStores().stores(), new FakeClock());

    @ParameterizedTest(name = "{0} → {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            TEN                                      | TEN                                                                  | ''
            NONE                                     | TEN                                                                  | throttle new, 10 per second
            TEN                                      | NONE                                                                 | throttle dropped 10 per second,
            TEN                                      | {throttle: {limit: 5, per: second}}                                  | throttle kept 10 per second, 5 per second
            TEN                                      | {throttle: {limit: 5, per: second, onLimitChange: preserve}}         | throttle kept 10 per second, 5 per second
            TEN                                      | {throttle: {limit: 5, per: second, onLimitChange: rescale}}          | throttle rescaled 10 per second, 5 per second
            TEN                                      | {throttle: {limit: 5, per: second, onLimitChange: clamp}}            | throttle clamped 10 per second, 5 per second
            TEN                                      | {throttle: {limit: 5, per: second, onLimitChange: reset}}            | throttle reset 10 per second, 5 per second
            {throttle: {limit: 5, per: second, onLimitChange: reset}} | TEN                                                 | throttle kept 5 per second, 10 per second
            TEN                                      | {throttle: {limit: 10, per: second, onLimitChange: reset}}           | ''
            TEN                                      | {throttle: {limit: 10, per: second, cost: 2, count: all, mode: exact}} | ''
            TEN                                      | {throttle: {limit: 10, per: second, onLimit: {action: log}, onGridAway: open}} | ''
            TEN                                      | {name: fast, throttle: {limit: 10, per: second}}                     | fast kept throttle: 10 per second, 10 per second
            TEN                                      | {name: fast, throttle: {limit: 4, per: second, onLimitChange: clamp}} | fast clamped throttle: 10 per second, 4 per second
            TEN                                      | {throttle: {limit: 10, per: minute}}                                 | throttle new, 10 per minute; throttle dropped 10 per second,
            TEN                                      | {throttle: {limit: 10, per: second, window: fixed}}                  | throttle new, 10 per second; throttle dropped 10 per second,
            TEN                                      | {throttle: {limit: 10, per: second, by: a}}                          | throttle new, 10 per second by a; throttle dropped 10 per second,
            TEN                                      | {throttle: {limit: 10, per: second, tiers: {values: {gold: 99}}}}    | throttle kept 10 per second, 10 per second values.gold 99
            {quota: {limit: 9, per: day}}            | {quota: {limit: 9, per: day, timezone: UTC}}                         | ''
            {quota: {limit: 9, per: day}}            | {quota: {limit: 9, per: day, timezone: Asia/Tokyo}}                  | quota new, 9 per day; quota dropped 9 per day,
            {quota: {limit: 9, per: day}}            | {quota: {limit: 3, per: day, onLimitChange: rescale}}                | quota rescaled 9 per day, 3 per day
            {quota: {limit: 9, per: day}}            | TEN, {quota: {limit: 9, per: day}}                                   | throttle new, 10 per second
            TEN, {quota: {limit: 9, per: day}}       | {quota: {limit: 9, per: day}}, TEN                                   | ''
            TEN, {name: warn, throttle: {limit: 8, per: second}} | TEN                                                      | warn dropped 8 per second,
            {responseHeaders: {remove: [A]}}         | {responseHeaders: {remove: [B]}}                                     | ''
            """)
    void a_change_of_a_limit_says_what_becomes_of_its_counter(String before, String after, String said) {
        manager.apply(BACKEND + limited("loans", before));

        Effects.Counters counters = plan(limited("loans", after) + proxy("cards", ""));

        assertThat(counters.touched().stream().map(CounterFatesTest::text).toList())
                .isEqualTo(said.isEmpty() ? List.of() : List.of(said.split("; ")));
        assertThat(counters.touched()).allSatisfy(change -> assertThat(
                        change.owner().scope() + " " + change.owner().name())
                .isEqualTo("proxy loans"));
    }

    @Test
    void a_plan_says_how_the_counters_stand_that_it_touches() {
        String counter = CounterId.limit(
                new Limits.Counter(Level.PROXY, "loans", "throttle", List.of("second", "sliding", ""), 0).text());
        ControlPlane counting = new ControlPlane(new MemoryStores().stores(), new FakeClock(), new Statistics() {
            @Override
            public Map<Owner, Long> storedAnswers() {
                return Map.of();
            }

            @Override
            public List<Standing> standings() {
                return List.of(
                        new Standing(counter, "a", "", 10, 8, 0, 0, 0),
                        new Standing(counter, "b", "", 10, 1, 0, 0, 0),
                        new Standing("another", "b", "", 10, 0, 0, 0, 0));
            }
        });
        counting.apply(BACKEND + limited("loans", TEN));

        Effects.Counters counters = counting.apply(limited("loans", TEN.replace("10", "5")), PLAN)
                .plan()
                .effects()
                .counters();

        assertThat(counters.touched())
                .extracting(Effects.CounterChange::live)
                .containsExactly(Optional.of(new Effects.Live(2, 9, 10)));
    }

    @Test
    void the_level_that_a_limit_is_written_at_owns_its_counter() {
        String group = "apiVersion: noon.dev/v1\nkind: ProxyGroup\nmetadata: { name: all }\nspec: { policies: [ " + TEN
                + " ] }\n---\n";
        String loans = proxy(
                        "loans",
                        "endpoints: [ { match: { path: /loans/x, methods: [GET] }, policies: [ "
                                + TEN.replace("10", "3") + " ] } ]")
                .replace("name: loans", "name: loans, group: all");

        Effects.Counters counters = plan(BACKEND + group + loans);

        assertThat(counters.touched())
                .extracting(change -> change.owner().scope() + ", "
                        + change.owner().name() + ", " + change.owner().policy())
                .containsExactlyInAnyOrder("group, all, throttle", "endpoint, loans GET /loans/x exactly, throttle");
        assertThat(counters.kept()).isZero();
    }

    @Test
    void a_policy_that_several_refer_to_has_a_counter_for_each() {
        manager.apply(BACKEND + shared(10) + limited("a", "{ref: shared}") + limited("b", "{ref: shared, name: mine}"));

        Effects.Counters counters = plan(shared(20));

        assertThat(counters.touched())
                .extracting(change -> change.owner().name() + " " + text(change))
                .containsExactly(
                        "a shared kept 10 per second, 20 per second", "b mine kept 10 per second, 20 per second");
    }

    @Test
    void a_policy_that_moves_into_a_definition_of_its_own_keeps_its_counter() {
        manager.apply(BACKEND + limited("a", TEN));

        Effects.Counters counters = plan(shared(10) + limited("a", "{ref: shared}"));

        assertThat(counters.touched())
                .extracting(CounterFatesTest::text)
                .containsExactly("shared kept throttle: 10 per second, 10 per second");
    }

    @Test
    void a_proxy_that_goes_takes_its_counters_with_it_and_others_are_kept() {
        manager.apply(BACKEND + limited("a", TEN) + limited("b", TEN + ", {quota: {limit: 9, per: day}}"));
        long with = manager.deployments.head().number();
        manager.apply(BACKEND + limited("c", TEN));

        Effects.Counters counters =
                manager.deployments.rollback(with, PLAN).plan().effects().counters();

        assertThat(counters.touched())
                .extracting(CounterFatesTest::text)
                .containsExactly("throttle dropped 10 per second,");
        assertThat(counters.kept()).isEqualTo(3);
    }

    @Test
    void a_rollback_goes_back_to_the_counters_there_were() {
        manager.apply(BACKEND + limited("a", TEN));
        manager.apply(limited("a", "{throttle: {limit: 40, per: second}}"));

        assertThat(manager.deployments
                        .rollback(1, PLAN)
                        .plan()
                        .effects()
                        .counters()
                        .touched())
                .extracting(CounterFatesTest::text)
                .containsExactly("throttle kept 40 per second, 10 per second");
    }

    @Test
    void a_variable_of_the_environment_in_by_is_part_of_what_is_counted() {
        String limit = "{throttle: {limit: 10, per: second, by: \"${env.STAGE}\"}}";
        manager.apply(BACKEND + environment("one") + limited("a", limit) + limited("b", TEN));

        Effects.Counters counters = plan(environment("two"));

        assertThat(counters.touched())
                .extracting(CounterFatesTest::text)
                .containsExactly("throttle new, 10 per second by two", "throttle dropped 10 per second by one,");
        assertThat(counters.kept()).isEqualTo(1);
    }

    private Effects.Counters plan(String text) {
        return manager.apply(text, PLAN).plan().effects().counters();
    }

    /** For example {@code throttle kept 10 per second, 5 per second}; commas within a limit are left out. */
    private static String text(Effects.CounterChange change) {
        return change.owner().policy() + " " + change.becomes().text()
                + change.before().map(limit -> " " + limit.replace(",", "")).orElse("") + ","
                + change.after().map(limit -> " " + limit.replace(",", "")).orElse("");
    }

    private static String limited(String name, String policies) {
        String written = policies.equals("NONE") ? "" : policies.replace("TEN", TEN);
        return proxy(name, "policies: [ " + written + " ]");
    }

    private static String shared(int limit) {
        return "apiVersion: noon.dev/v1\nkind: Policy\nmetadata: { name: shared }\nspec: { throttle: { limit: " + limit
                + ", per: second } }\n---\n";
    }

    private static String environment(String stage) {
        return "apiVersion: noon.dev/v1\nkind: Environment\nmetadata: { name: dev }\nspec: { variables: { STAGE: "
                + stage + " } }\n---\n";
    }
}
