package dev.noon.boot;

import dev.noon.cache.Selection;
import dev.noon.cache.Stamps;
import dev.noon.cache.local.LocalTier;
import dev.noon.control.BanBoard;
import dev.noon.control.BreakerBoard;
import dev.noon.control.LimitBoard;
import dev.noon.control.Statistics;
import dev.noon.counter.ClusterStandings;
import dev.noon.counter.Counters.Look;
import dev.noon.counter.Standing;
import dev.noon.policy.ban.Bans;
import dev.noon.policy.limit.LimitNode;
import dev.noon.upstream.breaker.Breakers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What the control plane is told of this node, in its own words. */
final class Seen {
    /** Entries that a purge looks at before it says how many it is about. */
    private static final int LOOKED_AT = 20_000;

    private Seen() {}

    /** What a plan is told. */
    static Statistics statistics(CacheSide cache, ClusterStandings standings) {
        return new Statistics() {
            @Override
            public Map<Owner, Long> storedAnswers() {
                return cache.stored();
            }

            @Override
            public List<Standing> standings() {
                return standings.gather().standings();
            }
        };
    }

    static LimitBoard.Counts limits(LimitNode limits, ClusterStandings standings) {
        return new LimitBoard.Counts() {
            @Override
            public ClusterStandings.Gathered gather() {
                return standings.gather();
            }

            @Override
            public Look look(LimitBoard.Limit limit, String identity) {
                return limits.look(limit.spec(), limit.counter().text(), identity);
            }
        };
    }

    static List<BreakerBoard.Breaker> breakers(Breakers breakers) {
        return breakers.list().stream()
                .map(one -> new BreakerBoard.Breaker(
                        one.upstream(),
                        one.target(),
                        one.state(),
                        one.failedTries(),
                        one.retryMillis(),
                        one.node(),
                        one.sinceMillis(),
                        one.known()))
                .toList();
    }

    static List<BanBoard.Ban> bans(Bans bans) {
        return bans.list().stream()
                .map(one -> new BanBoard.Ban(
                        one.id(), one.owner(), one.client(), one.sinceMillis(), one.untilMillis(), one.node()))
                .toList();
    }

    /** About how many answers in this node's heap a purge would be about. */
    static ToLongFunction<Selection> selecting(LocalTier local) {
        return selection -> {
            Stamps trial = new Stamps();
            trial.purge(selection, false, Long.MAX_VALUE, 0);
            return local.estimate(
                    (key, response) -> trial.judge(key, response.provenance()) == Stamps.Verdict.VOID, LOOKED_AT);
        };
    }

    static Map<Statistics.Owner, Long> stored(LocalTier local) {
        Map<Statistics.Owner, Long> stored = new HashMap<>();
        local.owners()
                .forEach((owner, entries) ->
                        stored.put(new Statistics.Owner(owner.name(), owner.generation()), entries));
        return stored;
    }
}
