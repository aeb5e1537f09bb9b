package dev.noon.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.bench.Burst.Passage;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitEdgeTest {
    private static final long MILLI = 1_000_000;

    @Test
    void whatWasSentAndAnsweredWithinASecondPassedWithinItWhereverItBegins() {
        List<Passage> passages = List.of(
                passage(0, 10), passage(900, 910), passage(1_100, 1_110), passage(1_899, 1_899), passage(2_500, 2_501));
        assertThat(LimitEdge.together(passages)).isEqualTo(3);
    }

    @Test
    void whatMayHavePassedEarlierOrLaterIsNotCounted() {
        assertThat(LimitEdge.together(List.of(passage(0, 999), passage(500, 1_001))))
                .isEqualTo(1);
        assertThat(LimitEdge.together(List.of(passage(0, 999), passage(500, 998))))
                .isEqualTo(2);
        assertThat(LimitEdge.together(List.of())).isZero();
    }

    @Test
    void arrivalsAreCountedInAnySecond() {
        assertThat(LimitEdge.arrived(List.of(1_999 * MILLI, 0L, 999 * MILLI, 1_000 * MILLI)))
                .isEqualTo(2);
        assertThat(LimitEdge.arrived(List.of(0L, 999 * MILLI, 1_000 * MILLI, 1_998 * MILLI)))
                .isEqualTo(3);
        assertThat(LimitEdge.arrived(List.of())).isZero();
    }

    private static Passage passage(long sentMillis, long answeredMillis) {
        return new Passage(sentMillis * MILLI, answeredMillis * MILLI);
    }
}
