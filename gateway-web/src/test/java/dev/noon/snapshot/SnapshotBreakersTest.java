package dev.noon.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.ClearSecret;
import dev.noon.model.Balance;
import dev.noon.model.Breaker;
import dev.noon.model.Breaker.Failures;
import dev.noon.model.Breaker.Rest;
import dev.noon.model.Breaker.Trip;
import dev.noon.model.Upstream;
import dev.noon.upstream.breaker.Admission;
import dev.noon.upstream.breaker.TargetBreaker;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What an apply does to a breaker that is open. */
class SnapshotBreakersTest {
    private static final String HERE = "http://127.0.0.1:1";

    private final SharedResources resources = new SharedResources();
    private final SnapshotCompiler compiler =
            Catalogues.compiler(resources, (id, field, secret) -> new ClearSecret("never"));
    private final Definitions definitions =
            new Definitions().put(upstream(HERE, 2)).put(Definitions.proxy("p", "u"));

    @Test
    void what_does_not_concern_it_keeps_its_state() throws CompileException {
        Snapshot first = opened();
        Upstream slower = new Upstream(
                        upstream(HERE, 2).metadata(),
                        upstream(HERE, 2).targets(),
                        new Upstream.Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(9)),
                        OptionalInt.of(50),
                        Optional.empty())
                .with(upstream(HERE, 2).care());
        Snapshot second = compiler.compile(first, definitions.put(slower).set());
        first.release();
        assertThat(Snapshots.transport(second, "u"))
                .as("the pool is another")
                .isNotSameAs(Snapshots.transport(first, "u"));
        assertThat(breaker(second)).isSameAs(breaker(first));
        assertThat(breaker(second).isClosed()).isFalse();

        Snapshot third = compiler.compile(
                second, definitions.put(Definitions.proxy("q", "u")).set());
        second.release();
        assertThat(breaker(third).isClosed()).isFalse();
        third.release();
        assertThat(resources.size()).as("given back with the last snapshot").isZero();
    }

    @Test
    void other_settings_or_another_target_begin_closed() throws CompileException {
        Snapshot first = opened();
        Snapshot stricter =
                compiler.compile(first, definitions.put(upstream(HERE, 3)).set());
        assertThat(breaker(stricter).isClosed()).isTrue();
        Snapshot elsewhere = compiler.compile(
                stricter, definitions.put(upstream("http://127.0.0.1:2", 3)).set());
        assertThat(breaker(elsewhere)).isNotSameAs(breaker(stricter));
    }

    @Test
    void a_rollout_keeps_it_too() throws CompileException {
        Snapshot first = opened();
        resources.retire();
        Snapshot anew = compiler.compile(Snapshot.none(), definitions.set());
        assertThat(Snapshots.transport(anew, "u")).isNotSameAs(Snapshots.transport(first, "u"));
        assertThat(breaker(anew).isClosed()).isFalse();
    }

    private Snapshot opened() throws CompileException {
        Snapshot snapshot = compiler.compile(Snapshot.none(), definitions.set());
        for (int i = 0; i < 2; i++) {
            Admission admission = breaker(snapshot).admit(1_000);
            breaker(snapshot).failed(admission);
        }
        assertThat(breaker(snapshot).isClosed()).isFalse();
        return snapshot;
    }

    private static TargetBreaker breaker(Snapshot snapshot) {
        return Objects.requireNonNull(snapshot.content().shared().upstreams().get("u"))
                .held()
                .breakers()
                .get(0)
                .resource();
    }

    private static Upstream upstream(String url, int failures) {
        Trip trip = new Trip(50, 20, Duration.ofSeconds(10), OptionalInt.of(failures));
        return Definitions.upstream("u", url)
                .with(new Upstream.Care(
                        Balance.ROUND_ROBIN,
                        Optional.of(new Breaker(trip, Rest.DEFAULT, Failures.DEFAULT)),
                        Optional.empty()));
    }
}
