package dev.noon.control;

import dev.noon.control.Operation.Command;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import java.time.Duration;

/** Drops stored answers on every node of one environment through the operation log. Thread-safe. */
public final class Purges {
    private final String environment;
    private final Deployments deployments;
    private final OperationWriter writer;

    /** @param parts the same as {@code deployments} has */
    public Purges(String environment, Deployments deployments, Deployments.Parts parts) {
        this.environment = environment;
        this.deployments = deployments;
        this.writer = new OperationWriter(environment, parts);
    }

    /**
     * Commits {@code command} and waits for the nodes, at most {@code wait}.
     *
     * @throws NotFound if it names a proxy that does not exist
     * @throws Conflict if others were faster, again and again
     * @throws StoreUnavailable if the store is away
     */
    public Operated purge(Command command, Author author, Duration wait) {
        checkExists(command);
        return writer.commit(command, author, wait);
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
