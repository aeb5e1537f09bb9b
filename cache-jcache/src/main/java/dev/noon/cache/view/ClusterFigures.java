package dev.noon.cache.view;

import dev.noon.cache.CacheStatistics;
import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import dev.noon.members.Member;
import dev.noon.members.Members;
import dev.noon.time.WallClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What all nodes of a grid have counted. Each node writes its figures down where the others find them, every few seconds; a
 * reader asks for one record per member, each within the grid budget. Thread-safe.
 */
public final class ClusterFigures {
    /** A node that has not written for that long is not listed with figures. */
    private static final Duration LIFE = Duration.ofSeconds(30);

    private final NodeName self;
    private final CacheView view;
    private final SharedRecords records;
    private final Members members;
    private final WallClock clock;

    /** What others know this node by. */
    public record NodeName(String node, String region) {}

    /**
     * The figures that could be had.
     *
     * @param nodes of this node first
     * @param missing addresses of members whose figures are not there, or not understood
     */
    public record Gathered(List<NodeFigures> nodes, List<String> missing) {
        public Gathered {
            nodes = List.copyOf(nodes);
            missing = List.copyOf(missing);
        }
    }

    public ClusterFigures(NodeName self, CacheView view, SharedRecords records, Members members, WallClock clock) {
        this.self = self;
        this.view = view;
        this.records = records;
        this.members = members;
        this.clock = clock;
    }

    /** Writes down what this node has counted; for a timer. Waits no longer than the grid budget. */
    public void publish() {
        byte[] bytes = NodeFiguresCodec.encode(own());
        members.current().stream()
                .filter(Member::self)
                .forEach(member -> records.put(member.id(), bytes, LIFE, new Patience()));
    }

    /** What is known of every member. */
    public Gathered gather() {
        List<NodeFigures> nodes = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        nodes.add(own());
        for (Member member : members.current()) {
            if (!member.self()) {
                find(member).ifPresentOrElse(nodes::add, () -> missing.add(member.address()));
            }
        }
        return new Gathered(nodes, missing);
    }

    private Optional<NodeFigures> find(Member member) {
        return records.find(member.id(), new Patience()) instanceof SharedRecords.Known.Present present
                ? NodeFiguresCodec.decode(present.bytes())
                : Optional.empty();
    }

    private NodeFigures own() {
        CacheStatistics.Local local = view.statistics().local();
        return new NodeFigures(
                self.node(),
                self.region(),
                clock.millis(),
                local.entries(),
                local.bytes(),
                view.total(),
                view.series());
    }
}
