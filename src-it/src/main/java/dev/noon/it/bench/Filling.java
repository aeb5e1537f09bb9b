package dev.noon.it.bench;

import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.Headers;
import dev.noon.it.http.RawConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Has answers stored by asking for them, on every node in equal parts, over connections that stay open. */
record Filling(Cluster cluster, int connectionsPerNode) {
    private static final Headers NONE = Headers.of();

    /** Asks for the answers 0 to {@code count} - 1. */
    void fill(int count) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> all = new ArrayList<>();
            for (Node node : cluster.nodes()) {
                for (int i = 0; i < connectionsPerNode; i++) {
                    int port = node.address().http();
                    all.add(threads.submit(() -> ask(port, next, count)));
                }
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("filling failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static void ask(int port, AtomicInteger next, int count) {
        try (RawConnection connection = RawConnection.open(port)) {
            for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                int status = connection.get(Purging.path(number), NONE).status();
                if (status != 200) {
                    throw new IllegalStateException(Purging.path(number) + " is answered " + status);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
