package dev.noon.cache.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.noon.cache.CacheKey;
import dev.noon.cache.Freshness;
import dev.noon.cache.Generations;
import dev.noon.cache.HeaderField;
import dev.noon.cache.Life;
import dev.noon.cache.Provenance;
import dev.noon.cache.Responses;
import dev.noon.cache.Stamps;
import dev.noon.cache.StoredResponse;
import dev.noon.time.FakeWallClock;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * What an entry takes in the heap, and how long a reader and a writer wait while every entry expires at once and is swept; beside
 * them a thread works without the cache, and meets only what the machine and the collector do. {@code src-it/bench sweep} runs it with a
 * million.
 */
final class SweepBench {
    private static final Duration TTL = Duration.ofSeconds(60);
    private static final Duration CALM = Duration.ofSeconds(1);
    /** Threads that never rest would wait for each other's turns. */
    private static final long PACE_NANOS = 20_000;

    private static final byte[] BODY = "x".repeat(100).getBytes(UTF_8);

    private final FakeWallClock clock = new FakeWallClock();
    private final LocalTier local = new LocalTier(1L << 40, new Freshness(new Stamps(), clock), Generations.all());
    private final int entries;

    SweepBench(int entries) {
        this.entries = entries;
    }

    public static void main(String[] arguments) throws InterruptedException {
        int entries = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
        System.out.println(new SweepBench(entries).memory());
        for (int round = 0; round < 3; round++) {
            System.out.println(new SweepBench(entries).sweep());
        }
    }

    /** Bytes per entry: taken in the heap, and as the tier weighs them. */
    record Memory(int entries, double taken, double weighed) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,d entries with a body of %d bytes and one header line: %.0f bytes of the heap each, weighed as %.0f",
                    entries,
                    BODY.length,
                    taken,
                    weighed);
        }
    }

    Memory memory() {
        fill(1_000_000_000, 1_000_001_000);
        long before = used();
        long weighedBefore = local.statistics().bytes();
        fill(0, entries);
        double taken = (double) (used() - before) / entries;
        double weighed = (double) (local.statistics().bytes() - weighedBefore) / entries;
        return new Memory(entries, taken, weighed);
    }

    /** What one thread met: how often it did what it does, and the longest that took. */
    record Met(long rounds, double longestMillis) {}

    /** A reader, a writer and one beside the cache, during the sweep. */
    record Stalls(int swept, double millis, Met read, Met write, Met nothing) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,d expired entries swept in %.0f ms; meanwhile the longest of %,d reads took %.2f ms, of %,d writes"
                            + " %.2f ms, of %,d hashes that have nothing to do with it %.2f ms",
                    swept,
                    millis,
                    read.rounds(),
                    read.longestMillis(),
                    write.rounds(),
                    write.longestMillis(),
                    nothing.rounds(),
                    nothing.longestMillis());
        }
    }

    Stalls sweep() throws InterruptedException {
        fill(0, entries);
        used();
        Repeating reading = new Repeating(round -> local.find(Responses.key("loans", "/" + round % entries)));
        Repeating writing = new Repeating(round -> put("/new/" + round % 20_000));
        Repeating idling =
                new Repeating(round -> Responses.key("loans", "/" + round).gridName());
        Thread.sleep(CALM.toMillis());
        reading.met();
        writing.met();
        idling.met();
        long swept = local.statistics().evictedByExpiry();
        clock.advance(TTL);
        long begun = System.nanoTime();
        local.sweep();
        double millis = (System.nanoTime() - begun) / 1e6;
        Met read = reading.met();
        Met write = writing.met();
        Met nothing = idling.met();
        reading.stop();
        writing.stop();
        idling.stop();
        swept = local.statistics().evictedByExpiry() - swept;
        return new Stalls((int) swept, millis, read, write, nothing);
    }

    LocalTier local() {
        return local;
    }

    private void fill(int from, int to) {
        for (int i = from; i < to; i++) {
            put("/" + i);
        }
    }

    private void put(String path) {
        CacheKey key = Responses.key("loans", path);
        // A name and a value of its own, as what comes from an upstream has them.
        HeaderField type = new HeaderField("Content-".concat("Type"), "text/".concat("plain"));
        Life life = Life.fresh(clock.millis(), TTL.toMillis());
        local.put(key, new StoredResponse(200, List.of(type), BODY.clone(), life, new Provenance(0, 1)));
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** One thread that does the same again and again; others read what it met. */
    private static final class Repeating {
        private final IntConsumer step;
        private final Thread thread = new Thread(this::run);
        private volatile boolean going = true;
        private volatile long rounds;
        private volatile long longestNanos;
        private long told;

        Repeating(IntConsumer step) {
            this.step = step;
            thread.start();
        }

        private void run() {
            long done = 0;
            while (going) {
                LockSupport.parkNanos(PACE_NANOS);
                long begun = System.nanoTime();
                step.accept((int) done++);
                longestNanos = Math.max(longestNanos, System.nanoTime() - begun);
                rounds = done;
            }
        }

        /** What it has met since it was asked last; what it is in the middle of counts for the next time. */
        Met met() {
            long done = rounds;
            Met met = new Met(done - told, longestNanos / 1e6);
            told = done;
            longestNanos = 0;
            return met;
        }

        void stop() throws InterruptedException {
            going = false;
            thread.join();
        }
    }
}
