package dev.noon.edge.connector;

import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.HttpServerProbe;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.util.ByteChunk;
import org.glassfish.grizzly.http.util.DataChunk;
import org.glassfish.grizzly.http.util.Header;

/**
 * Sees each request before the container does, and puts another target in place of one that the container would answer
 * itself: one that the gateway then refuses as it refuses everything, with a problem, a counter and a line in the log.
 * No client can ask for these: no request line has them. Thread-safe: it keeps nothing.
 */
final class TargetRepair extends HttpServerProbe.Adapter {
    private static final String MALFORMED = "/ ";
    private static final String SERVERS_OWN = "/WEB-INF.";

    @Override
    @SuppressWarnings("rawtypes") // As the connector declares it.
    public void onRequestReceiveEvent(HttpServerFilter filter, Connection connection, Request request) {
        HttpRequestPacket packet = request.getRequest();
        if (packet.requiresAcknowledgement()) {
            Invitation.leaveToTheGateway(packet);
        }
        switch (judge(packet.getRequestURIRef().getRequestURIBC())) {
            case MALFORMED -> replace(packet, MALFORMED);
            case SERVERS_OWN -> replace(packet, SERVERS_OWN);
            default -> checkHost(packet);
        }
    }

    private static Targets.Verdict judge(DataChunk target) {
        if (target.getType() == DataChunk.Type.Bytes) {
            ByteChunk chunk = target.getByteChunk();
            return Targets.judge(chunk.getBuffer(), chunk.getStart(), chunk.getEnd());
        }
        byte[] bytes = target.toString(StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        return Targets.judge(bytes, 0, bytes.length);
    }

    /** The container asks for the host anyway, and remembers it. */
    private static void checkHost(HttpRequestPacket packet) {
        try {
            packet.serverName();
        } catch (RuntimeException e) {
            packet.getHeaders().setValue(Header.Host).setBytes("malformed".getBytes(StandardCharsets.US_ASCII));
            replace(packet, MALFORMED);
        }
    }

    private static void replace(HttpRequestPacket packet, String target) {
        byte[] bytes = target.getBytes(StandardCharsets.US_ASCII);
        packet.getRequestURIRef().init(bytes, 0, bytes.length);
    }
}
