package dev.noon.it.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** How an upstream answers one request: properly, piece by piece, or wrongly on purpose. Not thread-safe. */
public final class UpstreamReply {
    private final OutputStream out;
    private final boolean head;
    private boolean chunked;
    private boolean close;

    UpstreamReply(OutputStream out, boolean head) {
        this.out = out;
        this.head = head;
    }

    /** A whole answer with its length; a HEAD gets the same without the body. */
    public void send(int status, byte[] body, Headers headers) throws IOException {
        String length = status == 204 || status == 304 ? "" : "Content-Length: " + body.length + "\r\n";
        write("HTTP/1.1 " + status + " Answer\r\n" + length + headers.wire() + "\r\n");
        if (!head && !length.isEmpty()) {
            write(body);
        }
    }

    /** A whole 200 of plain text; header names and values in turn. */
    public void text(String body, String... headers) throws IOException {
        Headers given = Headers.of(headers);
        Headers all = given.has("Content-Type") ? given : plus(given, "Content-Type", "text/plain;charset=utf-8");
        send(200, body.getBytes(StandardCharsets.UTF_8), all);
    }

    /** Begins a chunked answer; the client can see the head at once. */
    public void begin(int status, Headers headers) throws IOException {
        chunked = true;
        write("HTTP/1.1 " + status + " Answer\r\nTransfer-Encoding: chunked\r\n" + headers.wire() + "\r\n");
    }

    /** Sends one chunk. */
    public void chunk(byte[] bytes) throws IOException {
        if (!chunked) {
            throw new IllegalStateException("begin() comes before chunk()");
        }
        write(Integer.toHexString(bytes.length) + "\r\n");
        write(bytes);
        write("\r\n");
    }

    /** Ends a chunked answer. */
    public void end() throws IOException {
        write("0\r\n\r\n");
    }

    /** Sends these bytes as they are. */
    public void raw(String bytes) throws IOException {
        write(bytes);
    }

    /** Sends these bytes as they are. */
    public void raw(byte[] bytes) throws IOException {
        write(bytes);
    }

    /** Closes the connection when the handler returns, whatever has been promised. */
    public void closeAfter() {
        close = true;
    }

    boolean closes() {
        return close;
    }

    private void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    private static Headers plus(Headers headers, String name, String value) {
        java.util.List<Headers.Field> fields = new java.util.ArrayList<>(headers.fields());
        fields.add(new Headers.Field(name, value));
        return new Headers(fields);
    }
}
