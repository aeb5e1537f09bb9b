package dev.noon.it.bench;

import dev.noon.it.cluster.NodeAddress;
import dev.noon.it.http.Headers;
import dev.noon.it.http.RawConnection;
import dev.noon.it.http.Reply;
import dev.noon.it.load.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Asks one node without an end, one question after the other, and keeps every answer until {@link #forget}. What the
 * node has acknowledged, and what it has once answered, it must never fall behind again. Thread-safe.
 */
final class PartitionWatch implements AutoCloseable {
    private static final long INTERVAL_NANOS = 30_000_000;
    private static final int SAMPLES = 3;
    private static final Headers NO_HEADERS = Headers.of();

    private final String name;
    private final NodeAddress address;
    private final Probe marks;
    private final String bodies;
    private final Thread thread;
    // Guarded by this.
    private final List<Answer> answers = new ArrayList<>();
    private final List<String> samples = new ArrayList<>();
    private Seen floor = new Seen(0, 0);
    private Mood mood = Mood.ASKING;
    private boolean asked;
    private int mixed;
    private int failed;
    private int older;
    private long slowestNanos;
    private long beganNanos = System.nanoTime();
    private String slowest = "";

    private PartitionWatch(String name, NodeAddress address, Probe marks, String bodies) {
        this.name = name;
        this.address = address;
        this.marks = marks;
        this.bodies = bodies;
        this.thread = new Thread(this::run, "watch-" + name);
        this.thread.setDaemon(true);
    }

    private enum Mood {
        /** Every fault counts. */
        ASKING,
        /** Asks on; that nobody answers is expected. */
        EXPECTING_NOTHING,
        /** Does not ask. */
        HOLDING,
        OVER
    }

    /** An answer that was whole, and when it had come, as {@link System#nanoTime}. */
    record Answer(long nanos, Seen seen) {}

    /** What an answer shows: its revision, and the edition of its body; -1 if the body has none. */
    record Seen(long revision, long edition) {
        Seen atLeast(Seen other) {
            return new Seen(Math.max(revision, other.revision), Math.max(edition, other.edition));
        }

        boolean behind(Seen other) {
            return revision >= 0 && revision < other.revision || edition >= 0 && edition < other.edition;
        }
    }

    /** Faults since the last {@link #forget}. */
    record Faults(int mixed, int failed, int older, long slowestMillis, String slowest, List<String> samples) {}

    /** Asks the node at {@code address} what {@code marks} asks, and for the path {@code bodies}, in turn. */
    static PartitionWatch start(String name, NodeAddress address, Probe marks, String bodies) {
        PartitionWatch watch = new PartitionWatch(name, address, marks, bodies);
        watch.thread.start();
        return watch;
    }

    /** The node's name. */
    String name() {
        return name;
    }

    /** The node has acknowledged: an answer to a question that is asked from now on is at least of that. */
    synchronized void acknowledged(Seen seen) {
        floor = floor.atLeast(seen);
    }

    /** Forgets answers and faults; what was acknowledged stays. */
    synchronized void forget() {
        answers.clear();
        samples.clear();
        mixed = 0;
        failed = 0;
        older = 0;
        slowestNanos = 0;
        beganNanos = System.nanoTime();
    }

    synchronized Faults faults() {
        return new Faults(mixed, failed, older, slowestNanos / 1_000_000, slowest, List.copyOf(samples));
    }

    /** The first answer that came after {@code nanos} and passes. */
    synchronized Optional<Answer> first(long nanos, Predicate<Seen> which) {
        return answers.stream()
                .filter(answer -> answer.nanos() - nanos >= 0 && which.test(answer.seen()))
                .findFirst();
    }

    /** How many whole answers there were since the last {@link #forget}. */
    synchronized int count() {
        return answers.size();
    }

    /** Stops asking, and returns when nothing is under way. */
    synchronized void hold() throws InterruptedException {
        mood = Mood.HOLDING;
        while (asked) {
            wait();
        }
    }

    /** Asks; that nobody answers is expected and not counted. */
    synchronized void expectNothing() {
        mood = Mood.EXPECTING_NOTHING;
        notifyAll();
    }

    /** Asks, and every fault counts. */
    synchronized void ask() {
        mood = Mood.ASKING;
        notifyAll();
    }

    @Override
    public void close() {
        synchronized (this) {
            mood = Mood.OVER;
            notifyAll();
        }
        thread.interrupt();
    }

    private void run() {
        long number = 0;
        while (begins()) {
            try (RawConnection connection = RawConnection.open(InetAddress.getByName(address.host()), address.http())) {
                do {
                    exchange(connection, number++);
                    LockSupport.parkNanos(INTERVAL_NANOS);
                } while (begins());
            } catch (IOException e) {
                lost(e);
                LockSupport.parkNanos(INTERVAL_NANOS);
            }
        }
    }

    private void exchange(RawConnection connection, long number) throws IOException {
        boolean edition = number % 2 == 1;
        Probe.Question question = marks.ask(number / 2);
        String target = edition ? bodies : question.target();
        Seen least = floor();
        long sent = System.nanoTime();
        Reply reply = connection.get(target, NO_HEADERS);
        if (reply.status() != 200) {
            fault(() -> failed++, "failed: " + target + " -> " + reply);
        } else if (edition) {
            whole(sent, new Seen(reply.revision(), PartitionBodies.edition(reply)), least, reply);
        } else if (question.fault(reply).isPresent()) {
            fault(() -> mixed++, question.fault(reply).orElseThrow().text());
        } else {
            whole(sent, new Seen(reply.revision(), -1), least, reply);
        }
        ends();
    }

    private synchronized void whole(long sent, Seen seen, Seen least, Reply reply) {
        long done = System.nanoTime();
        answers.add(new Answer(done, seen));
        if (mood == Mood.ASKING && done - sent > slowestNanos) {
            slowestNanos = done - sent;
            slowest = name + " after " + (sent - beganNanos) / 1_000_000 + " ms of the case, " + reply.cacheStatus()
                    + ", " + seen;
        }
        if (seen.behind(least)) {
            fault(() -> older++, "older than " + least + ": " + reply);
        }
        floor = floor.atLeast(seen);
    }

    private synchronized void fault(Runnable count, String text) {
        count.run();
        if (samples.size() < SAMPLES) {
            samples.add(name + " " + text);
        }
    }

    private synchronized void lost(IOException e) {
        if (mood == Mood.ASKING) {
            fault(() -> failed++, "failed: " + e);
        }
        ends();
    }

    private synchronized Seen floor() {
        return floor;
    }

    /** Waits while it holds; false when it is over. */
    private synchronized boolean begins() {
        try {
            while (mood == Mood.HOLDING) {
                wait();
            }
        } catch (InterruptedException e) {
            mood = Mood.OVER;
        }
        asked = mood != Mood.OVER;
        return asked;
    }

    private synchronized void ends() {
        asked = false;
        notifyAll();
    }
}
