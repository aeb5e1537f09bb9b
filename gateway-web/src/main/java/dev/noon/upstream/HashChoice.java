package dev.noon.upstream;

import java.util.BitSet;
import java.util.List;

/**
 * Weighted rendezvous hashing: each target draws a number that depends on itself and the text, the highest wins. A target
 * that comes or goes moves only the texts that it wins or won, and every node decides alike. Immutable.
 */
final class HashChoice implements Choice {
    private static final double UNIT = 0x1.0p-53;

    private final long[] targets;
    private final int[] weights;

    HashChoice(List<String> addresses, int[] weights) {
        this.targets = addresses.stream().mapToLong(HashChoice::hash).toArray();
        this.weights = weights.clone();
    }

    @Override
    public int choose(UpstreamRequest request, BitSet passed) {
        long text = hash(request.affinity());
        int best = -1;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < targets.length; i++) {
            double drawn = passed.get(i) ? Double.NEGATIVE_INFINITY : drawn(mixed(text ^ targets[i]), weights[i]);
            if (best < 0 ? !passed.get(i) : drawn > highest) {
                best = i;
                highest = drawn;
            }
        }
        return best;
    }

    /** The chance to have the highest is proportional to the weight. */
    private static double drawn(long bits, int weight) {
        double between0And1 = ((bits >>> 11) + 0.5) * UNIT;
        return -weight / Math.log(between0And1);
    }

    /** FNV-1a, 64 bits. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mixed(hash);
    }

    /** The finaliser of SplitMix64: every bit of the input changes half of the output. */
    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
