package dev.noon.it.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * GETs that are due at fixed times, whether or not those before them have been answered: each is sent when it is due, or as
 * soon as a connection is free, and its time counts from when it was due, so that a stall counts for everybody who came
 * meanwhile. Without a rate, as fast as answers come. All on one thread, over connections that stay open; requests go to
 * the ports in turn. A port that breaks a connection gets none until it is readmitted; nothing is asked twice.
 * Thread-safe.
 */
public final class OpenLoop implements AutoCloseable {
    /** How long it looks away when nothing has come; the system makes some 70 µs of it. */
    private static final long PAUSE_NANOS = 20_000;

    private final Plan plan;
    private final LongFunction<String> targets;
    private final Selector selector;
    private final Thread thread = new Thread(this::run, "open-loop");
    private final Queue<Integer> readmitted = new ConcurrentLinkedQueue<>();
    // Confined to the loop's thread until it has ended.
    private final List<Door> doors;
    private final List<Door> open = new ArrayList<>();
    private final OpenLoopTally tally = new OpenLoopTally();
    private long began;
    private long released;
    private long turn;
    private @Nullable Exception broken;
    private volatile boolean over;

    private OpenLoop(Plan plan, LongFunction<String> targets) throws IOException {
        this.plan = plan;
        this.targets = targets;
        this.selector = Selector.open();
        this.doors = plan.ports().stream()
                .map(port -> new Door(port, plan.connectionsPerPort()))
                .toList();
    }

    /**
     * Where to, how fast and how much.
     *
     * @param perSecond requests a second to all ports together; 0 for as fast as answers come
     * @param requests how many, 1 or more
     */
    public record Plan(List<Integer> ports, int connectionsPerPort, int perSecond, long requests) {
        public Plan {
            ports = List.copyOf(ports);
        }

        boolean isPaced() {
            return perSecond > 0;
        }
    }

    /** A request and when it is due. */
    record Due(long nanos, String target) {}

    /** Starts; {@code targets} says what the request with each number asks for, on the loop's own thread. */
    public static OpenLoop start(Plan plan, LongFunction<String> targets) throws IOException {
        OpenLoop loop = new OpenLoop(plan, targets);
        loop.thread.setDaemon(true);
        loop.thread.start();
        return loop;
    }

    /** Sends every request and says what came of them. */
    public static OpenLoopReport run(Plan plan, LongFunction<String> targets) throws IOException, InterruptedException {
        try (OpenLoop loop = start(plan, targets)) {
            loop.thread.join();
            return loop.stop();
        }
    }

    /** Lets the port of a node that is ready again have its share. */
    public void readmit(int port) {
        readmitted.add(port);
    }

    /**
     * Ends the loop, however many requests are left, and says what it saw.
     *
     * @throws IllegalStateException if it ended by itself because no port was left
     */
    public OpenLoopReport stop() {
        close();
        if (broken != null) {
            throw new IllegalStateException("the load broke off", broken);
        }
        return tally.report();
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (selector) {
            for (Door door : doors) {
                admit(door);
            }
            began = System.nanoTime();
            while (!over && tally.ended() < plan.requests()) {
                for (Integer port = readmitted.poll(); port != null; port = readmitted.poll()) {
                    admit(door(port));
                }
                release(System.nanoTime());
                look();
            }
            tally.over(System.nanoTime() - began);
        } catch (IOException | RuntimeException e) {
            broken = e;
        } finally {
            doors.forEach(Door::shut);
        }
    }

    private void admit(Door door) throws IOException {
        if (!open.contains(door)) {
            door.open(selector);
            open.add(door);
        }
    }

    private Door door(int port) {
        return doors.stream().filter(door -> door.port() == port).findFirst().orElseThrow();
    }

    private void release(long now) {
        while (released < plan.requests() && isDue(now)) {
            long due = plan.isPaced() ? dueAt(released) : now;
            pass(new Due(due, targets.apply(released)));
            released++;
        }
    }

    private boolean isDue(long now) {
        return plan.isPaced() ? dueAt(released) - now <= 0 : next().isIdle();
    }

    private long dueAt(long number) {
        return began + (long) (number * 1e9 / plan.perSecond());
    }

    private Door next() {
        if (open.isEmpty()) {
            throw new IllegalStateException("no port is left");
        }
        return open.get((int) (turn % open.size()));
    }

    private void pass(Due due) {
        Door door = next();
        turn++;
        door.enqueue(due);
        send(door);
    }

    private void send(Door door) {
        try {
            door.send();
        } catch (IOException e) {
            shut(door);
        }
    }

    private void look() throws IOException {
        if (!plan.isPaced()) {
            selector.select(this::ready, 1);
        } else if (selector.selectNow(this::ready) == 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void ready(SelectionKey key) {
        Asker asker = (Asker) key.attachment();
        try {
            asker.take().ifPresent(answer -> {
                tally.count(answer, System.nanoTime());
                asker.door().free(asker);
                send(asker.door());
            });
        } catch (IOException e) {
            shut(asker.door());
        }
    }

    /** What was under way there has failed; what waited for a connection goes elsewhere. */
    private void shut(Door door) {
        if (open.remove(door)) {
            tally.lost(door.underWay());
            door.shut().forEach(this::pass);
        }
    }
}
