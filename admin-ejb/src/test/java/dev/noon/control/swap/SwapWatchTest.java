package dev.noon.control.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.control.SnapshotTarget.Prepared;
import dev.noon.control.SnapshotTarget.Sharing;
import dev.noon.control.SwapFigures;
import dev.noon.control.SwapFigures.Collected;
import dev.noon.control.Uncompilable;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SwapWatchTest {
    private final SwapFixture node = new SwapFixture("node-1", new AtomicLong(1_000_000_000L));
    private final SwapWatch watch = node.watch;

    @Test
    void a_swap_is_measured_and_its_figures_are_ready_after_five_seconds() throws Uncompilable {
        node.swapTo(0);
        long at = node.millis();
        node.swapTo(1);
        node.passMillis(4_999);
        assertThat(watch.due()).isEmpty();
        assertThat(watch.latest()).isEmpty();

        node.passMillis(1);

        SwapFigures figures =
                new SwapFigures(node.node, 1, at, OptionalLong.of(1_010), Optional.of(new Collected(7_000, 8)), 0);
        assertThat(watch.due()).containsExactly(figures);
        assertThat(watch.latest()).contains(figures);
        assertThat(node.served).containsExactly(0L, 1L);
        assertThat(node.windows).containsExactly(Duration.ofSeconds(5).toNanos());
    }

    @Test
    void figures_are_due_until_they_are_written_and_again_when_more_was_dropped() throws Uncompilable {
        node.swapTo(0);
        node.swapTo(1);
        node.passMillis(5_000);
        assertThat(watch.due()).hasSize(1);
        watch.kept(watch.due());
        assertThat(watch.due()).isEmpty();

        node.dropped = 2;

        assertThat(watch.due()).extracting(SwapFigures::dropped).containsExactly(2L);
        watch.kept(watch.due());
        node.passMillis(Duration.ofMinutes(11).toMillis());
        assertThat(watch.due()).isEmpty();
        node.dropped = 3;
        assertThat(watch.due()).as("nobody watches it any more").isEmpty();
        assertThat(watch.latest()).isPresent();
    }

    @Test
    void what_was_prepared_earlier_counts_when_it_is_swapped_in() throws Uncompilable {
        node.swapTo(0);
        Prepared prepared = watch.prepare(SwapFixture.set(1), Sharing.UNCHANGED);
        watch.prepare(SwapFixture.set(2), Sharing.UNCHANGED).discard();
        prepared.swap();
        node.passMillis(5_000);

        assertThat(watch.due())
                .extracting(SwapFigures::revision, SwapFigures::allocatedBytes)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1L, OptionalLong.of(1_010)));
    }

    @Test
    void a_start_a_repair_and_a_refusal_are_no_swaps() throws Uncompilable {
        node.swapTo(7);
        node.swapTo(7);
        node.refuse = true;
        assertThatThrownBy(() -> node.swapTo(8)).isInstanceOf(Uncompilable.class);
        node.passMillis(5_000);

        assertThat(watch.due()).isEmpty();
    }

    @Test
    void where_the_jvm_does_not_say_nothing_is_made_up() throws Uncompilable {
        node.mute = true;
        node.swapTo(0);
        node.swapTo(1);
        node.passMillis(5_000);

        SwapFigures figures = watch.due().get(0);
        assertThat(figures.allocatedBytes()).isEmpty();
        assertThat(figures.collected()).isEmpty();
    }

    @Test
    void of_swaps_that_cannot_be_written_the_newest_wait_in_turn() throws Uncompilable {
        for (int i = 0; i <= 2_000; i++) {
            node.swapTo(i);
        }
        node.passMillis(5_000);

        assertThat(watch.due())
                .hasSize(500)
                .first()
                .extracting(SwapFigures::revision)
                .isEqualTo(977L);
        int written = 0;
        while (!watch.due().isEmpty()) {
            written += watch.due().size();
            watch.kept(watch.due());
        }
        assertThat(written).isEqualTo(1_024);
        assertThat(watch.latest()).map(SwapFigures::revision).contains(2_000L);
    }
}
