package dev.noon.it;

import dev.noon.it.cluster.Cluster;
import dev.noon.it.http.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Somebody who asks for one path under a name by which limits count. Thread-safe. */
record LimitedClient(Cluster cluster, String path, String name) {
    /** What limits count by. */
    static final String BY = "by: \"${header.X-Client}\"";

    private static final int AT_ONCE = 48;

    /** Asks one node; header names and values in turn. */
    Reply ask(int node, String... more) {
        List<String> headers = new ArrayList<>(List.of("X-Client", name));
        headers.addAll(List.of(more));
        return cluster.node(node).get(path, headers.toArray(String[]::new));
    }

    /** Asks one node so often, one request after the other. */
    List<Reply> askOften(int node, int count) {
        List<Reply> replies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            replies.add(ask(node));
        }
        return replies;
    }

    /** Asks all nodes in turn so often, many requests at a time. */
    List<Reply> askAtOnce(int count) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Reply>> asked = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int node = 1 + i % cluster.nodes().size();
                asked.add(threads.submit(() -> ask(node)));
            }
            List<Reply> replies = new ArrayList<>();
            for (Future<Reply> reply : asked) {
                replies.add(reply.get(1, TimeUnit.MINUTES));
            }
            return replies;
        } finally {
            threads.shutdownNow();
        }
    }

    /** How many of them have that status. */
    static int count(List<Reply> replies, int status) {
        return (int) replies.stream().filter(reply -> reply.status() == status).count();
    }

    /** Waits until the window of that length that has begun lasts for {@code needed} longer; the first began with the epoch. */
    static void awaitRoom(Duration window, Duration needed) {
        Awaitility.await("a window that does not end meanwhile")
                .atMost(needed.plusSeconds(5))
                .until(() -> window.toMillis() - System.currentTimeMillis() % window.toMillis() >= needed.toMillis());
    }
}
