package dev.noon.boot;

import dev.noon.edge.connector.Connector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Whether the traffic listener accepts connections, and is looked after. The server opens it after deployment and does
 * not say when.
 */
final class TrafficPort {
    private static final int CONNECT_MILLIS = 200;

    private final InetSocketAddress address;
    private final Connector connector;
    private volatile boolean accepting;

    TrafficPort(InetSocketAddress address, Connector connector) {
        this.address = address;
        this.connector = connector;
    }

    Connector connector() {
        return connector;
    }

    /** Connects once, unless that has worked before, and looks after the listener. Blocks for 200 ms at most. */
    void probe() {
        connector.tick();
        if (accepting) {
            return;
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            connector.attend();
            accepting = connector.isComplete();
        } catch (IOException e) {
            accepting = false;
        }
    }

    /** What the last probe found. */
    boolean isAccepting() {
        return accepting;
    }
}
