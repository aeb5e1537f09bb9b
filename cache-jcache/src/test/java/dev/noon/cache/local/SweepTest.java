package dev.noon.cache.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.Scope;
import org.junit.jupiter.api.Test;

/** A sweep beside traffic; its figures are those of {@code src-it/bench sweep}, with fewer entries. */
class SweepTest {
    private static final int ENTRIES = 100_000;

    @Test
    void aSweepTakesOutWhatIsOverWhileOthersReadAndWrite() throws InterruptedException {
        SweepBench bench = new SweepBench(ENTRIES);
        SweepBench.Stalls stalls = bench.sweep();
        System.out.println(stalls);
        assertThat(stalls.swept()).isGreaterThanOrEqualTo(ENTRIES);
        assertThat(bench.local().statistics().evictedBySize()).isZero();
        assertThat(bench.local().view().held(Scope.PROXY).entries())
                .isEqualTo(bench.local().statistics().entries());
    }

    @Test
    void anEntryTakesAboutWhatItIsSaidToWeigh() {
        SweepBench.Memory memory = new SweepBench(ENTRIES).memory();
        System.out.println(memory);
        assertThat(memory.taken()).isBetween(memory.weighed() * 0.7, memory.weighed() * 1.1);
    }
}
