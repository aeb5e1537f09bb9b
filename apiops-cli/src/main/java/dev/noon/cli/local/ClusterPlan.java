package dev.noon.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code noon up} is to start.
 *
 * @param nodes 1 to 9
 * @param outsideMongo a MongoDB elsewhere; without it the embedded store is started
 * @param https where nodes speak TLS to clients; nowhere without it
 * @param heap of each node, as {@code -Xmx} takes it
 * @param samples whether the sample upstream is started and the sample definitions applied
 * @param patience how long it may take altogether
 */
public record ClusterPlan(
        Home home,
        Layout layout,
        PortPlan ports,
        int nodes,
        Optional<String> outsideMongo,
        Optional<Https> https,
        String heap,
        boolean samples,
        Duration patience) {

    /** The environment of {@code noon up}. */
    static final String ENVIRONMENT = "dev";

    /** The store has no authentication and the samples are for here: both stay on loopback whatever the nodes do. */
    static final String BACKEND_BIND = "127.0.0.1";

    /**
     * TLS for clients.
     *
     * @param port the first node's; node <i>i</i> has the base plus i - 1
     * @param certificates directory of {@code NAME.crt} and {@code NAME.key}, read again while everything runs
     */
    public record Https(int port, Path certificates) {
        int port(int node) {
            return port + node - 1;
        }

        /** Whether there is a certificate with its key. */
        boolean hasCertificate() {
            try (Stream<Path> files = Files.list(certificates)) {
                return files.map(Path::toString)
                        .filter(name -> name.endsWith(".crt"))
                        .anyMatch(name -> Files.exists(Path.of(name.replaceAll("crt$", "key"))));
            } catch (IOException e) {
                return false;
            }
        }
    }

    /** More than half of the nodes; the grid takes no less than 2. */
    int quorum() {
        return Math.max(2, nodes / 2 + 1);
    }

    String mongoUri() {
        return outsideMongo.orElse("mongodb://" + BACKEND_BIND + ":" + ports.store() + "/noon");
    }

    List<PortPlan.Claim> claims() {
        List<PortPlan.Claim> claims = new ArrayList<>();
        if (outsideMongo.isEmpty()) {
            claims.add(ports.storeClaim());
        }
        if (samples) {
            claims.add(ports.sampleClaim());
        }
        for (int node = 1; node <= nodes; node++) {
            claims.addAll(ports.nodeClaims(node));
            int number = node;
            https.ifPresent(tls ->
                    claims.add(new PortPlan.Claim(tls.port(number), "TLS traffic of node-" + number, "--https-port")));
        }
        return claims;
    }

    static String nodeName(int node) {
        return "node-" + node;
    }
}
