package dev.noon.it;

import dev.noon.it.cluster.Checkout;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.ClusterSpec;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/** Starts the three nodes when the first suite asks for them; JUnit closes them after the last. */
final class SharedCluster implements ParameterResolver, TestWatcher {
    private static final Namespace NAMESPACE = Namespace.create(SharedCluster.class);
    private static final int NODES = 3;
    private static final int LINES = 60;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent("cluster", key -> start(), Running.class)
                .cluster();
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        running(context).ifPresent(running -> {
            System.out.println("=== " + context.getDisplayName() + " failed; the ends of the logs:");
            System.out.println(running.cluster().tails(LINES));
        });
    }

    /** Nothing if the cluster could not be started: then its logs are in the exception. */
    private static Optional<Running> running(ExtensionContext context) {
        try {
            return Optional.ofNullable(context.getRoot().getStore(NAMESPACE).get("cluster", Running.class));
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** Closed by JUnit with the root context's store. */
    private record Running(Cluster cluster) implements AutoCloseable {
        @Override
        public void close() {
            cluster.close();
        }
    }

    private static Running start() {
        ClusterSpec spec = ClusterSpec.of(NODES, Checkout.find().scratch("cluster"));
        return new Running(Cluster.start(spec.withLinks()));
    }
}
