package dev.noon.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.exchange.SharedResource;
import dev.noon.model.DefinitionSet.Versioned;
import dev.noon.snapshot.SharedResources.Key;
import dev.noon.snapshot.SharedResources.Lease;
import dev.noon.upstream.Answer;
import dev.noon.upstream.UpstreamRequest;
import dev.noon.upstream.UpstreamTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActiveSnapshotTest {
    private final SharedResources resources = new SharedResources();
    private final ConcurrentLinkedQueue<Pool> made = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void a_pinned_snapshot_outlives_the_swap_until_its_exchange_has_ended() {
        ActiveSnapshot active = new ActiveSnapshot();
        active.swap(snapshot(1, "a"));
        PinnedSnapshot pinned = new PinnedSnapshot();
        Snapshot first = pinned.pin(active);
        active.swap(snapshot(2, "b"));
        assertThat(pinned.snapshot()).isSameAs(first);
        assertThat(first.revision()).isEqualTo(1);
        assertThat(open()).isEqualTo(2);
        first.release();
        assertThat(open()).isEqualTo(1);
        assertThat(active.current().revision()).isEqualTo(2);
    }

    @Test
    void outside_an_exchange_nothing_is_pinned() {
        assertThatThrownBy(() -> new PinnedSnapshot().snapshot()).hasMessageContaining("expected an exchange");
    }

    @Test
    void an_exchange_is_pinned_once() {
        ActiveSnapshot active = new ActiveSnapshot();
        PinnedSnapshot pinned = new PinnedSnapshot();
        pinned.pin(active);
        assertThatThrownBy(() -> pinned.pin(active)).hasMessageContaining("pinned to revision 0 already");
    }

    @Test
    void letting_go_too_often_is_an_error_and_not_a_negative_count() {
        Snapshot snapshot = snapshot(1, "a");
        snapshot.release();
        assertThat(snapshot.retain()).isFalse();
        assertThatThrownBy(snapshot::release).hasMessageContaining("more often than retained");
    }

    @Test
    void many_threads_and_many_swaps_give_every_resource_back_exactly_once() throws Exception {
        ActiveSnapshot active = new ActiveSnapshot();
        active.swap(snapshot(1, "0"));
        AtomicBoolean running = new AtomicBoolean(true);
        AtomicInteger acquired = new AtomicInteger();
        List<Future<?>> readers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            readers.add(threads.submit(() -> {
                while (running.get()) {
                    Snapshot snapshot = active.acquire();
                    assertThat(pool(snapshot).closed.get()).isZero();
                    acquired.incrementAndGet();
                    snapshot.release();
                }
            }));
        }
        for (int i = 2; i < 20_000; i++) {
            active.swap(snapshot(i, Integer.toString(i % 3)));
        }
        running.set(false);
        for (Future<?> reader : readers) {
            reader.get();
        }
        assertThat(acquired.get()).isPositive();
        assertThat(open()).isEqualTo(1);
        active.swap(Snapshot.none());
        assertThat(resources.size()).isZero();
        assertThat(made).allSatisfy(pool -> assertThat(pool.closed.get()).isEqualTo(1));
    }

    @Test
    void leases_taken_and_given_back_by_many_threads_never_share_a_closed_resource() throws Exception {
        Key key = new Key("pool", "one", "x");
        List<Future<?>> users = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            users.add(threads.submit(() -> {
                for (int n = 0; n < 20_000; n++) {
                    Lease<Pool> lease = resources.lease(key, Pool.class, this::pool);
                    Lease<Pool> again = lease.again();
                    lease.release();
                    assertThat(again.resource().closed.get()).isZero();
                    again.release();
                    again.release();
                }
            }));
        }
        for (Future<?> user : users) {
            user.get();
        }
        assertThat(resources.size()).isZero();
        assertThat(made).allSatisfy(pool -> assertThat(pool.closed.get()).isEqualTo(1));
    }

    @Test
    void a_released_lease_gives_no_other() {
        Lease<Pool> lease = resources.lease(new Key("pool", "one", "x"), Pool.class, this::pool);
        lease.release();
        assertThatThrownBy(lease::again).hasMessageContaining("was released");
    }

    @Test
    void sweeping_and_warming_reach_what_is_held() {
        Snapshot snapshot = snapshot(1, "a");
        assertThat(snapshot.isWarm()).isFalse();
        snapshot.warm();
        assertThat(snapshot.isWarm()).isTrue();
        resources.sweep();
        assertThat(made.element().swept.get()).isEqualTo(1);
    }

    private Snapshot snapshot(long revision, String configuration) {
        Lease<UpstreamTransport> lease =
                resources.lease(new Key("upstream", "u", configuration), UpstreamTransport.class, this::pool);
        Versioned entry = Snapshots.proxy(
                        "p",
                        new dev.noon.model.Route(List.of("*"), "/", List.of()),
                        (exchange, next) -> next.proceed(exchange))
                .sources()
                .proxy();
        Snapshot.HeldUpstream held = new Snapshot.HeldUpstream(
                entry,
                Optional.empty(),
                entry,
                Definitions.upstream("u", "http://127.0.0.1:1"),
                new Snapshot.Held(lease, List.of(), List.of(), Optional.empty()),
                lease.resource());
        return Snapshots.of(revision, Map.of(), Map.of("u", held));
    }

    private static Pool pool(Snapshot snapshot) {
        return (Pool) Snapshots.transport(snapshot, "u");
    }

    private Pool pool() {
        Pool pool = new Pool();
        made.add(pool);
        return pool;
    }

    private long open() {
        return made.stream().filter(pool -> pool.closed.get() == 0).count();
    }

    private static final class Pool implements UpstreamTransport, SharedResource {
        private final AtomicInteger closed = new AtomicInteger();
        private final AtomicInteger swept = new AtomicInteger();
        private volatile boolean warm;

        @Override
        public Answer send(UpstreamRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void warm() {
            warm = true;
        }

        @Override
        public boolean isWarm() {
            return warm;
        }

        @Override
        public void sweep() {
            swept.incrementAndGet();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
