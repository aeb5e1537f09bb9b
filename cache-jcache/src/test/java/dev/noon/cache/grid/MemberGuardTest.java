package dev.noon.cache.grid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.time.FakeTicker;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemberGuardTest {
    private final FakeTicker ticker = new FakeTicker();
    private final MemberGuard guard = new MemberGuard(ticker);
    private final UUID member = new UUID(1, 1);
    private final UUID other = new UUID(2, 2);

    @Test
    void everyMemberIsAskedAtFirst() {
        assertThat(guard.allows(member)).isTrue();
    }

    @Test
    void twoTimeoutsAreBadLuck() {
        timeOut(2);
        assertThat(guard.allows(member)).isTrue();
    }

    @Test
    void threeTimeoutsInARowSkipTheMemberAndNoOther() {
        timeOut(3);
        assertThat(guard.allows(member)).isFalse();
        assertThat(guard.allows(other)).isTrue();
    }

    @Test
    void callsThatWaitedAtTheSameTimeCountAsOne() {
        for (int round = 1; round <= 3; round++) {
            assertThat(guard.allows(member)).isTrue();
            long began = ticker.nanos();
            ticker.advance(Duration.ofMillis(50));
            for (int call = 0; call < 100; call++) {
                guard.timedOut(member, began + call);
            }
        }
        assertThat(guard.allows(member)).isFalse();
    }

    @Test
    void aSilenceIsAsLongAsItsFirstCallIsAgo() {
        assertThat(guard.silentNanos(member)).isZero();
        long began = ticker.nanos();
        ticker.advance(Duration.ofMillis(50));
        guard.timedOut(member, began);
        ticker.advance(Duration.ofMillis(50));
        guard.timedOut(member, began + 10);
        assertThat(guard.silentNanos(member)).isEqualTo(Duration.ofMillis(100).toNanos());
        assertThat(guard.silentNanos(other)).isZero();
        guard.answered(member);
        assertThat(guard.silentNanos(member)).isZero();
    }

    @Test
    void anAnswerBetweenStartsTheCountAgain() {
        timeOut(2);
        guard.answered(member);
        timeOut(2);
        assertThat(guard.allows(member)).isTrue();
    }

    @Test
    void anAnswerOfAnotherMemberDoesNot() {
        timeOut(2);
        guard.answered(other);
        timeOut(1);
        assertThat(guard.allows(member)).isFalse();
    }

    @Test
    void afterASecondOneCallTriesAndTheOthersGoOnWithout() {
        timeOut(3);
        ticker.advance(Duration.ofMillis(999));
        assertThat(guard.allows(member)).isFalse();
        ticker.advance(Duration.ofMillis(1));
        assertThat(guard.allows(member)).isTrue();
        assertThat(guard.allows(member)).isFalse();
    }

    @Test
    void oneOfManyThreadsTries() {
        timeOut(3);
        ticker.advance(Duration.ofSeconds(1));
        assertThat(IntStream.range(0, 10_000)
                        .parallel()
                        .filter(i -> guard.allows(member))
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aTryThatTimesOutSkipsForAnotherSecond() {
        timeOut(3);
        ticker.advance(Duration.ofSeconds(1));
        assertThat(guard.allows(member)).isTrue();
        ticker.advance(Duration.ofMillis(50));
        timeOut(1);
        ticker.advance(Duration.ofMillis(999));
        assertThat(guard.allows(member)).isFalse();
        ticker.advance(Duration.ofMillis(1));
        assertThat(guard.allows(member)).isTrue();
    }

    @Test
    void aTryThatIsNeverReportedDelaysTheNextByASecondOnly() {
        timeOut(3);
        ticker.advance(Duration.ofSeconds(1));
        assertThat(guard.allows(member)).isTrue();
        ticker.advance(Duration.ofSeconds(1));
        assertThat(guard.allows(member)).isTrue();
    }

    @Test
    void anAnsweredTryBringsTheMemberBackForEverybody() {
        timeOut(3);
        ticker.advance(Duration.ofSeconds(1));
        assertThat(guard.allows(member)).isTrue();
        guard.answered(member);
        assertThat(guard.allows(member)).isTrue();
        assertThat(guard.allows(member)).isTrue();
    }

    @Test
    void membersThatLeftAreForgotten() {
        for (int i = 0; i < 1_000; i++) {
            guard.timedOut(new UUID(3, i), ticker.nanos());
            ticker.advance(Duration.ofSeconds(1));
        }
        assertThat(guard.rows()).isLessThanOrEqualTo(62);
    }

    private void timeOut(int times) {
        for (int i = 0; i < times; i++) {
            guard.timedOut(member, ticker.nanos());
        }
    }
}
