package dev.noon.it.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * One TCP connection on which a test writes whatever it likes and sees every answer and the close.
 * Never reconnects. Not thread-safe.
 */
public final class RawConnection implements AutoCloseable {
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final WireReader wire;
    private final List<Integer> interim = new ArrayList<>();
    private boolean announcedClose;
    private InputStream latestBody = InputStream.nullInputStream();

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        this.out = socket.getOutputStream();
        this.wire = new WireReader(in);
    }

    /** Connects to a loopback port. */
    public static RawConnection open(int port) throws IOException {
        return open(InetAddress.getLoopbackAddress(), port);
    }

    /** Connects to a port of an address. */
    public static RawConnection open(InetAddress address, int port) throws IOException {
        Socket socket = new Socket(address, port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) READ_TIMEOUT.toMillis());
        return new RawConnection(socket);
    }

    /** Connects over TLS to a loopback port, and trusts {@code only}. */
    public static RawConnection secure(int port, X509Certificate only) throws IOException {
        SSLSocket socket = (SSLSocket) trusting(only).createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) READ_TIMEOUT.toMillis());
        socket.startHandshake();
        return new RawConnection(socket);
    }

    private static SSLSocketFactory trusting(X509Certificate only) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("only", only);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot trust " + only.getSubjectX500Principal(), e);
        }
    }

    /** Writes text as ISO 8859-1, so that every char below 256 is one byte. */
    public RawConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawConnection send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    /** Sends a GET for {@code target} and reads the answer. */
    public Reply get(String target, Headers headers) throws IOException {
        send("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers.wire() + "\r\n");
        return read("GET");
    }

    /** Sends a POST with that body and reads the answer. */
    public Reply post(String target, Headers headers, byte[] body) throws IOException {
        send("POST " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + body.length + "\r\n"
                + headers.wire() + "\r\n");
        send(body);
        return read("POST");
    }

    /**
     * Reads the answer to a request of that method; interim answers are passed over.
     *
     * @throws EOFException if the peer closed the connection before the answer was whole
     */
    public Reply read(String method) throws IOException {
        Reply head = readHead();
        InputStream body = bodyOf(method, head);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.transferTo(bytes);
        return new Reply(head.status(), head.headers(), bytes.toByteArray());
    }

    /** Reads status line and headers only; the body is left on the connection. */
    public Reply readHead() throws IOException {
        while (true) {
            String[] status = wire.line().split(" ", 3);
            int code = Integer.parseInt(status[1]);
            Headers headers = wire.headers();
            if (code >= 200 || code == 101) {
                announcedClose |= headers.all("Connection").stream().anyMatch("close"::equalsIgnoreCase);
                return new Reply(code, headers, new byte[0]);
            }
            interim.add(code);
        }
    }

    /**
     * Reads one interim answer.
     *
     * @throws IOException if another answer comes, or none in time
     */
    public void awaitInterim(int code) throws IOException {
        String status = wire.line();
        wire.headers();
        if (!status.startsWith("HTTP/1.1 " + code)) {
            throw new IOException("expected an interim " + code + ", got " + status);
        }
        interim.add(code);
    }

    /** The body that follows the head that was just read. */
    public InputStream bodyOf(String method, Reply head) {
        boolean none = method.equals("HEAD") || head.status() == 204 || head.status() == 304;
        latestBody = none ? InputStream.nullInputStream() : wire.body(head.headers(), in);
        return latestBody;
    }

    /** The fields that followed the latest body, once it has been read to its end. */
    public Headers trailers() {
        return WireReader.trailersOf(latestBody);
    }

    /**
     * The next {@code length} bytes, as ISO 8859-1.
     *
     * @throws EOFException if there are fewer
     */
    public String text(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("only " + bytes.length + " of " + length + " bytes came");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Statuses of the interim answers so far. */
    public List<Integer> interim() {
        return List.copyOf(interim);
    }

    /** Whether an answer said that the peer will close the connection. */
    public boolean announcedClose() {
        return announcedClose;
    }

    /** Whether the peer closes the connection, without a byte more, within {@code wait}. */
    public boolean closedWithin(Duration wait) throws IOException {
        socket.setSoTimeout((int) wait.toMillis());
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        } finally {
            socket.setSoTimeout((int) READ_TIMEOUT.toMillis());
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
