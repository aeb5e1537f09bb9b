package dev.noon.control;

import dev.noon.control.Operation.Command;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import dev.noon.model.text.NameText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What an operator sees of the clients that are banned in one environment, and lifts through the operation log. Thread-safe. */
public final class BanBoard {
    /**
     * One ban, as this node knows it.
     *
     * @param id hash of who it is and where, 32 hexadecimal digits
     * @param owner the definition whose policy has banned, for example {@code ApiProxy/loans}
     * @param client who it is, if that may be shown; else empty
     * @param sinceMillis when it began, by the clock of the node that has banned, since the epoch
     * @param untilMillis when it ends
     * @param node the node that has banned
     */
    public record Ban(String id, String owner, String client, long sinceMillis, long untilMillis, String node) {}

    private final String environment;
    private final OperationWriter writer;
    private final Supplier<List<Ban>> bans;

    /**
     * @param parts the same as the deployments of the environment have
     * @param bans lists what this node knows, the latest first
     */
    public BanBoard(String environment, Deployments.Parts parts, Supplier<List<Ban>> bans) {
        this.environment = environment;
        this.writer = new OperationWriter(environment, parts);
        this.bans = bans;
    }

    /** Every ban that holds, the latest first. */
    public List<Ban> list() {
        return bans.get();
    }

    /**
     * The ban of that id.
     *
     * @throws NotFound if this node knows none
     */
    public Ban find(String id) {
        return bans.get().stream()
                .filter(ban -> ban.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound("there is no ban " + id + " in environment " + environment));
    }

    /**
     * Ends a ban on every node, and waits for the nodes, at most {@code wait}.
     *
     * @throws NotFound if it names a ban that this node does not know
     * @throws Conflict if others were faster, again and again
     * @throws StoreUnavailable if the store is away
     */
    public Operated lift(String id, Author author, Duration wait) {
        return writer.commit(new Command.LiftBan(id, find(id).owner()), author, wait);
    }

    /**
     * Ends every ban on every node, and waits for the nodes, at most {@code wait}.
     *
     * @throws Conflict if others were faster, again and again
     * @throws StoreUnavailable if the store is away
     */
    public Operated liftAll(Author author, Duration wait) {
        return writer.commit(new Command.LiftBan("", ""), author, wait);
    }

    /** The definition that {@code owner} names; empty if it names none. */
    public static Optional<DefinitionId> owner(String owner) {
        return Stream.of(Kind.API_PROXY, Kind.PROXY_GROUP)
                .filter(kind -> owner.startsWith(kind.text() + "/"))
                .map(kind -> new DefinitionId(kind, owner.substring(kind.text().length() + 1)))
                .filter(id -> NameText.fault(id.name()).isEmpty())
                .findFirst();
    }
}
