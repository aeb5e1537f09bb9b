package dev.noon.cli.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What {@code noon up} is to start.
 *
 * @param nodes 1 to 9
 * @param outsideMongo a MongoDB elsewhere; without it the embedded store is started
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
        String heap,
        boolean samples,
        Duration patience) {

    /** The environment of {@code noon up}. */
    static final String ENVIRONMENT = "dev";

    /** The store has no authentication and the samples are for here: both stay on loopback whatever the nodes do. */
    static final String BACKEND_BIND = "127.0.0.1";

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
        IntStream.rangeClosed(1, nodes).forEach(node -> claims.addAll(ports.nodeClaims(node)));
        return claims;
    }

    static String nodeName(int node) {
        return "node-" + node;
    }
}
