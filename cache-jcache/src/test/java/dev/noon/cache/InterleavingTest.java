package dev.noon.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.ToIntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** After its receipt a purge holds, whatever was under way on whichever node. */
class InterleavingTest {
    private static final int RUNS = 10_000;

    @Test
    void noInterleavingServesAnOldBodyAfterTheReceipt() {
        assertThat(sum(Interleaved::old, false))
                .as("answers older than their purge")
                .isZero();
        assertThat(sum(Interleaved::served, false)).as("answers looked at").isGreaterThan(50_000);
    }

    @Test
    void aFillThatAsksForItsNumberWhenItEndsIsFoundOut() {
        assertThat(sum(Interleaved::old, true)).isPositive();
    }

    private static int sum(ToIntFunction<Interleaved> figure, boolean lateNumbers) {
        return LongStream.range(0, RUNS)
                .mapToInt(seed -> {
                    Interleaved all = new Interleaved(seed, lateNumbers);
                    all.run();
                    return figure.applyAsInt(all);
                })
                .sum();
    }
}
