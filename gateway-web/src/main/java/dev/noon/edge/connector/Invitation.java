package dev.noon.edge.connector;

import java.lang.reflect.Method;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.util.Header;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the connector from inviting a client to send its body before anybody has looked at its header: whether it is
 * invited is for the upstream to say. Any other expectation stays the connector's to refuse.
 */
final class Invitation {
    private static final Logger LOG = Logger.getLogger(Invitation.class.getName());
    private static final @Nullable Method REQUIRES = find();

    private Invitation() {}

    static void leaveToTheGateway(HttpRequestPacket packet) {
        if (REQUIRES == null || !"100-continue".equalsIgnoreCase(packet.getHeader(Header.Expect))) {
            return;
        }
        try {
            REQUIRES.invoke(packet, false);
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.FINE, "the connector invites its client itself", e);
        }
    }

    private static @Nullable Method find() {
        try {
            Method requires = HttpRequestPacket.class.getDeclaredMethod("requiresAcknowledgement", boolean.class);
            requires.setAccessible(true);
            return requires;
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.WARNING, "this server invites clients to send their bodies by itself", e);
            return null;
        }
    }
}
