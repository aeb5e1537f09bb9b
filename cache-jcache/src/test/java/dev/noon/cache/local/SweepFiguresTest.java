package dev.noon.cache.local;

import static dev.noon.cache.Responses.key;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.CacheKey;
import dev.noon.cache.Freshness;
import dev.noon.cache.Generations;
import dev.noon.cache.HeaderField;
import dev.noon.cache.Life;
import dev.noon.cache.Provenance;
import dev.noon.cache.Scope;
import dev.noon.cache.Stamps;
import dev.noon.cache.StoredResponse;
import dev.noon.time.FakeWallClock;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Prints what an entry takes in the heap, and how long readers and writers wait while everything expires at once and is swept.
 * {@code -Dnoon.cache.entries=1000000} for the figures of the documentation.
 */
class SweepFiguresTest {
    private static final int ENTRIES = Integer.getInteger("noon.cache.entries", 100_000);
    private static final Duration TTL = Duration.ofSeconds(60);

    private final FakeWallClock clock = new FakeWallClock();
    private final LocalTier local =
            new LocalTier(1L << 40, new Freshness(new Stamps(), clock), Generations.all());

    @Test
    void trafficGoesOnWhileEverythingExpiresAndIsSwept() throws InterruptedException {
        fill(0, ENTRIES);
        Traffic reading = new Traffic(i -> local.find(key("loans", "/" + i % ENTRIES)));
        Traffic writing = new Traffic(i -> put("/new/" + i));
        reading.start();
        writing.start();
        reading.awaitRounds(20_000);
        clock.advance(TTL);
        long begun = System.nanoTime();
        local.sweep();
        double sweepMillis = (System.nanoTime() - begun) / 1e6;
        reading.stop();
        writing.stop();
        System.out.printf(
                "cache: sweep of %d expired entries %.0f ms; meanwhile the longest read %.2f ms of %d,"
                        + " the longest write %.2f ms of %d%n",
                ENTRIES, sweepMillis, reading.longestMillis(), reading.rounds(), writing.longestMillis(), writing.rounds());
        assertThat(local.statistics().evictedByExpiry()).isGreaterThanOrEqualTo(ENTRIES);
        assertThat(local.statistics().evictedBySize()).isZero();
        assertThat(local.view().held(Scope.PROXY).entries()).isEqualTo(writing.rounds());
    }

    @Test
    void anEntryTakesWhatItIsSaidToWeigh() {
        fill(0, 1_000);
        long before = used();
        long weighedBefore = local.statistics().bytes();
        fill(1_000, ENTRIES + 1_000);
        double taken = (double) (used() - before) / ENTRIES;
        double weighed = (double) (local.statistics().bytes() - weighedBefore) / ENTRIES;
        System.out.printf(
                "cache: an entry with a body of %d bytes and one header line takes %.0f bytes of the heap and weighs %.0f%n",
                BODY.length, taken, weighed);
        assertThat(taken).isBetween(weighed * 0.75, weighed * 1.1);
    }

    private static final byte[] BODY = "x".repeat(100).getBytes(UTF_8);

    private void fill(int from, int to) {
        for (int i = from; i < to; i++) {
            put("/" + i);
        }
    }

    private void put(String path) {
        CacheKey key = key("loans", path);
        local.put(
                key,
                new StoredResponse(
                        200,
                        List.of(new HeaderField(new String("Content-Type"), new String("text/plain"))),
                        BODY.clone(),
                        Life.fresh(clock.millis(), TTL.toMillis()),
                        new Provenance(0, 1)));
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** One thread that does the same again and again, and how long it took at most. */
    private static final class Traffic {
        private interface Step {
            void at(int round);
        }

        private final AtomicBoolean going = new AtomicBoolean(true);
        private final AtomicLong rounds = new AtomicLong();
        private final AtomicLong longestNanos = new AtomicLong();
        private final Thread thread;

        Traffic(Step step) {
            thread = new Thread(() -> {
                int round = 0;
                while (going.get()) {
                    long begun = System.nanoTime();
                    step.at(round++);
                    long nanos = System.nanoTime() - begun;
                    longestNanos.accumulateAndGet(nanos, Math::max);
                    rounds.incrementAndGet();
                }
            });
        }

        void start() {
            thread.start();
        }

        void awaitRounds(long least) {
            while (rounds.get() < least) {
                Thread.onSpinWait();
            }
            longestNanos.set(0);
        }

        void stop() throws InterruptedException {
            going.set(false);
            thread.join();
        }

        long rounds() {
            return rounds.get();
        }

        double longestMillis() {
            return longestNanos.get() / 1e6;
        }
    }
}
