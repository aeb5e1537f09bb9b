package dev.noon.admin;

import dev.noon.cache.SharedRecords;
import dev.noon.cache.local.LocalRecords;
import dev.noon.control.LimitBoard;
import dev.noon.counter.ClusterStandings;
import dev.noon.counter.CounterId;
import dev.noon.counter.Counters;
import dev.noon.counter.Counters.Look;
import dev.noon.counter.Resets;
import dev.noon.counter.Terms;
import dev.noon.counter.Whose;
import dev.noon.counter.Windows;
import dev.noon.members.Members;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The counters of a node without a grid, all of them per hour, for the admin API to show and to reset. */
final class SeenLimits implements LimitBoard.Counts {
    private static final Windows HOUR = new Windows.Fixed(3_600_000);
    private static final long NOW = 1_000_000_000_000L;

    private final Resets resets = new Resets();
    private final Counters counters = new Counters(new Counters.Around(
            new LocalRecords(() -> 0, 100), () -> NOW, () -> 1, resets, Duration.ZERO, LockSupport::parkNanos));
    private final ClusterStandings standings =
            new ClusterStandings(counters::standings, SharedRecords.none(), Members.none());

    /** So many requests ask for one unit each, of 10 that they may have. */
    void count(String limit, Whose whose, int requests) {
        Terms terms = new Terms(10, 1, false, false, 1, 1, Terms.OnChange.PRESERVE);
        for (int i = 0; i < requests; i++) {
            counters.take(new CounterId(limit, whose), HOUR, terms);
        }
        counters.sweep(Duration.ofDays(1));
    }

    void reset(String limit, String identity, long operation) {
        resets.reset(limit, identity, operation);
        counters.forget(limit, identity);
    }

    @Override
    public ClusterStandings.Gathered gather() {
        return standings.gather();
    }

    @Override
    public Look look(LimitBoard.Limit limit, String identity) {
        return counters.look(limit.id(), identity, HOUR);
    }
}
