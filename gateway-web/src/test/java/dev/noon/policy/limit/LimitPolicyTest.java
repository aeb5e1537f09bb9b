package dev.noon.policy.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.SharedRecords;
import dev.noon.cache.local.LocalRecords;
import dev.noon.counter.Counters;
import dev.noon.counter.KeptRecords;
import dev.noon.counter.Resets;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Limited;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Requests;
import dev.noon.model.Template;
import dev.noon.model.policy.Allowance;
import dev.noon.model.policy.Counting;
import dev.noon.model.policy.Counting.Counted;
import dev.noon.model.policy.Counting.Mode;
import dev.noon.model.policy.Counting.Window;
import dev.noon.model.policy.LimitSpec;
import dev.noon.model.policy.Period;
import dev.noon.model.policy.Reaction;
import dev.noon.model.policy.Reaction.GridAway;
import dev.noon.model.policy.Reaction.LimitChange;
import dev.noon.model.policy.Reaction.OnLimit;
import dev.noon.model.policy.ThrottleSpec;
import dev.noon.model.policy.Tiers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LimitPolicyTest {
    private static final Allowance TWO = new Allowance(2, Optional.empty(), 1);
    private static final OnLimit REJECT = new OnLimit.Reject();

    /** A pause lets that much time pass. */
    private final AtomicLong nanos =
            new AtomicLong(Duration.ofSeconds(1_000_000_020).toNanos());

    private final LimitNode node = node(new LocalRecords(nanos::get, 100));

    @Test
    void who_is_over_the_limit_is_told_when_to_come_again_and_the_upstream_sees_nothing() throws IOException {
        LimitPolicy policy = policy(TWO, "${header.X-Client}", REJECT, GridAway.CLOSED, node);
        assertThat(send(policy, "X-Client: a").left()).isEqualTo(1);
        assertThat(send(policy, "X-Client: a").left()).isZero();
        assertThat(send(policy, "X-Client: b").left()).as("another client").isEqualTo(1);

        Exchange exchange = Requests.exchange(Requests.of("GET", "/", "X-Client: a"));
        Reply refusal = policy.handle(exchange, next -> {
            throw new AssertionError("passed");
        });
        assertThat(refusal.status()).isEqualTo(429);
        assertThat(exchange.cause()).isEqualTo(Cause.LIMIT_REACHED);
        assertThat(refusal.headers().valueOr("Retry-After", "")).isEqualTo("60");
        Limited limited = exchange.limits().get(0);
        assertThat(limited.left()).isZero();
        assertThat(limited.resetSeconds()).isEqualTo(60);
        assertThat(limited.ceiling().policyText()).endsWith(";w=60");
        assertThat(node.throttles().admitted()).isEqualTo(3);
        assertThat(node.throttles().refused()).isEqualTo(1);
    }

    @Test
    void without_anything_else_an_address_is_counted_and_what_it_sends_does_not_matter() throws IOException {
        LimitPolicy policy = policy(TWO, "", REJECT, GridAway.CLOSED, node);
        assertThat(send(policy, "X-Forwarded-For: 1.1.1.1").left()).isEqualTo(1);
        assertThat(send(policy, "X-Forwarded-For: 2.2.2.2").left()).isZero();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"gold, 10", "trial-7, 5", "trial-, 5", "a trial-7, 2", "silver, 2", "'', 2"})
    void the_tier_says_which_limit_counts(String plan, String limit) throws IOException {
        Tiers tiers = new Tiers(
                Optional.of(Template.parse("${header.X-Plan}")),
                Map.of("gold", 10L),
                List.of(new Tiers.Matched("trial-.*", 5)));
        LimitPolicy policy =
                policy(new Allowance(2, Optional.of(tiers), 1), "${header.X-Plan}", REJECT, GridAway.CLOSED, node);
        assertThat(send(policy, "X-Plan: " + plan).ceiling().limitText()).isEqualTo(limit);
    }

    @Test
    void a_limit_that_only_notes_lets_everything_pass() throws IOException {
        LimitPolicy policy = policy(TWO, "", new OnLimit.Log(), GridAway.CLOSED, node);
        for (int i = 0; i < 5; i++) {
            send(policy);
        }
        assertThat(node.throttles().logged()).isEqualTo(3);
    }

    @Test
    void a_request_waits_for_units_as_long_as_it_may() throws IOException {
        LimitPolicy policy = policy(TWO, "", new OnLimit.Delay(Duration.ofMinutes(1), 10), GridAway.CLOSED, node);
        for (int i = 0; i < 3; i++) {
            assertThat(status(policy)).isEqualTo(200);
        }
        LimitPolicy impatient = policy(TWO, "", new OnLimit.Delay(Duration.ofSeconds(1), 10), GridAway.CLOSED, node);
        assertThat(status(impatient)).isEqualTo(200);
        assertThat(status(impatient)).as("a minute is too long").isEqualTo(429);
    }

    @ParameterizedTest
    @EnumSource
    void while_the_counter_is_away_the_policy_says_what_happens(GridAway away) throws IOException {
        LimitNode alone = node(SharedRecords.none());
        LimitPolicy policy = policy(TWO, "", REJECT, away, alone);
        int passed = 0;
        for (int i = 0; i < 5; i++) {
            passed += status(policy) == 200 ? 1 : 0;
        }
        assertThat(passed)
                .isEqualTo(
                        switch (away) {
                            case OPEN -> 5;
                            case CLOSED -> 0;
                            case LOCAL -> 2;
                        });
        assertThat(alone.throttles().unknown()).isEqualTo(5);
        if (away == GridAway.CLOSED) {
            Exchange exchange = Requests.exchange(Requests.of("GET", "/"));
            Reply reply = policy.handle(exchange, next -> Requests.reply(200, ""));
            assertThat(reply.status()).isEqualTo(503);
            assertThat(exchange.cause()).isEqualTo(Cause.LIMIT_UNKNOWN);
            assertThat(reply.headers().valueOr("Retry-After", "")).isEqualTo("1");
        }
    }

    @Test
    void who_looks_at_a_limit_takes_nothing() throws IOException {
        LimitPolicy policy = policy(TWO, "", REJECT, GridAway.CLOSED, node);
        assertThat(policy.explain(Requests.of("GET", "/")))
                .isEqualTo("lets 2 per minute pass, counted by the client's address");
        assertThat(send(policy).left()).isEqualTo(1);
    }

    private Limited send(LimitPolicy policy, String... lines) throws IOException {
        Exchange exchange = Requests.exchange(Requests.of("GET", "/", lines));
        assertThat(policy.handle(exchange, next -> Requests.reply(200, "")).status())
                .isEqualTo(200);
        return exchange.limits().get(0);
    }

    private static int status(LimitPolicy policy) throws IOException {
        return policy.handle(Requests.exchange(Requests.of("GET", "/")), next -> Requests.reply(200, ""))
                .status();
    }

    private static LimitPolicy policy(Allowance allowance, String by, OnLimit onLimit, GridAway away, LimitNode node) {
        LimitSpec spec = new ThrottleSpec(
                "throttle",
                allowance,
                new Counting(
                        Period.MINUTE,
                        Window.FIXED,
                        by.isEmpty() ? Optional.empty() : Optional.of(Template.parse(by)),
                        Mode.EXACT,
                        Counted.ACCEPTED),
                new Reaction(onLimit, away, LimitChange.PRESERVE));
        return new LimitPolicy(spec, "counter", node);
    }

    private LimitNode node(SharedRecords records) {
        Counters.Pause pause = nanos::addAndGet;
        Counters shared = counters(records, pause);
        Counters alone = counters(new LocalRecords(nanos::get, 100), pause);
        return new LimitNode(
                new LimitNode.Kept(shared, shared, shared, alone, new Resets()),
                new KeptRecords(records, SharedRecords.none(), Counters.byAge(), nanos::get),
                new LimitNode.Waiting(nanos::get, pause));
    }

    private Counters counters(SharedRecords records, Counters.Pause pause) {
        return new Counters(new Counters.Around(
                records, () -> nanos.get() / 1_000_000, () -> 1, new Resets(), Duration.ofSeconds(10), pause));
    }
}
