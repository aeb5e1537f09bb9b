package dev.noon.edge;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The client's connection behind a servlet request. The servlet API has no way to end a reply that
 * cannot be finished: the container would finish it, with a last chunk that makes it look whole.
 * Payara's request leads to the connection, by method names that it has had since GlassFish 4.
 */
final class ClientConnection {
    private static final Logger LOG = Logger.getLogger(ClientConnection.class.getName());
    private static final List<String> WAY =
            List.of("getUnwrappedCoyoteRequest", "getCoyoteRequest", "getContext", "getConnection");

    private ClientConnection() {}

    /** Closes the connection at once, without a clean end. */
    static void abort(HttpServletRequest request) {
        try {
            Object place = innermost(request);
            for (String step : WAY) {
                place = place.getClass().getMethod(step).invoke(place);
            }
            place.getClass().getMethod("terminateSilently").invoke(place);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.SEVERE, "this server gives no way to abort a connection: a broken reply may look whole", e);
        }
    }

    private static ServletRequest innermost(ServletRequest request) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        return inner;
    }
}
