package dev.noon.observe;

import dev.noon.time.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Counts the exchanges that swaps may have dropped: those that began at most five seconds before one and failed,
 * whenever they ended. It hears of failures and of swaps only, so an exchange that succeeds costs nothing. Beginnings are
 * told apart to ten milliseconds; of swaps the newest 1,024 are remembered. Thread-safe: one lock, held for as long as it
 * takes to look at the swaps of five seconds.
 */
public final class DroppedExchanges {
    private static final long WINDOW_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long SLOT_NANOS = Duration.ofMillis(10).toNanos();
    private static final int WINDOW_SLOTS = (int) (WINDOW_NANOS / SLOT_NANOS);
    private static final int SLOTS = 512;
    private static final int SWAPS = 1_024;

    private final Ticker ticker;
    private final LongAdder total = new LongAdder();
    // Guarded by this.
    private final Deque<Swap> swaps = new ArrayDeque<>();
    /** Failures by when they began; a place is used again when its time is over. */
    private final Slot[] slots = new Slot[SLOTS];

    DroppedExchanges(Ticker ticker) {
        this.ticker = ticker;
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Slot();
        }
    }

    /**
     * A swap has just happened.
     *
     * @param nanos ticker reading right after it
     * @return how many exchanges it has dropped so far; goes on counting while the swap is remembered
     */
    public synchronized LongSupplier swapped(long nanos) {
        Swap swap = new Swap(nanos);
        long newest = number(nanos);
        for (long number = newest - WINDOW_SLOTS; number <= newest; number++) {
            Slot slot = slots[place(number)];
            if (slot.number == number) {
                swap.dropped.add(slot.failed);
                total.add(slot.uncounted);
                slot.uncounted = 0;
            }
        }
        swaps.addLast(swap);
        if (swaps.size() > SWAPS) {
            swaps.removeFirst();
        }
        return swap.dropped::sum;
    }

    /** All dropped exchanges; each counts once, however many swaps came in its five seconds. */
    public long total() {
        return total.sum();
    }

    /** An exchange has failed that began at {@code beganNanos}. */
    synchronized void failed(long beganNanos) {
        boolean dropped = false;
        Iterator<Swap> newestFirst = swaps.descendingIterator();
        while (newestFirst.hasNext()) {
            Swap swap = newestFirst.next();
            if (swap.nanos < beganNanos) {
                break;
            }
            if (swap.nanos - beganNanos <= WINDOW_NANOS) {
                swap.dropped.increment();
                dropped = true;
            }
        }
        if (dropped) {
            total.increment();
        }
        remember(beganNanos, dropped);
    }

    /** For the swaps that are still to come. */
    private void remember(long beganNanos, boolean counted) {
        if (ticker.nanos() - beganNanos > WINDOW_NANOS) {
            return;
        }
        long number = number(beganNanos);
        Slot slot = slots[place(number)];
        if (slot.number != number) {
            slot.number = number;
            slot.failed = 0;
            slot.uncounted = 0;
        }
        slot.failed++;
        slot.uncounted += counted ? 0 : 1;
    }

    private static long number(long nanos) {
        return Math.floorDiv(nanos, SLOT_NANOS);
    }

    private static int place(long number) {
        return Math.floorMod(number, SLOTS);
    }

    private static final class Swap {
        private final long nanos;
        private final LongAdder dropped = new LongAdder();

        Swap(long nanos) {
            this.nanos = nanos;
        }
    }

    private static final class Slot {
        private long number = Long.MIN_VALUE;
        private long failed;
        private long uncounted;
    }
}
