package dev.noon.upstream;

import dev.noon.model.Balance;
import dev.noon.model.Upstream;
import java.util.BitSet;
import java.util.List;

/** Decides which target is asked. Thread-safe, without locks. */
@FunctionalInterface
interface Choice {
    /**
     * The target to ask first.
     *
     * @param passed those that are passed over; never all
     */
    int choose(UpstreamRequest request, BitSet passed);

    /**
     * The target to ask when others were asked in vain.
     *
     * @param passed those others among the ones that are passed over; never all
     */
    default int next(UpstreamRequest request, BitSet passed) {
        return choose(request, passed);
    }

    /** The choice that {@code definition} describes, for the targets of its pool. */
    static Choice of(Upstream definition, HttpUpstream pool) {
        int[] weights =
                definition.targets().stream().mapToInt(Upstream.Target::weight).toArray();
        Balance balance = definition.care().balance();
        Choice shared =
                switch (balance.type()) {
                    case ROUND_ROBIN -> new RoundRobin(pool);
                    case LEAST_REQUESTS -> (request, passed) -> leastRequests(pool, weights, passed);
                };
        if (balance.affinity().isEmpty()) {
            return shared;
        }
        Choice same = new HashChoice(addresses(definition), weights);
        return new ByAffinity(same, shared);
    }

    /** Who is asked for requests that belong together, and who for the others. */
    record ByAffinity(Choice same, Choice shared) implements Choice {
        @Override
        public int choose(UpstreamRequest request, BitSet passed) {
            return of(request).choose(request, passed);
        }

        @Override
        public int next(UpstreamRequest request, BitSet passed) {
            return of(request).next(request, passed);
        }

        private Choice of(UpstreamRequest request) {
            return request.affinity().isEmpty() ? shared : same;
        }
    }

    private static List<String> addresses(Upstream definition) {
        return definition.targets().stream()
                .map(target -> target.address().toString())
                .toList();
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
