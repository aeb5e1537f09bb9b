package dev.noon.upstream;

import dev.noon.exchange.Rendezvous;
import java.util.BitSet;
import java.util.List;

/** Requests with the same text go to the same target. Immutable. */
final class HashChoice implements Choice {
    private final Rendezvous targets;

    HashChoice(List<String> addresses, int[] weights) {
        this.targets = new Rendezvous(addresses, weights);
    }

    @Override
    public int choose(UpstreamRequest request, BitSet passed) {
        return targets.choose(request.affinity(), passed::get);
    }
}
