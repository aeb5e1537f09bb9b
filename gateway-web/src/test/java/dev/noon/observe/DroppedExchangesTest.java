package dev.noon.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class DroppedExchangesTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong nanos = new AtomicLong(100 * SECOND);
    private final DroppedExchanges dropped = new DroppedExchanges(nanos::get);

    @Test
    void an_exchange_that_was_under_way_counts_however_late_it_fails() {
        LongSupplier swap = swap(100);

        failed(95, 100);
        failed(99.9, 160);

        assertThat(swap.getAsLong()).isEqualTo(2);
        assertThat(dropped.total()).isEqualTo(2);
    }

    @Test
    void one_that_failed_just_before_the_swap_counts_too() {
        failed(96, 97);
        failed(99, 99.5);

        assertThat(swap(100).getAsLong()).isEqualTo(2);
        assertThat(dropped.total()).isEqualTo(2);
    }

    @Test
    void one_that_began_earlier_or_after_it_does_not() {
        failed(94.5, 97);
        LongSupplier swap = swap(100);
        failed(94.9, 101);
        failed(100.1, 101);

        assertThat(swap.getAsLong()).isZero();
        assertThat(dropped.total()).isZero();
    }

    @Test
    void it_counts_for_every_swap_within_its_five_seconds_and_once_in_the_total() {
        LongSupplier early = swap(100);
        failed(99, 101);
        LongSupplier middle = swap(102);
        failed(99, 103);
        LongSupplier late = swap(106);

        assertThat(early.getAsLong()).isEqualTo(2);
        assertThat(middle.getAsLong()).isEqualTo(2);
        assertThat(late.getAsLong()).isZero();
        assertThat(dropped.total()).isEqualTo(2);
    }

    @Test
    void places_are_used_again_and_nothing_of_before_is_left_in_them() {
        for (int second = 100; second < 160; second++) {
            for (int i = 0; i < 100; i++) {
                failed(second + i / 100.0, second + i / 100.0);
            }
        }

        assertThat(swap(160).getAsLong()).isEqualTo(500);
        assertThat(dropped.total()).isEqualTo(500);
        assertThat(swap(200).getAsLong()).isZero();
    }

    @Test
    void of_very_many_swaps_the_newest_are_remembered() {
        LongSupplier first = swap(100);
        for (int i = 0; i < 1_024; i++) {
            swap(100 + i / 1000.0);
        }
        LongSupplier last = swap(102);

        failed(99, 103);

        assertThat(first.getAsLong()).isZero();
        assertThat(last.getAsLong()).isEqualTo(1);
    }

    private LongSupplier swap(double atSeconds) {
        nanos.set((long) (atSeconds * SECOND));
        return dropped.swapped(nanos.get());
    }

    private void failed(double beganSeconds, double endedSeconds) {
        nanos.set((long) (endedSeconds * SECOND));
        dropped.failed((long) (beganSeconds * SECOND));
    }
}
