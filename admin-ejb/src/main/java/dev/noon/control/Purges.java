package dev.noon.control;

import dev.noon.cache.Selection;
import dev.noon.cache.Selection.By;
import dev.noon.control.Operation.Command;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Drops stored answers on every node of one environment through the operation log. Thread-safe. */
public final class Purges {
    private final String environment;
    private final Deployments deployments;
    private final OperationWriter writer;
    private final ToLongFunction<Selection> entries;

    /**
     * @param parts the same as {@code deployments} has
     * @param entries about how many answers in this node's heap are meant; may take some milliseconds
     */
    public Purges(
            String environment, Deployments deployments, Deployments.Parts parts, ToLongFunction<Selection> entries) {
        this.environment = environment;
        this.deployments = deployments;
        this.writer = new OperationWriter(environment, parts);
        this.entries = entries;
    }

    /** The definition that a selection is about; empty if it is about more than one, whosever. */
    public static Optional<DefinitionId> owner(Selection selection) {
        return owner(selection.by(), selection.what(), selection.proxy());
    }

    /** Like {@link #owner(Selection)}, of what may not select anything yet. */
    public static Optional<DefinitionId> owner(By by, String what, String proxy) {
        return switch (by) {
            case GROUP -> Optional.of(new DefinitionId(Kind.PROXY_GROUP, what));
            case PROXY -> Optional.of(new DefinitionId(Kind.API_PROXY, what));
            case ALL, SCOPE -> Optional.empty();
            case ENDPOINT, PREFIX, TAG, KEY ->
                proxy.isEmpty() ? Optional.empty() : Optional.of(new DefinitionId(Kind.API_PROXY, proxy));
        };
    }

    /**
     * What people mean by {@code what}: an endpoint is {@code METHOD PATH}, and a prefix without a proxy is that of the one
     * whose route leads there.
     *
     * @param visible whether definitions of that project may be told of
     * @throws IllegalArgumentException if nothing can be selected by that; it says what was expected
     * @throws NotFound if it names a proxy, group or endpoint that does not exist
     */
    public Selection select(By by, String what, String proxy, Predicate<String> visible) {
        DefinitionsInForce in =
                new DefinitionsInForce(environment, deployments.head().set());
        owner(by, what, proxy).ifPresent(in::require);
        return switch (by) {
            case ENDPOINT -> Selection.endpoint(proxy, in.endpoint(proxy, what));
            case PREFIX -> Selection.prefix(proxy.isEmpty() ? in.proxyAt(what, visible) : proxy, in.path(what));
            default -> new Selection(by, what, proxy);
        };
    }

    /** About how many answers in this node's heap {@code selection} is about. */
    public long estimate(Selection selection) {
        return entries.applyAsLong(selection);
    }

    /**
     * Commits {@code command} and waits for the nodes, at most {@code wait}.
     *
     * @throws NotFound if it is about a definition that does not exist
     * @throws Conflict if others were faster, again and again
     * @throws StoreUnavailable if the store is away
     */
    public Operated purge(Command.Purge command, Author author, Duration wait) {
        DefinitionsInForce in =
                new DefinitionsInForce(environment, deployments.head().set());
        owner(command.selection()).ifPresent(in::require);
        return writer.commit(command, author, wait);
    }
}
