package dev.noon.edge;

import dev.noon.edge.connector.Wire;
import dev.noon.exchange.Headers;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What is told to a client before its reply (RFC 9110 section 15.2), where the server lets it be told. */
final class Interim {
    private static final Logger LOG = Logger.getLogger(Interim.class.getName());
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
    private static final String EARLY_HINTS = "HTTP/1.1 103 Early Hints\r\n";

    private Interim() {}

    /** Invites the client to send its body. */
    static void invite(HttpServletRequest request) throws IOException {
        tell(request, CONTINUE);
    }

    /** Passes on what is likely to be in the reply. A client that is gone is noticed when it gets that. */
    static void hint(HttpServletRequest request, Headers headers) {
        if (headers.size() == 0) {
            return;
        }
        HeaderBlock lines = HeaderBlock.of(headers);
        String text = new String(lines.bytes(), 0, lines.end(), StandardCharsets.ISO_8859_1);
        try {
            tell(request, EARLY_HINTS + text + "\r\n\r\n");
        } catch (IOException e) {
            LOG.log(Level.FINE, "a hint did not reach its client", e);
        }
    }

    private static void tell(HttpServletRequest request, String text) throws IOException {
        Optional<Wire> client = request.getProtocol().equals("HTTP/1.1") ? Grizzly.wire(request) : Optional.empty();
        if (client.isPresent()) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            client.get().write(bytes, bytes.length, TunnelRun.LONGEST_WRITE_MILLIS);
        }
    }
}
