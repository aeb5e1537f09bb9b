package dev.noon.upstream;

import dev.noon.model.Balance;
import dev.noon.model.Upstream;
import java.util.BitSet;
import java.util.List;

/** Decides which target is asked. Thread-safe, without locks. */
@FunctionalInterface
interface Choice {
    /**
     * The target to ask next.
     *
     * @param passed those that were passed over; never all
     */
    int choose(UpstreamRequest request, BitSet passed);

    /** The choice that {@code definition} describes, for the targets of its pool. */
    static Choice of(Upstream definition, HttpUpstream pool) {
        int[] weights =
                definition.targets().stream().mapToInt(Upstream.Target::weight).toArray();
        Balance balance = definition.care().balance();
        Choice shared =
                switch (balance.type()) {
                    case ROUND_ROBIN ->
                        (request, passed) -> passed.isEmpty() ? pool.turn() : after(passed, weights.length);
                    case LEAST_REQUESTS -> (request, passed) -> leastRequests(pool, weights, passed);
                };
        if (balance.affinity().isEmpty()) {
            return shared;
        }
        Choice same = new HashChoice(addresses(definition), weights);
        return (request, passed) -> (request.affinity().isEmpty() ? shared : same).choose(request, passed);
    }

    private static List<String> addresses(Upstream definition) {
        return definition.targets().stream()
                .map(target -> target.address().toString())
                .toList();
    }

    /** The next in line that was not passed over, behind one that was. */
    private static int after(BitSet passed, int targets) {
        int next = passed.nextClearBit(passed.nextSetBit(0));
        return next < targets ? next : passed.nextClearBit(0);
    }

    /** Of those with equally few for their weight, whose turn comes first. */
    private static int leastRequests(HttpUpstream pool, int[] weights, BitSet passed) {
        int first = pool.turn();
        int best = -1;
        for (int i = 0; i < weights.length; i++) {
            int target = (first + i) % weights.length;
            boolean better = best < 0
                    || (pool.underWay(target) + 1L) * weights[best] < (pool.underWay(best) + 1L) * weights[target];
            if (better && !passed.get(target)) {
                best = target;
            }
        }
        return best;
    }
}
