package dev.noon.control;

import dev.noon.control.Operation.Command;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** What an operator sees of the breakers of one environment, and closes through the operation log. Thread-safe. */
public final class BreakerBoard {
    /**
     * One breaker, as this node knows it.
     *
     * @param state {@code closed}, {@code open} or {@code half-open}
     * @param failedTries tries in a row that have failed
     * @param retryMillis milliseconds until the target may be tried again; 0 if it is closed or that is now
     * @param node the node that changed the state last; empty if none ever did
     * @param sinceMillis when, by that node's clock, since the epoch; 0 if never
     * @param known whether the other nodes know
     */
    public record Breaker(
            String upstream,
            String target,
            String state,
            int failedTries,
            long retryMillis,
            String node,
            long sinceMillis,
            boolean known) {}

    private final String environment;
    private final Deployments deployments;
    private final OperationWriter writer;
    private final Supplier<List<Breaker>> breakers;

    /**
     * @param parts the same as {@code deployments} has
     * @param breakers lists those of this node
     */
    public BreakerBoard(
            String environment, Deployments deployments, Deployments.Parts parts, Supplier<List<Breaker>> breakers) {
        this.environment = environment;
        this.deployments = deployments;
        this.writer = new OperationWriter(environment, parts);
        this.breakers = breakers;
    }

    /** Every breaker, by upstream and target. */
    public List<Breaker> list() {
        return breakers.get();
    }

    /**
     * Closes breakers on every node, and waits for the nodes, at most {@code wait}.
     *
     * @throws NotFound if it names an upstream that does not exist
     * @throws Conflict if others were faster, again and again
     * @throws StoreUnavailable if the store is away
     */
    public Operated reset(Command.ResetBreakers command, Author author, Duration wait) {
        if (!command.upstream().isEmpty() && !exists(command.upstream())) {
            throw new NotFound("there is no upstream " + command.upstream() + " in environment " + environment);
        }
        return writer.commit(command, author, wait);
    }

    private boolean exists(String upstream) {
        return deployments
                .head()
                .set()
                .find(new DefinitionId(Kind.UPSTREAM, upstream))
                .isPresent();
    }
}
