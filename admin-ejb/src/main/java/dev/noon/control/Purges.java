package dev.noon.control;

import dev.noon.control.Operation.Command;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import java.time.Duration;

/** Drops stored answers on every node of one environment through the operation log. Thread-safe. */
public final class Purges {
    private final String environment;
    private final Deployments deployments;
    private final Operations operations;
    private final RevisionFeed feed;
    private final Clocks clocks;

    /** @param parts the same as {@code deployments} has */
    public Purges(String environment, Deployments deployments, Deployments.Parts parts) {
        this.environment = environment;
        this.deployments = deployments;
        this.operations = new Operations(environment, parts.stores().operations(), parts.clocks());
        this.feed = parts.feed();
        this.clocks = parts.clocks();
    }

    /**
     * Commits {@code command} and waits for the nodes, at most {@code wait}.
     *
     * @throws NotFound if it names a proxy that does not exist
     * @throws Conflict if others were faster, again and again
     * @throws StoreUnavailable if the store is away
     */
    public Purged purge(Command command, Author author, Duration wait) {
        checkExists(command);
        Operation operation = operations.commit(command, author);
        long atNanos = clocks.ticker().nanos();
        feed.announce(new OperationPublished(environment, operation.number()));
        return new Purged(operation, deployments.acknowledgements().operation(operation.number(), atNanos, wait));
    }

    private void checkExists(Command command) {
        if (command instanceof Command.PurgeProxy purge
                && deployments
                        .head()
                        .set()
                        .find(new DefinitionId(Kind.API_PROXY, purge.proxy()))
                        .isEmpty()) {
            throw new NotFound("there is no proxy " + purge.proxy() + " in environment " + environment);
        }
    }
}
