package dev.noon.control;

import static dev.noon.control.ControlPlane.BACKEND;
import static dev.noon.control.ControlPlane.proxy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.cache.Selection;
import dev.noon.control.Operation.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What requests wait for, and what they do not wait for. A pause of the process is time that passes without a tick. */
final class FenceTest {
    private final Nodes nodes;
    private final Worker node;
    private final Fence fence;

    FenceTest(@TempDir Path disk) {
        nodes = new Nodes(disk);
        nodes.manager.apply(BACKEND);
        node = nodes.start("node-1");
        fence = node.reconciler.fence(Runnable::run);
    }

    @Test
    void a_request_of_a_node_that_looks_every_second_asks_nothing() {
        int calls = nodes.calls(() -> {
            nodes.clock.passSeconds(3);
            pass();
        });

        assertThat(calls).isZero();
        assertThat(fence.held()).isZero();
    }

    @Test
    void after_a_pause_what_was_put_in_force_meanwhile_is_in_force_before_the_first_request() {
        nodes.manager.apply(proxy("loans", ""));
        nodes.manager.purges.purge(
                new Command.Purge(Selection.proxy("loans")), ControlPlane.author("a"), Duration.ZERO);
        nodes.clock.passSeconds(5);

        pass();

        assertThat(node.serving().revision()).isEqualTo(2);
        assertThat(node.purges).contains("1 purge-proxy loans");
        assertThat(nodes.row().revision()).isEqualTo(2);
        assertThat(fence.held()).isEqualTo(1);
        assertThat(nodes.calls(this::pass)).isZero();
    }

    @Test
    void a_look_that_began_before_the_pause_says_nothing_about_now() {
        nodes.manager.apply(proxy("loans", ""));
        node.duringSwap = () -> {
            node.duringSwap = () -> {};
            nodes.manager.apply(proxy("cards", ""));
            nodes.clock.passSeconds(5);
        };
        node.reconciler.tick();
        assertThat(node.serving().revision()).isEqualTo(2);

        pass();

        assertThat(node.serving().revision()).isEqualTo(3);
    }

    @Test
    void a_wake_up_after_a_pause_looks_at_everything() {
        nodes.manager.apply(proxy("loans", ""));
        nodes.manager.purges.purge(
                new Command.Purge(Selection.proxy("loans")), ControlPlane.author("a"), Duration.ZERO);
        nodes.clock.passSeconds(5);

        node.reconciler.wake(nodes.manager.revisions.get(1));

        assertThat(node.purges).contains("1 purge-proxy loans");
        assertThat(nodes.calls(this::pass)).isZero();
    }

    @Test
    void while_the_timer_finds_the_store_away_no_request_waits() {
        nodes.store.away(true);
        for (int second = 0; second < 20; second++) {
            nodes.clock.passSeconds(1);
            node.reconciler.tick();
            assertThat(nodes.calls(this::pass)).isZero();
        }

        assertThat(fence.held()).isZero();
        assertThat(node.status().state()).isEqualTo(NodeState.DETACHED);
        assertThat(node.serving().revision()).isEqualTo(1);
    }

    @Test
    void a_pause_while_the_store_was_away_is_a_pause_too() {
        nodes.store.away(true);
        nodes.clock.passSeconds(1);
        node.reconciler.tick();
        nodes.store.away(false);
        nodes.manager.apply(proxy("loans", ""));
        nodes.clock.passSeconds(5);

        pass();

        assertThat(node.serving().revision()).isEqualTo(2);
    }

    @Test
    void after_a_pause_without_the_store_one_attempt_is_made_and_then_the_last_good_revision_is_served() {
        nodes.store.away(true);
        nodes.clock.passSeconds(5);

        pass();

        assertThat(node.status().state()).isEqualTo(NodeState.DETACHED);
        assertThat(nodes.calls(this::pass)).isZero();
        nodes.clock.passSeconds(3);
        assertThat(nodes.calls(this::pass)).isZero();
        assertThat(fence.held()).isEqualTo(1);
    }

    @Test
    void a_connection_that_broke_during_the_pause_does_not_fail_the_attempt() {
        nodes.manager.apply(proxy("loans", ""));
        nodes.clock.passSeconds(5);
        nodes.store.failNext(1);

        pass();

        assertThat(node.serving().revision()).isEqualTo(2);
    }

    @Test
    void requests_that_come_together_share_one_look() throws Exception {
        LinkedBlockingQueue<Runnable> launched = new LinkedBlockingQueue<>();
        Fence shared = node.reconciler.fence(launched::add);
        nodes.clock.passSeconds(5);
        nodes.manager.apply(proxy("loans", ""));

        CompletableFuture<Void> one = CompletableFuture.runAsync(() -> shared.pass(nodes.clock.nanos()));
        Runnable look = launched.poll(10, TimeUnit.SECONDS);
        CompletableFuture<Void> two = CompletableFuture.runAsync(() -> shared.pass(nodes.clock.nanos()));
        assertThat(look).isNotNull();
        look.run();
        CompletableFuture.allOf(one, two).get(10, TimeUnit.SECONDS);

        assertThat(launched).isEmpty();
        assertThat(node.serving().revision()).isEqualTo(2);
    }

    @Test
    void a_look_that_takes_too_long_is_waited_for_once() {
        Contact contact = new Contact(nodes.clock);

        contact.await(() -> {}, Duration.ofMillis(1));

        assertThat(contact.isGood(nodes.clock.nanos())).isTrue();
        nodes.clock.passSeconds(4);
        assertThat(contact.isGood(nodes.clock.nanos())).isFalse();
    }

    @Test
    void a_store_that_answers_slowly_is_waited_for_longer() {
        Contact contact = new Contact(nodes.clock);
        long began = nodes.clock.nanos();
        CompletableFuture<Void> request =
                CompletableFuture.runAsync(() -> contact.await(contact::answered, Duration.ofMillis(200)));

        assertThatThrownBy(() -> request.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        contact.heard(began);

        assertThat(request).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void a_store_that_answers_but_never_everything_is_given_up() {
        Contact contact = new Contact(nodes.clock);

        contact.await(contact::answered, Duration.ofMillis(1));

        assertThat(contact.isGood(nodes.clock.nanos())).isTrue();
    }

    @Test
    void without_a_thread_for_the_look_the_request_is_served_all_the_same() {
        Fence refused = node.reconciler.fence(work -> {
            throw new RejectedExecutionException("full");
        });
        nodes.clock.passSeconds(5);

        refused.pass(nodes.clock.nanos());

        assertThat(refused.held()).isEqualTo(1);
    }

    private void pass() {
        fence.pass(nodes.clock.nanos());
    }
}
