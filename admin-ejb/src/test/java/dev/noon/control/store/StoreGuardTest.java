package dev.noon.control.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class StoreGuardTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final StoreGuard guard = new StoreGuard(nanos::get);

    @Test
    void after_a_call_in_vain_one_call_a_second_tries_and_the_first_answer_brings_the_store_back() {
        assertThat(guard.allows()).isTrue();
        assertThat(guard.silentNanos()).isZero();
        waitInVain(1_000);

        assertThat(guard.allows()).isFalse();
        pass(999);
        assertThat(guard.allows()).isFalse();
        pass(1);
        assertThat(guard.allows()).isTrue();
        assertThat(guard.allows()).as("one of them").isFalse();
        waitInVain(1_000);
        assertThat(guard.allows()).isFalse();
        assertThat(guard.silentNanos()).isEqualTo(Duration.ofSeconds(3).toNanos());

        guard.answered();
        assertThat(guard.allows()).isTrue();
        assertThat(guard.allows()).isTrue();
        assertThat(guard.silentNanos()).isZero();
    }

    @Test
    void a_call_that_had_hardly_time_to_wait_and_one_that_was_refused_say_nothing() {
        waitInVain(99);
        guard.failed(new IllegalStateException("closed"));
        assertThat(guard.allows()).isTrue();
        waitInVain(100);
        assertThat(guard.allows()).isFalse();
    }

    private void waitInVain(long millis) {
        long began = nanos.get();
        pass(millis);
        guard.timedOut(new MongoTimeoutException("nobody"), began);
    }

    private void pass(long millis) {
        nanos.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
