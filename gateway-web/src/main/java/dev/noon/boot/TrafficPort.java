package dev.noon.boot;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Whether the traffic listener accepts connections. The server opens it after deployment and does not say when. */
final class TrafficPort {
    private static final int CONNECT_MILLIS = 200;

    private final InetSocketAddress address;
    private volatile boolean accepting;

    TrafficPort(InetSocketAddress address) {
        this.address = address;
    }

    /** Connects once, unless that has worked before. Blocks for 200 ms at most. */
    void probe() {
        if (accepting) {
            return;
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            accepting = true;
        } catch (IOException e) {
            accepting = false;
        }
    }

    /** What the last probe found. */
    boolean isAccepting() {
        return accepting;
    }
}
