package dev.noon.cli.local;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** Asks a local port whether it is there yet. Never throws. */
final class Probe {

    private static final int CONNECT_MILLIS = 500;
    private static final int ANSWER_MILLIS = 2_000;

    private Probe() {}

    /** The address to connect to for one that is bound: any-address stands for this machine. */
    static String host(String bind) {
        return bind.equals("0.0.0.0") || bind.equals("::") ? "127.0.0.1" : bind;
    }

    static boolean connects(String bind, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host(bind), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The status of a GET, or 0 when there was no answer. */
    static int status(String bind, int port, String pathAndQuery) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://" + host(bind) + ":" + port + pathAndQuery)
                            .toURL()
                            .openConnection();
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            connection.setInstanceFollowRedirects(false);
            try {
                return connection.getResponseCode();
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return 0;
        }
    }
}
