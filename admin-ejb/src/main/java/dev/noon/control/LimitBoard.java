package dev.noon.control;

import dev.noon.control.Operation.Command;
import dev.noon.counter.ClusterStandings;
import dev.noon.counter.CounterId;
import dev.noon.counter.Counters.Look;
import dev.noon.model.Definition;
import dev.noon.model.DefinitionId;
import dev.noon.model.Limits;
import dev.noon.model.Limits.Counter;
import dev.noon.model.Resolution;
import dev.noon.model.Whole;
import dev.noon.model.policy.LimitSpec;
import dev.noon.model.text.Words;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What an operator sees of the limits of one environment and their counters, and empties through the operation log. Thread-safe. */
public final class LimitBoard {
    /**
     * One limit that is in force.
     *
     * @param id what its counters are known by, 12 hexadecimal digits
     * @param owner the group or proxy that it is written in
     */
    public record Limit(String id, Counter counter, LimitSpec spec, DefinitionId owner, String project) {
        /** {@code group}, {@code proxy} or {@code endpoint}: whose requests it counts. */
        public String scope() {
            return Words.text(counter.level());
        }
    }

    /** What nodes know of counters. */
    public interface Counts {
        /** How they stood lately on all nodes. */
        ClusterStandings.Gathered gather();

        /** How one stands now; {@code identity} is the hash of whose. */
        Look look(Limit limit, String identity);
    }

    private static final Comparator<Limit> ORDER = Comparator.comparing(
                    (Limit limit) -> limit.owner().toString())
            .thenComparing(limit -> limit.counter().level())
            .thenComparing(limit -> limit.counter().owner());

    private final String environment;
    private final Deployments deployments;
    private final OperationWriter writer;
    private final Counts counts;

    /** @param parts the same as {@code deployments} has */
    public LimitBoard(String environment, Deployments deployments, Deployments.Parts parts, Counts counts) {
        this.environment = environment;
        this.deployments = deployments;
        this.writer = new OperationWriter(environment, parts);
        this.counts = counts;
    }

    /** Every limit in force, by the definition it is written in, and within that from outside to inside as written. */
    public List<Limit> list() {
        Map<DefinitionId, Definition> inForce = new HashMap<>();
        deployments.head().set().entries().forEach((id, versioned) -> inForce.put(id, versioned.definition()));
        Resolution resolution = new Whole(inForce, List.of(), Set.of(), environment).resolution();
        return inForce.values().stream()
                .flatMap(definition -> limits(definition, resolution))
                .sorted(ORDER)
                .toList();
    }

    private static Stream<Limit> limits(Definition definition, Resolution resolution) {
        return Limits.of(definition, resolution).entrySet().stream()
                .map(limit -> new Limit(
                        CounterId.limit(limit.getKey().text()),
                        limit.getKey(),
                        limit.getValue(),
                        definition.id(),
                        definition.metadata().project()));
    }

    /**
     * The limit of that id.
     *
     * @throws NotFound if there is none in force
     */
    public Limit find(String id) {
        return list().stream()
                .filter(limit -> limit.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound("there is no limit " + id + " in environment " + environment));
    }

    /** How the counters of all limits stood lately, as far as the nodes tell. */
    public ClusterStandings.Gathered standings() {
        return counts.gather();
    }

    /** How the counter of {@code identity}, which is a hash of whose, stands now. */
    public Look look(Limit limit, String identity) {
        return counts.look(limit, identity);
    }

    /**
     * Empties counters on every node, and waits for the nodes, at most {@code wait}.
     *
     * @param identity hash of whose; empty for everybody
     * @throws Conflict if others were faster, again and again
     * @throws StoreUnavailable if the store is away
     */
    public Operated reset(Limit limit, String identity, Author author, Duration wait) {
        Command.ResetCounters command = new Command.ResetCounters(
                limit.id(), identity, limit.owner().toString(), limit.spec().name());
        return writer.commit(command, author, wait);
    }
}
