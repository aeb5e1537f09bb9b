package dev.noon.it.load;

import dev.noon.it.http.Headers;
import dev.noon.it.http.RawConnection;
import dev.noon.it.http.Reply;
import dev.noon.it.load.Probe.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/**
 * Requests at a steady rate over connections that stay open. A connection that the gateway closes is a
 * fault and is replaced; nothing is ever asked twice. Thread-safe.
 */
public final class Load implements AutoCloseable {
    private static final int SAMPLES = 20;
    private static final long HIGHEST_MICROS = 60_000_000;
    private static final Headers NO_HEADERS = Headers.of();

    private final Probe probe;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong questions = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong hits = new AtomicLong();
    private final Histogram micros = new SynchronizedHistogram(HIGHEST_MICROS, 3);
    private final Map<Fault.Kind, Long> faults = new EnumMap<>(Fault.Kind.class);
    private final List<String> samples = new ArrayList<>();
    private final CountDownLatch begun;
    private volatile boolean over;

    private Load(Plan plan, Probe probe) {
        this.probe = probe;
        int connections = plan.ports().size() * plan.connectionsPerPort();
        this.begun = new CountDownLatch(connections);
        long intervalNanos = 1_000_000_000L * connections / plan.perSecond();
        for (int i = 0; i < connections; i++) {
            int port = plan.ports().get(i % plan.ports().size());
            long offset = intervalNanos * i / connections;
            threads.add(new Thread(() -> run(port, intervalNanos, offset), "load-" + i));
        }
    }

    /** Where to and how fast: all connections together ask {@code perSecond} times a second. */
    public record Plan(List<Integer> ports, int connectionsPerPort, int perSecond) {
        public Plan {
            ports = List.copyOf(ports);
        }
    }

    /** Starts; returns when every connection has had its first answer. */
    public static Load start(Plan plan, Probe probe) {
        Load load = new Load(plan, probe);
        load.threads.forEach(thread -> thread.setDaemon(true));
        load.threads.forEach(Thread::start);
        try {
            load.begun.await();
        } catch (InterruptedException e) {
            load.over = true;
            Thread.currentThread().interrupt();
        }
        return load;
    }

    /** What has been seen so far. */
    public LoadReport report() {
        synchronized (faults) {
            return new LoadReport(
                    answers.get(),
                    hits.get(),
                    faults,
                    samples,
                    micros.getValueAtPercentile(50) / 1000.0,
                    micros.getValueAtPercentile(99) / 1000.0);
        }
    }

    /** Ends the load between two questions and says what it saw. */
    public LoadReport stop() {
        close();
        return report();
    }

    @Override
    public void close() {
        over = true;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void run(int port, long intervalNanos, long offsetNanos) {
        long due = System.nanoTime() + offsetNanos;
        boolean first = true;
        while (!over) {
            try (RawConnection connection = RawConnection.open(port)) {
                for (boolean open = true; open && !over; due += intervalNanos) {
                    waitUntil(due);
                    open = over || exchange(connection, port);
                    if (first) {
                        begun.countDown();
                        first = false;
                    }
                }
            } catch (IOException e) {
                count(new Fault(Fault.Kind.CLOSED, "port " + port + " refuses connections: " + e));
                due = System.nanoTime() + intervalNanos;
                waitUntil(due);
            }
        }
        begun.countDown();
    }

    private void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0 && !over; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private boolean exchange(RawConnection connection, int port) {
        Probe.Question question = probe.ask(questions.getAndIncrement());
        long begin = System.nanoTime();
        try {
            Optional<byte[]> body = question.body();
            Reply reply = body.isPresent()
                    ? connection.post(question.target(), NO_HEADERS, body.get())
                    : connection.get(question.target(), NO_HEADERS);
            micros.recordValue(Math.min(HIGHEST_MICROS, (System.nanoTime() - begin) / 1000));
            judge(question, reply);
            if (connection.announcedClose()) {
                count(new Fault(Fault.Kind.CLOSED, "port " + port + " announced the close after " + reply.status()));
                return false;
            }
            return true;
        } catch (IOException e) {
            count(new Fault(Fault.Kind.CLOSED, "port " + port + ", " + question.target() + ": " + e));
            return false;
        }
    }

    private void judge(Probe.Question question, Reply reply) {
        answers.incrementAndGet();
        if (reply.hit()) {
            hits.incrementAndGet();
        }
        if (reply.status() / 100 != 2) {
            count(new Fault(Fault.Kind.FAILED, question.target() + " -> " + reply));
            return;
        }
        question.fault(reply).ifPresent(this::count);
    }

    private void count(Fault fault) {
        synchronized (faults) {
            faults.merge(fault.kind(), 1L, Long::sum);
            if (samples.size() < SAMPLES) {
                samples.add(fault.kind() + ": " + fault.text());
            }
        }
    }
}
