package dev.noon.cache.grid;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionException;
import dev.noon.time.FakeTicker;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailureLogTest {
    private final CapturedLog captured = new CapturedLog("dev.noon.cache.grid");
    private final FakeTicker ticker = new FakeTicker();
    private final FailureLog log = new FailureLog(ticker);

    @AfterEach
    void release() {
        captured.close();
    }

    @Test
    void aFailureIsSaidOnceAMinute() {
        for (int i = 0; i < 1_000; i++) {
            log.report(new IllegalStateException("broken"));
        }
        ticker.advance(Duration.ofSeconds(59));
        log.report(new IllegalStateException("broken"));
        assertThat(captured.lines()).hasSize(1);
        ticker.advance(Duration.ofSeconds(1));
        log.report(new IllegalStateException("broken"));
        assertThat(captured.lines()).hasSize(2).allMatch(line -> line.startsWith("WARNING the grid failed a call"));
    }

    @Test
    void thatThereIsNoMajorityIsSaidInOneLineHoweverItComes() {
        log.report(new CompletionException(new SplitBrainProtectionException("noon-majority has failed")));
        log.report(new SplitBrainProtectionException("noon-majority has failed"));
        assertThat(captured.lines())
                .containsExactly("WARNING less than a majority of the grid's members is in sight: identities and"
                        + " counters are not written");
    }

    @Test
    void leavingTheGridIsNoWarning() {
        log.report(new HazelcastInstanceNotActiveException());
        assertThat(captured.lines()).singleElement().asString().startsWith("INFO ");
    }
}
