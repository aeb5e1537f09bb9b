package dev.noon.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.ClearSecret;
import dev.noon.model.Balance;
import dev.noon.model.Breaker;
import dev.noon.model.HealthCheck;
import dev.noon.model.HealthCheck.Passive;
import dev.noon.model.Hedge;
import dev.noon.model.Secret;
import dev.noon.model.Sticky;
import dev.noon.model.Upstream;
import dev.noon.upstream.health.TargetHealth;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What an apply does to what is known of a target, and to its connections. */
class SnapshotHealthTest {
    private final SharedResources resources = new SharedResources();
    private final SnapshotCompiler compiler =
            Catalogues.compiler(resources, (id, field, secret) -> new ClearSecret("a secret that is long enough"));
    private final Definitions definitions = new Definitions().put(Definitions.proxy("p", "u"));

    @Test
    void what_does_not_concern_it_keeps_what_is_known_and_the_connections() throws CompileException {
        Snapshot first = compiler.compile(
                Snapshot.none(), definitions.put(upstream(3, Optional.empty())).set());
        health(first).answered(true);
        health(first).answered(true);
        health(first).answered(true);
        assertThat(health(first).isWell()).isFalse();
        Snapshot second = compiler.compile(
                first,
                definitions.put(upstream(3, Optional.of(Duration.ofSeconds(9)))).set());
        first.release();
        assertThat(health(second).isWell()).isFalse();
        assertThat(Snapshots.transport(second, "u")).isSameAs(Snapshots.transport(first, "u"));
        resources.retire();
        Snapshot anew = compiler.compile(Snapshot.none(), definitions.set());
        assertThat(health(anew).isWell()).as("a rollout keeps it, too").isFalse();
        second.release();
        anew.release();
        assertThat(resources.size()).as("given back with the last snapshot").isZero();
    }

    @Test
    void another_check_begins_anew() throws CompileException {
        Snapshot first = compiler.compile(
                Snapshot.none(), definitions.put(upstream(1, Optional.empty())).set());
        health(first).answered(true);
        Snapshot second = compiler.compile(
                first, definitions.put(upstream(2, Optional.empty())).set());
        assertThat(health(second).isWell()).isTrue();
        assertThat(Snapshots.transport(second, "u")).isSameAs(Snapshots.transport(first, "u"));
    }

    private static TargetHealth health(Snapshot snapshot) {
        return Objects.requireNonNull(snapshot.content().shared().upstreams().get("u"))
                .held()
                .health()
                .get(0)
                .resource();
    }

    /** With a total time there is a cookie and a second request as well. */
    private static Upstream upstream(int failures, Optional<Duration> total) {
        Upstream plain = Definitions.upstream("u", "http://127.0.0.1:1");
        Passive passive = new Passive(
                failures,
                Duration.ofSeconds(30),
                Breaker.Failures.DEFAULT.outcomes(),
                Breaker.Failures.DEFAULT.statuses());
        Optional<Sticky> sticky = total.map(
                ttl -> new Sticky(Optional.empty(), Optional.of(ttl), new Secret("a secret that is long enough")));
        return new Upstream(
                        plain.metadata(),
                        plain.targets(),
                        new Upstream.Timeouts(
                                plain.timeouts().connect(), plain.timeouts().response(), total),
                        OptionalInt.empty(),
                        Optional.empty())
                .with(new Upstream.Care(
                        new Balance(Balance.Type.ROUND_ROBIN, Optional.empty(), sticky),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new HealthCheck(Optional.empty(), Optional.of(passive))),
                        total.map(after -> new Hedge(after, 10, 5))));
    }
}
