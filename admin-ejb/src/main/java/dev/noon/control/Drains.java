package dev.noon.control;

import dev.noon.control.Operation.Command;
import java.time.Duration;

/** Takes nodes of one environment out of traffic and back, through the operation log. Thread-safe. */
public final class Drains {
    private final String environment;
    private final Acknowledgements acknowledgements;
    private final OperationWriter writer;

    public Drains(String environment, Deployments.Parts parts) {
        this.environment = environment;
        this.acknowledgements = parts.acknowledgements();
        this.writer = new OperationWriter(environment, parts);
    }

    /**
     * Drains {@code node}: it says that it is not ready and finishes what it has. It stays so across restarts.
     *
     * @throws NotFound if no such node was heard of within a day
     * @throws Conflict if others were faster, again and again
     * @throws StoreUnavailable if the store is away
     */
    public Operated drain(String node, Author author, Duration wait) {
        checkExists(node);
        return writer.commit(new Command.Drain(node), author, wait);
    }

    /** Lets {@code node} take traffic again. Throws what {@link #drain} throws. */
    public Operated undrain(String node, Author author, Duration wait) {
        checkExists(node);
        return writer.commit(new Command.Undrain(node), author, wait);
    }

    private void checkExists(String node) {
        if (acknowledgements.members().stream()
                .noneMatch(row -> row.node().name().equals(node))) {
            throw new NotFound("there is no node " + node + " in environment " + environment);
        }
    }
}
