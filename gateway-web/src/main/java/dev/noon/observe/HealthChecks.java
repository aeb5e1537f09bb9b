package dev.noon.observe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * Live: the process answers. Started: everything has been made. Ready: a snapshot is in force, its pools
 * are warm, what other nodes are asked for most has been taken over, the traffic port accepts, and the node is not drained.
 * A store that is away does not make a node unready.
 */
@ApplicationScoped
public class HealthChecks {
    /** Asked when a probe asks: the server makes the checks before the application has its resources. */
    @Inject
    Provider<NodeFacts> node;

    @Produces
    @Liveness
    HealthCheck live() {
        return () -> HealthCheckResponse.named("noon-live")
                .withData("node", node.get().node())
                .withData("state", node.get().state())
                .up()
                .build();
    }

    @Produces
    @Startup
    HealthCheck started() {
        return () -> HealthCheckResponse.named("noon-started")
                .withData("node", node.get().node())
                .status(node.get().isStarted())
                .build();
    }

    @Produces
    @Readiness
    HealthCheck ready() {
        return () -> ready(node.get());
    }

    private static HealthCheckResponse ready(NodeFacts facts) {
        return HealthCheckResponse.named("noon-ready")
                .withData("node", facts.node())
                .withData("environment", facts.environment())
                .withData("revision", facts.revision())
                .withData("hash", facts.hash())
                .withData("operation", facts.operation())
                .withData("warm", facts.isWarm())
                .withData("accepting", facts.isAccepting())
                .withData("duty", facts.duty())
                .withData("state", facts.state())
                .withData("millisSinceContact", facts.millisSinceContact())
                .withData("storeReachable", facts.isStoreReachable())
                .withData("refusal", facts.refusal())
                .status(isReady(facts))
                .build();
    }

    private static boolean isReady(NodeFacts facts) {
        return facts.isStarted()
                && !facts.hash().isEmpty()
                && facts.isWarm()
                && facts.isAccepting()
                && facts.wantsTraffic();
    }
}
