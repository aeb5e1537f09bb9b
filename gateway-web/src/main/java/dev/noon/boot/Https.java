package dev.noon.boot;

import dev.noon.edge.connector.Certificates;
import dev.noon.edge.connector.Connector;
import dev.noon.time.WallClock;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Where and with what a node speaks TLS to clients.
 *
 * @param port local port of traffic over TLS, on the address of the traffic listener ({@code noon.https.port}; none by
 *     default)
 * @param certificates directory of {@code NAME.crt} and {@code NAME.key} in PEM ({@code noon.https.certificates})
 */
record Https(Optional<Integer> port, Optional<Path> certificates) {
    Https {
        NodeSettings.require(
                port.isPresent() == certificates.isPresent(),
                "noon.https.port and noon.https.certificates",
                port.isPresent() ? "the port alone" : "the certificates alone",
                "both or neither");
        port.ifPresent(
                number -> NodeSettings.require(number > 0 && number < 65536, "noon.https.port", number, "1 to 65535"));
    }

    static Https of(Config config) {
        return new Https(
                config.getOptionalValue("noon.https.port", Integer.class),
                config.getOptionalValue("noon.https.certificates", String.class).map(Path::of));
    }

    /** What the connector needs to know of it. */
    Connector.Tls tls(InetSocketAddress traffic, WallClock wall) {
        return new Connector.Tls(
                port.map(number -> new InetSocketAddress(traffic.getAddress(), number)),
                new Certificates(certificates, () -> Instant.ofEpochMilli(wall.millis())));
    }
}
