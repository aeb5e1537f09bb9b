package dev.noon.cache.view;

import dev.noon.cache.Bulletins;
import dev.noon.cache.CacheStatistics;
import dev.noon.cache.SharedRecords;
import dev.noon.members.Members;
import dev.noon.time.WallClock;
import java.util.List;
import java.util.stream.Stream;

/** What all nodes of a grid have counted. Thread-safe; see {@link Bulletins} for how long it waits. */
public final class ClusterFigures {
    private final NodeName self;
    private final CacheView view;
    private final Bulletins<NodeFigures> bulletins;
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
        this.bulletins = new Bulletins<>(records, members, NodeFiguresCodec::encode, NodeFiguresCodec::decode);
        this.clock = clock;
    }

    /** Writes down what this node has counted; for a timer. */
    public void publish() {
        bulletins.publish(own());
    }

    /** What is known of every member. */
    public Gathered gather() {
        Bulletins.Gathered<NodeFigures> others = bulletins.gather();
        return new Gathered(
                Stream.concat(Stream.of(own()), others.others().stream()).toList(), others.missing());
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
