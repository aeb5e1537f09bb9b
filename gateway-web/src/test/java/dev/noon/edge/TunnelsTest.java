package dev.noon.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.edge.connector.Wire;
import dev.noon.exchange.Body;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.exchange.RequestBody;
import dev.noon.exchange.Requests;
import dev.noon.exchange.Tunnel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A tunnel between a real connector and a real socket. */
@Timeout(30)
class TunnelsTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String ASKING =
            "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

    private final HttpServer server = new HttpServer();
    private final NetworkListener listener = new NetworkListener("plain", "127.0.0.1", 0);
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong sent = new AtomicLong(-1);
    private final Tunnels tunnels = new Tunnels(Thread::new, nanos::get, over::get);
    private Socket upstream = new Socket();
    private Socket gateway = new Socket();

    /** One end of a socket pair. */
    private static final class SocketTunnel extends Tunnel {
        private final Socket socket;

        SocketTunnel(Socket socket) {
            this.socket = socket;
        }

        @Override
        public int read() throws IOException {
            return socket.getInputStream().read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return socket.getInputStream().read(bytes, offset, length);
        }

        @Override
        public OutputStream out() throws IOException {
            return socket.getOutputStream();
        }

        @Override
        public void patience(Duration wait) throws IOException {
            socket.setSoTimeout((int) wait.toMillis());
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private final class Door extends HttpHandler {
        @Override
        public void service(org.glassfish.grizzly.http.server.Request request, Response response) throws IOException {
            Tunnel tunnel = new SocketTunnel(gateway);
            Exchange exchange = exchange();
            Reply reply =
                    new Reply(101, Requests.headers("X-A: b"), new Body.Stream(tunnel, OptionalLong.empty(), false));
            tunnels.run(Wire.of(request).orElseThrow(), tunnel, reply, exchange);
            sent.set(exchange.sentBytes());
        }
    }

    @BeforeEach
    void start() throws IOException {
        try (ServerSocket pair = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            gateway = new Socket(InetAddress.getLoopbackAddress(), pair.getLocalPort());
            upstream = pair.accept();
        }
        upstream.setSoTimeout((int) SOON.toMillis());
        server.addListener(listener);
        server.getServerConfiguration().addHttpHandler(new Door(), "/");
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        upstream.close();
        gateway.close();
        server.shutdownNow();
    }

    @Test
    void bytes_pass_both_ways_at_once_until_the_client_ends() throws IOException {
        try (Socket client = switched("first")) {
            assertThat(read(upstream.getInputStream(), 5)).isEqualTo("first");
            for (int i = 0; i < 200; i++) {
                send(client, "to-" + i);
                send(upstream, "from-" + i);
                assertThat(read(upstream.getInputStream(), 3 + digits(i))).isEqualTo("to-" + i);
                assertThat(read(client.getInputStream(), 5 + digits(i))).isEqualTo("from-" + i);
            }
            assertThat(tunnels.open()).isEqualTo(1);
        }
        assertThat(upstream.getInputStream().read()).isNegative();
        Awaitility.await().atMost(SOON).until(() -> tunnels.open() == 0 && sent.get() > 1000);
    }

    @Test
    void what_the_upstream_said_before_it_ended_arrives() throws IOException {
        try (Socket client = switched("")) {
            send(upstream, "goodbye");
            upstream.close();
            assertThat(read(client.getInputStream(), 7)).isEqualTo("goodbye");
            assertThat(ended(client)).isTrue();
        }
    }

    @Test
    void silence_ends_it_but_not_what_passes_one_way() throws IOException {
        try (Socket client = switched("")) {
            for (int i = 0; i < 5; i++) {
                nanos.addAndGet(Duration.ofSeconds(40).toNanos());
                send(upstream, "x");
                assertThat(read(client.getInputStream(), 1)).isEqualTo("x");
            }
            nanos.addAndGet(Duration.ofSeconds(61).toNanos());
            assertThat(ended(client)).isTrue();
            assertThat(upstream.getInputStream().read()).isNegative();
        }
    }

    @Test
    void the_node_can_end_it() throws IOException {
        try (Socket client = switched("")) {
            over.set(true);
            assertThat(ended(client)).isTrue();
            assertThat(upstream.getInputStream().read()).isNegative();
        }
    }

    private Socket switched(String early) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), listener.getPort());
        client.setSoTimeout((int) SOON.toMillis());
        send(client, ASKING + early);
        String head = "HTTP/1.1 101 Switching Protocols\r\nX-A: b\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
        assertThat(read(client.getInputStream(), head.length())).isEqualTo(head);
        return client;
    }

    private static Exchange exchange() {
        Exchange exchange = new Exchange(1, 0);
        Request.Origin origin = new Request.Origin("http", "x", "x", "/", 80, () -> "127.0.0.1");
        exchange.request(new Request("GET", "/", Optional.empty(), origin, Requests.headers(), RequestBody.FRAMES));
        exchange.allowTunnel(Duration.ofMinutes(1));
        return exchange;
    }

    private static int digits(int number) {
        return Integer.toString(number).length();
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String read(InputStream in, int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    private static boolean ended(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }
}
