package dev.noon.it.bench;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.AdminClient;
import dev.noon.it.cluster.Checkout;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.ClusterSpec;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A long history: writes revisions through the admin API of one node as fast as it takes them, and reads the head and
 * pages of it on the way and at the end, also from a node that has just started.
 */
final class History {
    private static final Set<String> OPTIONS = Set.of("revisions", "clients", "every", "limit");
    private static final int PAGE = 20;
    private static final int REPEATS = 5;

    private final Options options;
    private final PrintStream out;
    private final int revisions;
    private final AtomicInteger written = new AtomicInteger();

    private History(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
        this.revisions = options.count("revisions", 100_000);
    }

    /** Runs the benchmark; 1 if a read took too long. */
    static int run(List<String> arguments) throws ExecutionException, InterruptedException {
        return new History(Options.of(arguments, OPTIONS), System.out).run();
    }

    private int run() throws ExecutionException, InterruptedException {
        int clients = options.count("clients", 3);
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        try (Cluster cluster = Cluster.start(ClusterSpec.of(1, Checkout.find().scratch("bench/history")))) {
            require(cluster.admin().apply(upstream()), 201);
            int every = options.count("every", 10_000);
            long slowest = 0;
            for (int until = Math.min(every, revisions); ; until = Math.min(until + every, revisions)) {
                write(cluster, pool, clients, until);
                slowest = read(cluster.admin());
                if (until == revisions) {
                    break;
                }
            }
            return report(Math.max(slowest, restarted(cluster)));
        } finally {
            pool.shutdownNow();
        }
    }

    private void write(Cluster cluster, ExecutorService pool, int clients, int until)
            throws ExecutionException, InterruptedException {
        int before = written.get();
        long began = System.nanoTime();
        List<Future<?>> writers = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            String name = "history-" + client;
            writers.add(pool.submit(() -> writeAs(cluster.admin(), name, until)));
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        out.printf(Locale.ROOT, "%,d revisions; %.0f/s; ", until, (until - before) / seconds);
    }

    private void writeAs(AdminClient admin, String name, int until) {
        for (int number = written.incrementAndGet(); number <= until; number = written.incrementAndGet()) {
            put(admin, proxy(name, number), name + "-" + number);
        }
        written.decrementAndGet();
    }

    /** As a client does it that was told to come again: with the same key, so that it is one revision all the same. */
    private static void put(AdminClient admin, String definition, String key) {
        AdminAnswer answer = attempt(admin, definition, key);
        for (int again = 0; again < REPEATS && answer.status() == 503; again++) {
            answer = attempt(admin, definition, key);
        }
        if (!answer.outcome().equals("applied")) {
            throw new IllegalStateException("expected applied: " + answer);
        }
    }

    private static AdminAnswer attempt(AdminClient admin, String definition, String key) {
        return admin.send(
                "POST", "/revisions?wait=0", definition, "Content-Type", "application/yaml", "Idempotency-Key", key);
    }

    /** The slowest of the reads, milliseconds. */
    private long read(AdminClient admin) {
        long head = admin.head();
        long slowest = 0;
        for (Read read : List.of(
                new Read("head", () -> admin.send("GET", "/revisions?limit=1", "")),
                new Read("newest page", () -> admin.send("GET", "/revisions?limit=" + PAGE, "")),
                new Read(
                        "page in the middle",
                        () -> admin.send("GET", "/revisions?limit=" + PAGE + "&before=" + head / 2, "")),
                new Read("revision in the middle", () -> admin.send("GET", "/revisions/" + head / 2, "")))) {
            long millis = read.millis();
            slowest = Math.max(slowest, millis);
            out.printf("%s %d ms; ", read.what(), millis);
        }
        out.println();
        return slowest;
    }

    private record Read(String what, Supplier<AdminAnswer> call) {
        long millis() {
            long began = System.nanoTime();
            require(call.get(), 200);
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        }
    }

    /** The same reads from a node that knows nothing yet but what is on its disk and in the store. */
    private long restarted(Cluster cluster) {
        long head = cluster.admin().head();
        cluster.node(1).kill();
        Cluster.empty(cluster.node(1).data());
        long began = System.nanoTime();
        cluster.node(1).start();
        cluster.node(1).awaitReady();
        out.printf(Locale.ROOT, "a node without a disk is ready after %.1f s; ", (System.nanoTime() - began) / 1e9);
        long slowest = read(cluster.admin());
        if (cluster.admin().head() != head) {
            throw new IllegalStateException("the head is " + cluster.admin().head() + "; expected " + head);
        }
        return slowest;
    }

    private int report(long slowest) {
        int limit = options.count("limit", 2_000);
        boolean held = slowest < limit;
        out.printf(
                "%s (slowest read %d ms, must be below %d ms)%n",
                held ? "every threshold held" : "A THRESHOLD DID NOT HOLD", slowest, limit);
        return held ? 0 : 1;
    }

    private static void require(AdminAnswer answer, int status) {
        if (answer.status() != status) {
            throw new IllegalStateException("expected " + status + ": " + answer);
        }
    }

    private static String upstream() {
        return """
                apiVersion: noon.dev/v1
                kind: Upstream
                metadata: { name: history }
                spec: { targets: [ { url: "http://127.0.0.1:9" } ] }
                """;
    }

    private static String proxy(String name, int number) {
        return """
                apiVersion: noon.dev/v1
                kind: ApiProxy
                metadata: { name: %1$s }
                spec:
                  route: { path: /%1$s }
                  upstream: history
                  policies:
                    - responseHeaders: { set: { X-Definition: "%2$d" } }
                """.formatted(name, number);
    }
}
