package dev.noon.it.bench;

import dev.noon.it.http.Headers;
import dev.noon.it.http.RawConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Many requests for one target, as fast as answers come, over connections that stay open and are spread evenly over the
 * ports. Whose connection breaks goes on with the next port; nothing is asked twice. Thread-safe; used once.
 */
final class Burst {
    private static final Headers NONE = Headers.of();

    private final List<Integer> ports;
    private final String target;
    private final int requests;
    private final AtomicInteger asked = new AtomicInteger();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final LongAdder other = new LongAdder();
    private final LongAdder broken = new LongAdder();
    private final Queue<Passage> passages = new ConcurrentLinkedQueue<>();

    private Burst(List<Integer> ports, String target, int requests) {
        this.ports = ports;
        this.target = target;
        this.requests = requests;
    }

    /** A request that passed: somewhere between these two moments of {@link System#nanoTime} its unit was taken. */
    record Passage(long sentNanos, long answeredNanos) {}

    /**
     * What came of the requests.
     *
     * @param passages those that were answered 200
     * @param refused how many were answered 429
     * @param unknown how many were answered 503
     * @param other how many were answered something else
     * @param broken how many connections broke or were refused
     */
    record Outcome(List<Passage> passages, long refused, long unknown, long other, long broken) {
        Outcome {
            passages = List.copyOf(passages);
        }

        int passed() {
            return passages.size();
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,d times 200, %,d times 429, %,d times 503, %,d times something else, %,d broken connections",
                    passed(),
                    refused,
                    unknown,
                    other,
                    broken);
        }
    }

    /** Sends {@code requests} requests over so many connections and says what came of them. */
    static Outcome run(List<Integer> ports, int connections, String target, int requests) throws InterruptedException {
        return new Burst(ports, target, requests).run(connections);
    }

    private Outcome run(int connections) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                int first = i;
                all.add(threads.submit(() -> ask(first)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the requests for " + target + " broke off", e.getCause());
        } finally {
            threads.shutdownNow();
        }
        return new Outcome(List.copyOf(passages), refused.sum(), unknown.sum(), other.sum(), broken.sum());
    }

    private void ask(int first) {
        for (int turn = first; asked.get() < requests; turn++) {
            try (RawConnection connection = RawConnection.open(ports.get(turn % ports.size()))) {
                askOver(connection);
            } catch (IOException e) {
                // A broken connection counts as one more request, so that this ends though no port may be left.
                asked.incrementAndGet();
                broken.increment();
            }
        }
    }

    private void askOver(RawConnection connection) throws IOException {
        while (!connection.announcedClose() && asked.getAndIncrement() < requests) {
            long sent = System.nanoTime();
            int status = connection.get(target, NONE).status();
            switch (status) {
                case 200 -> passages.add(new Passage(sent, System.nanoTime()));
                case 429 -> refused.increment();
                case 503 -> unknown.increment();
                default -> other.increment();
            }
        }
    }
}
