package dev.noon.edge;

import dev.noon.exchange.Cause;
import dev.noon.exchange.ConnectionFields;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Trailers;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * One pass over the header lines of a client request: checks them, keeps the end-to-end ones, and
 * collects those that frame the message. What a client says about itself through a gateway
 * ({@code X-Consumer-*}, {@code Forwarded}, {@code X-Forwarded-*}) is dropped here, so that no policy
 * and no upstream ever reads it.
 */
final class ClientHeaders {
    private final Limits limits;
    private final Headers kept = new Headers();
    private final List<String> connection = new ArrayList<>(1);
    private String host = "";
    private String contentLength = "";
    private String transferEncoding = "";
    private String trailer = "";
    private String upgrade = "";
    private String expects = "";
    private Trailers trailers = Trailers.NONE;
    private int bytes;
    private int lines;

    private ClientHeaders(Limits limits) {
        this.limits = limits;
    }

    /**
     * Reads every line.
     *
     * @throws Refusal if a line is malformed or there are too many
     */
    static ClientHeaders read(HttpServletRequest request, Limits limits) {
        ClientHeaders headers = readWithout(Set.of(), request, limits);
        Set<String> early = headers.isChunked() ? earlyTrailers(request) : Set.of();
        return early.isEmpty() ? headers : readWithout(early, request, limits);
    }

    /**
     * Names, in lower case, of trailers that came along with the header, after an empty body: the connector has put them
     * among its lines.
     */
    private static Set<String> earlyTrailers(HttpServletRequest request) {
        return request.isTrailerFieldsReady() ? request.getTrailerFields().keySet() : Set.of();
    }

    private static ClientHeaders readWithout(Set<String> trailers, HttpServletRequest request, Limits limits) {
        ClientHeaders headers = new ClientHeaders(limits);
        for (Enumeration<String> names = request.getHeaderNames(); names.hasMoreElements(); ) {
            String name = names.nextElement();
            if (!trailers.isEmpty() && trailers.contains(name.toLowerCase(Locale.ROOT))) {
                continue;
            }
            for (Enumeration<String> values = request.getHeaders(name); values.hasMoreElements(); ) {
                headers.accept(name, values.nextElement());
            }
        }
        headers.announceTrailers();
        ConnectionFields.removeNamed(headers.kept, headers.connection);
        return headers;
    }

    /** The connector shows one that has the name of a line as that line, so it is left out. */
    private void announceTrailers() {
        if (!trailer.isEmpty() && isChunked()) {
            trailers = Trailers.announced(trailer, connection);
            trailers.withhold(kept);
        }
    }

    /** The end-to-end lines. */
    Headers kept() {
        return kept;
    }

    /** The Host line's value; empty if there is none. */
    String host() {
        return host;
    }

    /** How many characters all names and values have. */
    int characters() {
        return bytes;
    }

    /** Digits; empty if the client declared no length. */
    String contentLength() {
        return contentLength;
    }

    /** Empty if there is none. */
    String transferEncoding() {
        return transferEncoding;
    }

    /** Whether there is a Transfer-Encoding. */
    boolean isChunked() {
        return !transferEncoding.isEmpty();
    }

    /** What may follow the body. */
    Trailers trailers() {
        return trailers;
    }

    /**
     * What the client says about itself through a gateway, by the name of the line. After a chunked body the connector
     * puts trailers among the lines, so these are read before.
     */
    Function<String, List<String>> claims(HttpServletRequest request) {
        if (!isChunked()) {
            return name -> Collections.list(request.getHeaders(name));
        }
        Set<String> early = earlyTrailers(request);
        Headers claims = new Headers();
        for (String name : Collections.list(request.getHeaderNames())) {
            if (isForged(name) && !early.contains(name.toLowerCase(Locale.ROOT))) {
                Collections.list(request.getHeaders(name)).forEach(value -> claims.add(name, value));
            }
        }
        return claims::all;
    }

    /** Whether the client offers to go on in another protocol, whichever. */
    boolean offersUpgrade() {
        return !upgrade.isEmpty();
    }

    /** Whether the client waits to be invited to send its body. */
    boolean awaitsInvitation() {
        return expects.equalsIgnoreCase("100-continue");
    }

    /** Whether the client asks, properly, to go on in WebSocket (RFC 6455 section 4.1). */
    boolean asksForWebSocket() {
        return upgrade.equalsIgnoreCase("websocket")
                && ConnectionFields.names(connection, "upgrade")
                && kept.has("Sec-WebSocket-Key");
    }

    private void accept(String name, String value) {
        bytes += name.length() + value.length();
        if (bytes > limits.headerBytes() || ++lines > limits.headerLines()) {
            throw new Refusal(Cause.HEADERS_TOO_LARGE, "");
        }
        checkName(name);
        checkValue(value);
        if (!frames(name, value) && !isForged(name)) {
            kept.add(name, value);
        }
    }

    private boolean frames(String name, String value) {
        switch (name.length()) {
            case 4 -> {
                if (name.equalsIgnoreCase("Host")) {
                    host = once(host, value, "Host");
                    return true;
                }
            }
            case 6 -> {
                if (name.equalsIgnoreCase("Expect")) {
                    expects = value;
                    return true;
                }
            }
            case 7 -> {
                if (name.equalsIgnoreCase("Upgrade")) {
                    upgrade = value;
                    return true;
                }
                if (name.equalsIgnoreCase("Trailer")) {
                    trailer = trailer.isEmpty() ? value : trailer + "," + value;
                    return true;
                }
            }
            case 10 -> {
                if (name.equalsIgnoreCase("Connection")) {
                    connection.add(value);
                    return true;
                }
            }
            case 14 -> {
                if (name.equalsIgnoreCase("Content-Length")) {
                    contentLength = once(contentLength, value, "Content-Length");
                    return true;
                }
            }
            case 17 -> {
                if (name.equalsIgnoreCase("Transfer-Encoding")) {
                    transferEncoding = once(transferEncoding, value, "Transfer-Encoding");
                    return true;
                }
            }
            default -> {
                // Not one that frames.
            }
        }
        return ConnectionFields.has(name);
    }

    private static String once(String before, String value, String name) {
        if (!before.isEmpty()) {
            throw Refusal.malformed("there is more than one " + name);
        }
        if (value.isEmpty()) {
            throw Refusal.malformed(name + " is empty");
        }
        return value;
    }

    private static boolean isForged(String name) {
        char first = name.charAt(0);
        return switch (first) {
            case 'x', 'X' ->
                name.regionMatches(true, 0, "X-Consumer-", 0, 11) || name.regionMatches(true, 0, "X-Forwarded-", 0, 12);
            case 'f', 'F' -> name.equalsIgnoreCase("Forwarded");
            default -> false;
        };
    }

    private static void checkName(String name) {
        boolean good = !name.isEmpty();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            good &= c > ' ' && c < 127 && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
        }
        if (!good) {
            throw Refusal.malformed("a header name has a character that no name has");
        }
    }

    private static void checkValue(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 127) {
                throw Refusal.malformed("a header value has a control character");
            }
        }
    }
}
