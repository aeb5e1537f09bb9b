package dev.noon.edge.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.awaitility.Awaitility;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the connector that the server has, without the server. */
class ConnectorTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    /** What the system keeps for a socket on loopback. */
    private static final long MOST_SOCKET_BYTES = 6 << 20;

    private final HttpServer server = new HttpServer();
    private final NetworkListener plain = new NetworkListener("plain", "127.0.0.1", 0);
    private final AtomicLong nanos = new AtomicLong();

    /** Says what it was asked for. */
    private static final class Echo extends HttpHandler {
        @Override
        public void service(Request request, Response response) throws IOException {
            response.getWriter().write(request.getRequestURI() + " " + request.isSecure());
        }
    }

    @BeforeEach
    void start() throws IOException {
        server.addListener(plain);
        server.getServerConfiguration().addHttpHandler(new Echo(), "/");
        server.start();
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    @Test
    void odd_targets_arrive_as_others_that_no_client_can_ask_for() throws IOException {
        listener().repair(new TargetRepair());
        assertThat(ask("GET /% HTTP/1.1\r\nHost: x")).endsWith("/  false");
        assertThat(ask("GET /WEB-INF/web.xml HTTP/1.1\r\nHost: x")).endsWith("/WEB-INF. false");
        assertThat(ask("GET /a HTTP/1.1\r\nHost: x\r\n X-A: b")).endsWith("/  false");
        assertThat(ask("GET /a%20b HTTP/1.1\r\nHost: x")).endsWith("/a%20b false");
    }

    @Test
    void what_a_client_does_not_take_is_bounded() throws Exception {
        listener().bound(64 << 10);
        byte[] piece = new byte[16 << 10];
        AtomicLong written = new AtomicLong();
        server.getServerConfiguration()
                .addHttpHandler(
                        new HttpHandler() {
                            @Override
                            public void service(Request request, Response response) throws IOException {
                                response.setContentLengthLong(Long.MAX_VALUE);
                                while (written.get() < 1L << 30) {
                                    response.getOutputStream().write(piece);
                                    written.addAndGet(piece.length);
                                }
                            }
                        },
                        "/endless");
        try (Socket idle = new Socket()) {
            idle.setReceiveBufferSize(4 << 10);
            idle.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), plain.getPort()));
            long unsent = plain.getTransport().getAsyncQueueIO().getWriter().getMaxPendingBytesPerConnection();
            send(idle, "GET /endless HTTP/1.1\r\nHost: x\r\n\r\n");
            AtomicLong before = new AtomicLong(-1);
            Awaitility.await("the writer waits")
                    .atMost(SOON)
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> written.get() > 0 && before.getAndSet(written.get()) == written.get());
            assertThat(written.get()).isLessThan(MOST_SOCKET_BYTES + unsent);
        }
    }

    @Test
    void a_header_that_drips_is_cut_off_and_one_that_is_whole_is_not() throws Exception {
        SlowHeaders headers = new SlowHeaders(nanos::get, Duration.ofSeconds(20).toNanos());
        listener().watch(headers);
        try (Socket slow = open();
                Socket good = open()) {
            send(slow, "GET / HTTP/1.1\r\n");
            send(good, "GET /good HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(answer(good)).endsWith("/good false");
            Awaitility.await().atMost(SOON).until(() -> headers.watched() == 2);
            for (int i = 0; i < 23; i++) {
                headers.sweep();
                send(slow, "x");
                nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            }
            headers.sweep();
            assertThat(headers.cutOff()).isEqualTo(1);
            assertThat(ended(slow)).isTrue();
            send(good, "GET /again HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(answer(good)).endsWith("/again false");
        }
        Awaitility.await().atMost(SOON).until(() -> headers.watched() == 0);
    }

    @Test
    void another_certificate_is_shown_to_the_next_handshake_and_what_is_open_goes_on(
            @TempDir Path stores, @TempDir Path files) throws Exception {
        Pairs pairs = new Pairs(stores);
        pairs.write(files, "default", "dns:localhost", "-1d");
        Certificates certificates = new Certificates(Optional.of(files), Instant::now);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (TlsListener secure = TlsListener.open(address, listener(), certificates.context())) {
            int port = secure.port();
            try (SSLSocket before = secure(port)) {
                send(before, "GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(answer(before)).endsWith("/a true");
                pairs.write(files, "default", "dns:localhost", "-1H");
                certificates.refresh();
                certificates.refresh();
                try (SSLSocket after = secure(port)) {
                    assertThat(shown(after)).isNotEqualTo(shown(before));
                    send(after, "GET /b HTTP/1.1\r\nHost: x\r\n\r\n");
                    assertThat(answer(after)).endsWith("/b true");
                }
                send(before, "GET /c HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(answer(before)).endsWith("/c true");
            }
        }
        assertThat(ask("GET /plain HTTP/1.1\r\nHost: x")).endsWith("/plain false");
    }

    private Listener listener() {
        return new Listener(
                plain.getTransport(), (FilterChain) plain.getTransport().getProcessor());
    }

    private String ask(String head) throws IOException {
        try (Socket socket = open()) {
            send(socket, head + "\r\n\r\n");
            return answer(socket);
        }
    }

    private Socket open() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), plain.getPort());
        socket.setSoTimeout((int) SOON.toMillis());
        return socket;
    }

    private static SSLSocket secure(int port) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) SOON.toMillis());
        return socket;
    }

    private static X509Certificate shown(SSLSocket socket) throws IOException {
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Header and body of an answer that has its length. */
    private static String answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        String length = head.toString().toLowerCase(Locale.ROOT).replaceAll("(?s).*content-length: (\\d+).*", "$1");
        return head + new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.ISO_8859_1);
    }

    private static boolean ended(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    /** Trusts anybody: what is shown is compared. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
