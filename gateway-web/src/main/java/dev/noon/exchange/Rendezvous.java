package dev.noon.exchange;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * Weighted rendezvous hashing: each name draws a number that depends on itself and the text, the highest wins. A name that
 * comes or goes, or weighs more or less, moves only the texts that it wins or has won, and every node decides alike.
 * Immutable.
 */
public final class Rendezvous {
    private static final double UNIT = 0x1.0p-53;

    private final long[] names;
    private final int[] weights;

    /** @param weights one per name, 0 or more; 0 wins only where nobody else takes part */
    public Rendezvous(List<String> names, int[] weights) {
        this.names = names.stream().mapToLong(Rendezvous::hash).toArray();
        this.weights = weights.clone();
    }

    /** The index of the name that wins {@code text} among those that are not {@code passed}; -1 if all are. */
    public int choose(String text, IntPredicate passed) {
        long hash = hash(text);
        int best = -1;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < names.length; i++) {
            double drawn = passed.test(i) ? Double.NEGATIVE_INFINITY : drawn(mixed(hash ^ names[i]), weights[i]);
            if (best < 0 ? !passed.test(i) : drawn > highest) {
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
