package dev.noon.upstream;

import dev.noon.exchange.ConnectionFields;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Trailers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ProtocolException;

/** One pass over the header of an upstream response: the end-to-end lines, and how the message is framed. */
final class ResponseHead {
    private static final int LENGTH_DIGITS = 18;

    private final Headers headers = new Headers();
    private final List<String> connection = new ArrayList<>(1);
    private String contentLength = "";
    private String transferEncoding = "";
    private String trailer = "";
    private String keepAlive = "";
    private Trailers trailers = Trailers.NONE;

    private ResponseHead() {}

    /**
     * Reads the header of {@code response}.
     *
     * @throws ProtocolException if the message could be framed in two ways
     */
    static ResponseHead read(ClassicHttpResponse response) throws ProtocolException {
        ResponseHead head = new ResponseHead();
        for (Iterator<Header> lines = response.headerIterator(); lines.hasNext(); ) {
            Header line = lines.next();
            String value = line.getValue();
            head.accept(line.getName(), value == null ? "" : value);
        }
        head.checkFraming();
        head.announceTrailers();
        ConnectionFields.removeNamed(head.headers, head.connection);
        return head;
    }

    /** The end-to-end lines, without Content-Length. */
    Headers headers() {
        return headers;
    }

    /** Puts the declared length back among the lines, for a response that has a length but no body. */
    void keepLength() {
        if (!contentLength.isEmpty()) {
            headers.add("Content-Length", contentLength);
        }
    }

    /** The body's length, if it is declared. */
    OptionalLong length() {
        return contentLength.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(contentLength));
    }

    /** Whether the body's end can be seen without the connection's end. */
    boolean isDelimited() {
        return !contentLength.isEmpty() || !transferEncoding.isEmpty();
    }

    /** What may follow the body. */
    Trailers trailers() {
        return trailers;
    }

    /** Whether the connection may carry another exchange after this one. */
    boolean keepsConnection(ClassicHttpResponse response) {
        if (response.getVersion() != null && response.getVersion().lessEquals(HttpVersion.HTTP_1_0)) {
            return says("keep-alive");
        }
        return !says("close");
    }

    /** How long the upstream promises to keep an idle connection, in seconds ({@code Keep-Alive: timeout=5}). */
    OptionalLong keepAliveSeconds() {
        int at = keepAlive.indexOf("timeout=");
        if (at < 0) {
            return OptionalLong.empty();
        }
        long seconds = 0;
        int i = at + 8;
        while (i < keepAlive.length() && i < at + 14 && Character.isDigit(keepAlive.charAt(i))) {
            seconds = seconds * 10 + Character.digit(keepAlive.charAt(i++), 10);
        }
        return OptionalLong.of(seconds);
    }

    private boolean says(String token) {
        for (String value : connection) {
            for (String candidate : value.split(",", -1)) {
                if (candidate.strip().equalsIgnoreCase(token)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void accept(String name, String value) throws ProtocolException {
        checkValue(value);
        if (name.equalsIgnoreCase("Content-Length")) {
            contentLength = once(contentLength, value);
        } else if (name.equalsIgnoreCase("Transfer-Encoding")) {
            transferEncoding = once(transferEncoding, value);
        } else if (name.equalsIgnoreCase("Connection")) {
            connection.add(value);
        } else if (name.equalsIgnoreCase("Keep-Alive")) {
            keepAlive = value;
        } else if (!ConnectionFields.has(name)) {
            headers.add(name, value);
        } else if (name.equalsIgnoreCase("Trailer")) {
            trailer = trailer.isEmpty() ? value : trailer + "," + value;
        }
    }

    private static String once(String before, String value) throws ProtocolException {
        if (!before.isEmpty() || value.isEmpty()) {
            throw new ProtocolException("ambiguous framing");
        }
        return value;
    }

    private void checkFraming() throws ProtocolException {
        boolean chunked = !transferEncoding.isEmpty();
        if (chunked && (!contentLength.isEmpty() || !transferEncoding.equalsIgnoreCase("chunked"))) {
            throw new ProtocolException("ambiguous framing");
        }
        for (int i = 0; i < contentLength.length(); i++) {
            char c = contentLength.charAt(i);
            if (c < '0' || c > '9' || i >= LENGTH_DIGITS) {
                throw new ProtocolException("malformed Content-Length");
            }
        }
    }

    private void announceTrailers() {
        if (!trailer.isEmpty() && !transferEncoding.isEmpty()) {
            trailers = Trailers.announced(trailer, connection);
        }
    }

    private static void checkValue(String value) throws ProtocolException {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 127) {
                throw new ProtocolException("control character in a header value");
            }
        }
    }
}
