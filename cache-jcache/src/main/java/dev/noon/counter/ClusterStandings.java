package dev.noon.counter;

import dev.noon.cache.Bulletins;
import dev.noon.cache.SharedRecords;
import dev.noon.members.Members;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** How counters stand on all nodes of a grid. Thread-safe; see {@link Bulletins} for how long it waits. */
public final class ClusterStandings {
    /** So many of a node are told to the others: those nearest to their limits. */
    public static final int MOST = 1_000;

    private final Supplier<List<Standing>> own;
    private final Bulletins<List<Standing>> bulletins;

    /**
     * What could be had.
     *
     * @param standings one for each counter, those nearest to their limits first
     * @param missing addresses of members of which nothing is known
     */
    public record Gathered(List<Standing> standings, List<String> missing) {
        public Gathered {
            standings = List.copyOf(standings);
            missing = List.copyOf(missing);
        }
    }

    /** @param own how those stand that this node is asked for */
    public ClusterStandings(Supplier<List<Standing>> own, SharedRecords records, Members members) {
        this.own = own;
        this.bulletins = new Bulletins<>(records, members, StandingsCodec::encode, StandingsCodec::decode);
    }

    /** Tells the others; for a timer. */
    public void publish() {
        bulletins.publish(
                own.get().stream().sorted(Standings.NEAREST).limit(MOST).toList());
    }

    /** What every node knows: of one counter how it stood last, and the requests over its limit on all. */
    public Gathered gather() {
        Map<String, Standing> all = new HashMap<>();
        Bulletins.Gathered<List<Standing>> others = bulletins.gather();
        add(own.get(), all);
        others.others().forEach(standings -> add(standings, all));
        return new Gathered(all.values().stream().sorted(Standings.NEAREST).toList(), others.missing());
    }

    private static void add(Collection<Standing> standings, Map<String, Standing> all) {
        standings.forEach(
                standing -> all.merge(CounterId.key(standing.limit(), standing.identity()), standing, Standing::and));
    }
}
