package dev.noon.control;

import dev.noon.control.Operation.Command;
import java.time.Duration;

/** Commits commands to the operation log, wakes the nodes and waits for them. Thread-safe. */
final class OperationWriter {
    private final String environment;
    private final Operations operations;
    private final RevisionFeed feed;
    private final Acknowledgements acknowledgements;
    private final Clocks clocks;

    OperationWriter(String environment, Deployments.Parts parts) {
        this.environment = environment;
        this.operations = new Operations(environment, parts.stores().operations(), parts.clocks());
        this.feed = parts.feed();
        this.acknowledgements = parts.acknowledgements();
        this.clocks = parts.clocks();
    }

    /**
     * Commits {@code command} and waits for the nodes, at most {@code wait}.
     *
     * @throws Conflict if others were faster, again and again
     * @throws StoreUnavailable if the store is away
     */
    Operated commit(Command command, Author author, Duration wait) {
        Operation operation = operations.commit(command, author);
        long atNanos = clocks.ticker().nanos();
        feed.announce(new OperationPublished(environment, operation.number()));
        return new Operated(operation, acknowledgements.operation(operation.number(), atNanos, wait));
    }
}
