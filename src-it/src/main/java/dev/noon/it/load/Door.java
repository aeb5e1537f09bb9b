package dev.noon.it.load;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One port, the connections to it, and the requests that wait for one of them. Confined to the loop's thread. */
final class Door {
    private final int port;
    private final int connections;
    private final List<Asker> askers = new ArrayList<>();
    private final Deque<Asker> idle = new ArrayDeque<>();
    private final Deque<OpenLoop.Due> waiting = new ArrayDeque<>();

    Door(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    int port() {
        return port;
    }

    void open(Selector selector) throws IOException {
        while (askers.size() < connections) {
            Asker asker = Asker.connect(this, selector);
            askers.add(asker);
            idle.add(asker);
        }
    }

    /** Whether a request would be sent at once. */
    boolean isIdle() {
        return waiting.isEmpty() && !idle.isEmpty();
    }

    /** How many requests wait for their answer. */
    int underWay() {
        return askers.size() - idle.size();
    }

    void enqueue(OpenLoop.Due due) {
        waiting.add(due);
    }

    /** Gives a connection back whose answer is whole. */
    void free(Asker asker) {
        idle.add(asker);
    }

    /** Sends what waits, as far as there are connections. */
    void send() throws IOException {
        while (!waiting.isEmpty() && !idle.isEmpty()) {
            idle.remove().ask(waiting.remove());
        }
    }

    /** Closes every connection; what waited for one. */
    List<OpenLoop.Due> shut() {
        List<OpenLoop.Due> left = List.copyOf(waiting);
        waiting.clear();
        idle.clear();
        askers.forEach(Asker::close);
        askers.clear();
        return left;
    }
}
