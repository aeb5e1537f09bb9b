package dev.noon.it.bench;

import dev.noon.it.http.Headers;
import dev.noon.it.http.RawConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import java.util.function.IntFunction;

/**
 * Many requests, as fast as answers come, over connections that stay open and are spread evenly over the doors. Whose
 * connection breaks goes on with the next door; nothing is asked twice. Thread-safe; used once.
 */
final class Burst {
    private static final Headers NONE = Headers.of();

    private final List<InetSocketAddress> doors;
    private final IntFunction<String> targets;
    private final int requests;
    private final AtomicInteger asked = new AtomicInteger();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final LongAdder other = new LongAdder();
    private final LongAdder broken = new LongAdder();
    private final Queue<Passage> passages = new ConcurrentLinkedQueue<>();

    private Burst(List<InetSocketAddress> doors, IntFunction<String> targets, int requests) {
        this.doors = List.copyOf(doors);
        this.targets = targets;
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

    /** Sends {@code requests} requests for one target over so many connections to loopback and says what came of them. */
    static Outcome run(List<Integer> ports, int connections, String target, int requests) throws InterruptedException {
        return run(loopback(ports), connections, number -> target, requests);
    }

    /** The doors that those ports are on this machine. */
    static List<InetSocketAddress> loopback(List<Integer> ports) {
        return ports.stream()
                .map(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .toList();
    }

    /** The same anywhere; {@code targets} says what the request with each number asks for, on any thread. */
    static Outcome run(List<InetSocketAddress> doors, int connections, IntFunction<String> targets, int requests)
            throws InterruptedException {
        return new Burst(doors, targets, requests).run(connections);
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
            throw new IllegalStateException("the requests for " + targets.apply(0) + " broke off", e.getCause());
        } finally {
            threads.shutdownNow();
        }
        return new Outcome(List.copyOf(passages), refused.sum(), unknown.sum(), other.sum(), broken.sum());
    }

    private void ask(int first) {
        for (int turn = first; asked.get() < requests; turn++) {
            InetSocketAddress door = doors.get(turn % doors.size());
            try (RawConnection connection = RawConnection.open(door.getAddress(), door.getPort())) {
                askOver(connection);
            } catch (IOException e) {
                // A broken connection counts as one more request, so that this ends though no port may be left.
                asked.incrementAndGet();
                broken.increment();
            }
        }
    }

    private void askOver(RawConnection connection) throws IOException {
        while (!connection.announcedClose()) {
            int number = asked.getAndIncrement();
            if (number >= requests) {
                return;
            }
            long sent = System.nanoTime();
            int status = connection.get(targets.apply(number), NONE).status();
            switch (status) {
                case 200 -> passages.add(new Passage(sent, System.nanoTime()));
                case 429 -> refused.increment();
                case 503 -> unknown.increment();
                default -> other.increment();
            }
        }
    }
}
