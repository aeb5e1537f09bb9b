package dev.noon.control;

import dev.noon.control.Operation.Command;
import java.util.List;

/** Appends commands to the operation log of one environment. Thread-safe. */
final class Operations {
    private final String environment;
    private final OperationLog log;
    private final Clocks clocks;

    Operations(String environment, OperationLog log, Clocks clocks) {
        this.environment = environment;
        this.log = log;
        this.clocks = clocks;
    }

    /**
     * Commits {@code command}.
     *
     * @throws Conflict if others were faster, again and again
     * @throws StoreUnavailable if the store is away
     */
    Operation commit(Command command, Author author) {
        long millis = clocks.wall().millis();
        return Chain.append(
                environment,
                log,
                (number, previous) -> Operation.of(new Place(environment, number, previous), command, author, millis)
                        .withDrained(Operation.drainedAfter(drained(number - 1), command)),
                log::append);
    }

    private List<String> drained(long number) {
        return number == 0
                ? List.of()
                : log.range(environment, number, 1).stream()
                        .flatMap(operation -> operation.drained().stream())
                        .toList();
    }
}
