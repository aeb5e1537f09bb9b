package dev.noon.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * How long each of many requests took.
 *
 * @param sorted the shortest first; never empty
 */
record Waits(List<Duration> sorted) {
    Waits {
        List<Duration> copy = new ArrayList<>(sorted);
        Collections.sort(copy);
        sorted = List.copyOf(copy);
    }

    /** Makes {@code count} requests, one after the other; each gets its number. */
    static Waits of(int count, IntConsumer request) {
        List<Duration> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long began = System.nanoTime();
            request.accept(i);
            taken.add(Duration.ofNanos(System.nanoTime() - began));
        }
        return new Waits(taken);
    }

    Duration longest() {
        return sorted.get(sorted.size() - 1);
    }

    /** What nine of ten stay below: a machine with other things to do disturbs the rest. */
    Duration ninety() {
        return sorted.get((sorted.size() - 1) * 9 / 10);
    }

    @Override
    public String toString() {
        return "half " + sorted.get(sorted.size() / 2).toMillis() + " ms, nine of ten " + ninety().toMillis()
                + " ms, longest " + longest().toMillis() + " ms";
    }
}
