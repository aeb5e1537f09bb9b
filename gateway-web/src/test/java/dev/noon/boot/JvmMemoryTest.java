package dev.noon.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On the JVM that runs the tests, which tells everything. */
final class JvmMemoryTest {
    private final AtomicLong nanos = new AtomicLong(100);
    private final JvmMemory memory = JvmMemory.watched(nanos::get);

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void what_this_thread_allocates_is_counted() {
        long before = memory.allocatedBytes().orElseThrow();
        byte[] array = new byte[5_000_000];
        long after = memory.allocatedBytes().orElseThrow();

        assertThat(after - before).isBetween((long) array.length, array.length + 1_000_000L);
    }

    @Test
    void a_collection_counts_in_the_time_in_which_it_ended() throws InterruptedException {
        CountDownLatch collected = new CountDownLatch(1);
        nanos.set(200);
        // Listeners are told in turn: when this one hears of a collection, the memory has.
        ManagementFactory.getGarbageCollectorMXBeans().forEach(collector -> ((NotificationEmitter) collector)
                .addNotificationListener((told, handback) -> collected.countDown(), null, null));
        System.gc();
        assertThat(collected.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(memory.collected(150, 250).orElseThrow().bytes()).isPositive();
        assertThat(memory.collected(150, 250).orElseThrow().pauseMillis()).isNotNegative();
        assertThat(memory.collected(0, 199).orElseThrow().bytes()).isZero();
        assertThat(memory.collected(201, 300).orElseThrow().bytes()).isZero();
    }
}
