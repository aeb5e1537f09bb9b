package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.noon.model.policy.Allowance;
import dev.noon.model.policy.Counting;
import dev.noon.model.policy.Counting.Counted;
import dev.noon.model.policy.Counting.Mode;
import dev.noon.model.policy.Counting.Window;
import dev.noon.model.policy.LimitSpec;
import dev.noon.model.policy.Period;
import dev.noon.model.policy.PolicySpec;
import dev.noon.model.policy.QuotaSpec;
import dev.noon.model.policy.Reaction;
import dev.noon.model.policy.Reaction.GridAway;
import dev.noon.model.policy.Reaction.LimitChange;
import dev.noon.model.policy.Reaction.OnLimit;
import dev.noon.model.policy.ThrottleSpec;
import dev.noon.model.policy.Tiers;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be written of throttles and quotas, and what is refused. */
class LimitRulesTest {
    private static final Reaction PLAIN = new Reaction(new OnLimit.Reject(), GridAway.LOCAL, LimitChange.PRESERVE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "throttle: { limit: 0, per: second }          | throttle.limit: is 0, a number; expected a whole number from 1 to 1000000000000",
                "throttle: { limit: -1, per: second }         | throttle.limit: is -1, a number; expected a whole number from 1",
                "throttle: { limit: 1000000000001, per: second } | is 1000000000001, a number; expected a whole number from 1 to",
                "throttle: { limit: 9223372036854775808, per: second } | throttle.limit: is 9223372036854775808, a number; expected a whole number from 1 to",
                "throttle: { limit: -9223372036854775809, per: second } | throttle.limit: is -9223372036854775809, a number; expected",
                "throttle: { limit: 99999999999999999999999999, per: second } | expected a whole number from 1 to 1000000000000",
                "throttle: { limit: 1e3, per: second }        | throttle.limit: is 1E+3, a number; expected a whole number",
                "throttle: { limit: 1.5, per: second }        | throttle.limit: is 1.5, a number; expected a whole number",
                "throttle: { limit: .inf, per: second }       | throttle.limit: is .inf; expected a finite number",
                "throttle: { limit: '5', per: second }        | is 5 as text; expected a whole number from 1 to 1000000000000, without quotes",
                "throttle: { limit: , per: second }           | throttle.limit: is empty; expected a whole number",
                "throttle: { per: second }                    | throttle.limit: is missing; expected a whole number from 1",
                "throttle: { limit: 5 }                       | throttle.per: is missing; expected one of: second, minute",
                "throttle: { limit: 5, per: hour }            | throttle.per: is hour; expected one of: second, minute",
                "throttle: { limit: 5, per: 0 }               | throttle.per: is 0, a number; expected one of: second, minute",
                "throttle: { limit: 5, per: 0s }              | throttle.per: is 0s; expected one of: second, minute",
                "throttle: { limit: 5, per: seconds }         | is seconds; did you mean 'second'? expected one of",
                "throttle: { limit: 5, per: second, timezone: UTC } | unknown field 'timezone'; expected one of: limit, per",
                "throttle: { limit: 5, per: second, limt: 5 } | unknown field 'limt'; did you mean 'limit'?",
                "throttle: { limit: 5, per: second, window: slidng } | did you mean 'sliding'? expected one of: fixed, sliding",
                "throttle: { limit: 5, per: second, by: '' }  | throttle.by: is empty; expected text such as ${header.X-Client}",
                "throttle: { limit: 5, per: second, by: '${hedaer.X}' } | throttle.by: has an unknown variable ${hedaer.X}; expected header.NAME",
                "throttle: { limit: 5, per: second, by: '${claim.}' } | unknown variable ${claim.}; expected header.NAME, query.NAME, cookie.NAME, path, path.NAME, method, host, client.ip, consumer, claim.NAME, env.NAME, call.NAME.PART",
                "throttle: { limit: 5, per: second, by: '${consumer.tier}' } | throttle.by: has an unknown variable ${consumer.tier}",
                "throttle: { limit: 5, per: second, by: '${jndi:ldap://x}' } | unknown variable ${jndi:ldap://x}",
                "throttle: { limit: 5, per: second, by: '${path' } | throttle.by: has a variable that does not end",
                "throttle: { limit: 5, per: second, mode: strict } | throttle.mode: is strict; expected one of: exact, leased",
                "throttle: { limit: 5, per: second, count: refused } | throttle.count: is refused; expected one of: all, accepted",
                "throttle: { limit: 5, per: second, cost: 0 } | throttle.cost: is 0, a number; expected a whole number from 1 to 1000000",
                "throttle: { limit: 5, per: second, cost: 4294967297 } | throttle.cost: is 4294967297, a number; expected a whole number from 1 to 1000000",
                "throttle: { limit: 5, per: second, cost: 6 } | throttle.cost: is 6; expected at most limit, which is 5: not one request would pass",
                "throttle: { limit: 5, per: second, cost: 3, tiers: { values: { low: 2 } } } | throttle.cost: is 3; expected at most tiers.values.low, which is 2",
                "throttle: { limit: 5, per: second, cost: 3, tiers: { patterns: [ { pattern: a, limit: 2 } ] } } | expected at most tiers.patterns[0], which is 2",
                "throttle: { limit: 5, per: second, onLimit: log } | throttle.onLimit: is log; expected action reject or log and no more",
                "throttle: { limit: 5, per: second, onLimit: { action: wait } } | throttle.onLimit.action: is wait; expected one of: reject, delay, log",
                "throttle: { limit: 5, per: second, onLimit: { action: delay } } | throttle.onLimit: has action; expected action reject or log and no more, or action delay with atMost",
                "throttle: { limit: 5, per: second, onLimit: { action: log, atMost: 1s } } | throttle.onLimit: has action, atMost; expected action reject or log",
                "throttle: { limit: 5, per: second, onLimit: { action: delay, atMost: 0s } } | is 0s; expected a duration from 1ms to 1m",
                "throttle: { limit: 5, per: second, onLimit: { action: delay, atMost: 2m } } | is 2m; expected a duration from 1ms to 1m",
                "throttle: { limit: 5, per: second, onLimit: { action: delay, atMost: 1s, waiting: 0 } } | onLimit.waiting: is 0, a number; expected a whole number from 1 to 10000",
                "throttle: { limit: 5, per: second, onGridAway: fail } | throttle.onGridAway: is fail; expected one of: open, closed, local",
                "throttle: { limit: 5, per: second, onLimitChange: keep } | throttle.onLimitChange: is keep; expected one of: preserve, rescale, clamp, reset",
                "throttle: { limit: 5, per: second, tiers: {} } | throttle.tiers: is an empty map; expected values or patterns",
                "throttle: { limit: 5, per: second, tiers: { by: '${claim.plan}' } } | throttle.tiers: is without values and patterns; expected one of them",
                "throttle: { limit: 5, per: second, tiers: { by: gold, values: { gold: 1 } } } | throttle.tiers.by: has no variable; expected one, for example ${claim.plan}",
                "throttle: { limit: 5, per: second, tiers: { by: '${plan}', values: { gold: 1 } } } | throttle.tiers.by: has an unknown variable ${plan}",
                "throttle: { limit: 5, per: second, tiers: { values: { gold: 0 } } } | throttle.tiers.values.gold: is 0, a number; expected a whole number from 1",
                "throttle: { limit: 5, per: second, tiers: { values: { 'a b': 5 } } } | is a b; expected 1 to 256 printable ASCII characters",
                "throttle: { limit: 5, per: second, tiers: { patterns: [] } } | throttle.tiers.patterns: is an empty list; expected at least one item",
                "throttle: { limit: 5, per: second, tiers: { patterns: [ { pattern: 'a(', limit: 5 } ] } } | is a(; expected a pattern in RE2 syntax",
                "throttle: { limit: 5, per: second, tiers: { patterns: [ { pattern: '(a)\\1', limit: 5 } ] } } | expected a pattern in RE2 syntax",
                "throttle: { limit: 5, per: second, tiers: { patterns: [ { pattern: '((a{1000}){1000}){1000}', limit: 5 } ] } } | expected fewer repetitions within repetitions",
                "throttle: { limit: 5, per: second, tiers: { patterns: [ { pattern: a } ] } } | tiers.patterns[0].limit: is missing",
                "quota: { limit: 5, per: minute }             | quota.per: is minute; expected one of: hour, day, week, month",
                "quota: { limit: 9223372036854775808, per: day } | quota.limit: is 9223372036854775808, a number; expected a whole number from 1",
                "quota: { limit: 5, per: day, timezone: Europe/Zurick } | quota.timezone: is Europe/Zurick; did you mean 'Europe/Zurich'? expected a time zone",
                "quota: { limit: 5, per: day, timezone: CET+1 } | quota.timezone: is CET+1; did you mean",
                "quota: { limit: 5, per: day, timezone: 2 }   | quota.timezone: is 2, a number; expected text",
                "quota: { limit: 5, per: day, cost: 6 }       | quota.cost: is 6; expected at most limit, which is 5",
            })
    void aFieldIsHeldAgainstItsRule(String policy, String message) {
        assertThat(Reads.problems(Reads.proxy("a", "/a", "policies: [ { " + policy + " } ]")))
                .anySatisfy(problem -> assertThat(problem).contains(message));
    }

    @Test
    void aPlaceIsNamedExactly() {
        assertThat(Reads.problems(Reads.proxy(
                        "a",
                        "/a",
                        "policies:",
                        "  - throttle:",
                        "      limit: 5",
                        "      per: second",
                        "      cost: 7")))
                .containsExactly("a.yaml:11:15: spec.policies[0].throttle.cost: is 7; expected at most limit, which is"
                        + " 5: not one request would pass");
    }

    @Test
    void whatIsNotWrittenIsFilledIn() {
        assertThat(spec("throttle: { limit: 5, per: second }"))
                .isEqualTo(new ThrottleSpec(
                        "throttle",
                        new Allowance(5, Optional.empty(), 1),
                        new Counting(Period.SECOND, Window.SLIDING, Optional.empty(), Mode.LEASED, Counted.ACCEPTED),
                        PLAIN));
        assertThat(spec("quota: { limit: 1000000000000, per: month }"))
                .isEqualTo(new QuotaSpec(
                        "quota",
                        new Allowance(Allowance.MOST, Optional.empty(), 1),
                        new Counting(Period.MONTH, Window.FIXED, Optional.empty(), Mode.LEASED, Counted.ACCEPTED),
                        new Reaction(new OnLimit.Reject(), GridAway.CLOSED, LimitChange.PRESERVE),
                        ZoneId.of("UTC")));
    }

    @Test
    void everythingThatIsWrittenArrives() {
        assertThat(
                        spec(
                                "name: monthly, quota: { limit: 100, per: week, window: sliding, by: '${claim.sub}', mode: exact,"
                                        + " count: all, cost: 5, timezone: Asia/Kolkata, onGridAway: open, onLimitChange: rescale,"
                                        + " onLimit: { action: delay, atMost: 2s, waiting: 7 },"
                                        + " tiers: { by: '${header.X-Plan}', values: { gold: 9, 'a.b': 8 }, patterns: [ { pattern: 't.*', limit: 6 } ] } }"))
                .isEqualTo(new QuotaSpec(
                        "monthly",
                        new Allowance(
                                100,
                                Optional.of(new Tiers(
                                        Optional.of(Template.parse("${header.X-Plan}")),
                                        Map.of("gold", 9L, "a.b", 8L),
                                        List.of(new Tiers.Matched("t.*", 6)))),
                                5),
                        new Counting(
                                Period.WEEK,
                                Window.SLIDING,
                                Optional.of(Template.parse("${claim.sub}")),
                                Mode.EXACT,
                                Counted.ALL),
                        new Reaction(new OnLimit.Delay(Duration.ofSeconds(2), 7), GridAway.OPEN, LimitChange.RESCALE),
                        ZoneId.of("Asia/Kolkata")));
    }

    @Test
    void variablesOfTheEnvironmentAreResolvedInBothTemplates() {
        PolicySpec spec = spec("throttle: { limit: 5, per: second, by: '${env.A}:${consumer}',"
                + " tiers: { by: '${env.A}${claim.plan}', values: { gold: 9 } } }");

        assertThat(spec.with(template -> template.resolved(name -> "x"))
                        .templates()
                        .values())
                .extracting(Template::source)
                .containsExactly("x:${consumer}", "x${claim.plan}");
    }

    @Test
    void anUnknownVariableOfTheEnvironmentIsAnErrorWhereItIsUsed() {
        Reading reading = Reads.file(Reads.upstream("backend")
                + "---\n"
                + Reads.proxy("a", "/a", "policies: [ { throttle: { limit: 5, per: second, by: '${env.NO}' } } ]"));
        Whole whole = new Whole(
                reading.definitions().stream()
                        .collect(Collectors.toMap(ReadDefinition::id, ReadDefinition::definition)),
                reading.definitions(),
                Set.of(),
                "dev");

        assertThat(References.problems(whole))
                .singleElement()
                .asString()
                .contains("throttle.by")
                .contains("NO");
    }

    @Test
    void aLimitThatReadsWhatTheKeyLacksIsNoDangerToTheCache() {
        String text = Reads.proxy(
                "a",
                "/a",
                "policies:",
                "  - throttle: { limit: 5, per: second, by: '${header.X-Client}' }",
                "  - cache: { ttl: 1s }");
        Reading reading = Reads.file(text);
        Whole whole = new Whole(
                Map.of(
                        reading.definitions().get(0).id(),
                        reading.definitions().get(0).definition()),
                reading.definitions(),
                Set.of(),
                "dev");

        assertThat(Lints.errors(whole)).isEmpty();
    }

    @Test
    void aThrottleIsForShortPeriodsAndAQuotaForLongOnes() {
        Allowance five = new Allowance(5, Optional.empty(), 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ThrottleSpec("t", five, per(Period.DAY), PLAIN))
                .withMessage("throttle.per is day; expected one of: second, minute");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QuotaSpec("q", five, per(Period.SECOND), PLAIN, ZoneId.of("UTC")))
                .withMessage("quota.per is second; expected one of: hour, day, week, month");
    }

    private static Counting per(Period period) {
        return new Counting(period, Window.FIXED, Optional.empty(), Mode.EXACT, Counted.ALL);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, limit is 0",
        "-5, 1, limit is -5",
        "1000000000001, 1, limit is",
        "5, 0, cost is 0",
        "5, 6, cost is 6"
    })
    void anAllowanceGuardsItself(long limit, int cost, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Allowance(limit, Optional.empty(), cost))
                .withMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit: 5, per: second                      | limit: 9, per: second, cost: 2, mode: exact, count: all | true",
                "limit: 5, per: second                      | limit: 5, per: minute                  | false",
                "limit: 5, per: second                      | limit: 5, per: second, window: fixed   | false",
                "limit: 5, per: second                      | limit: 5, per: second, window: sliding | true",
                "limit: 5, per: second                      | limit: 5, per: second, by: '${path}'   | false",
            })
    void twoVersionsGoOnWithOneCounterIfTheyCountTheSame(String one, String other, boolean same) {
        LimitSpec before = (LimitSpec) spec("throttle: { " + one + " }");
        LimitSpec after = (LimitSpec) spec("name: renamed, throttle: { " + other + " }");

        assertThat(before.basis().equals(after.basis())).isEqualTo(same);
    }

    private static PolicySpec spec(String policy) {
        String text = Reads.proxy("a", "/a", "policies: [ { " + policy + " } ]");
        return (PolicySpec) ((ApiProxy) Reads.one(text).definition()).policies().get(0);
    }
}
