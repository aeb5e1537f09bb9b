package dev.noon.control;

import dev.noon.control.Operation.Command;
import java.time.Duration;
import java.util.List;

/** Commits commands to the operation log, wakes the nodes and waits for them. Thread-safe. */
final class OperationWriter {
    private static final int ATTEMPTS = 32;

    private final String environment;
    private final OperationLog log;
    private final RevisionFeed feed;
    private final Acknowledgements acknowledgements;
    private final Clocks clocks;

    OperationWriter(String environment, Deployments.Parts parts) {
        this.environment = environment;
        this.log = parts.stores().operations();
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
        Operation operation = append(command, author);
        long atNanos = clocks.ticker().nanos();
        feed.announce(new OperationPublished(environment, operation.number()));
        return new Operated(operation, acknowledgements.operation(operation.number(), atNanos, wait));
    }

    private Operation append(Command command, Author author) {
        long millis = clocks.wall().millis();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long head = log.head(environment);
            List<String> drained = Operation.drainedAfter(drained(head), command);
            Operation operation = new Operation(environment, head + 1, command, author, millis, drained);
            if (log.append(operation)) {
                return operation;
            }
        }
        throw new Conflict("others took the next operation number " + ATTEMPTS + " times; try again");
    }

    private List<String> drained(long head) {
        if (head == 0) {
            return List.of();
        }
        return log.range(environment, head, 1).stream()
                .findFirst()
                .map(Operation::drained)
                .orElse(List.of());
    }
}
