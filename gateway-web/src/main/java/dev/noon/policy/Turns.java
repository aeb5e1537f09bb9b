package dev.noon.policy;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Turns by weight, after Tijdeman's solution of the chairman assignment problem: after any number of turns each has had
 * its share of them to less than one. Thread-safe, lock-free.
 */
public final class Turns {
    /** Who has each turn of a cycle. */
    private final byte[] cycle;

    private final AtomicLong next = new AtomicLong();

    /** @param weights at most 100, each 0 or more, not all of them 0 */
    public Turns(int... weights) {
        int divisor = Arrays.stream(weights).reduce(0, Turns::greatestCommonDivisor);
        int[] shares = Arrays.stream(weights).map(weight -> weight / divisor).toArray();
        this.cycle = cycle(shares, Arrays.stream(shares).sum());
    }

    /** The index of whose turn it is. */
    public int next() {
        return cycle[(int) ((next.getAndIncrement() & Long.MAX_VALUE) % cycle.length)];
    }

    private static byte[] cycle(int[] shares, int total) {
        byte[] cycle = new byte[total];
        // What each is owed, in parts of a turn of which there are as many as shares.
        long[] owed = new long[shares.length];
        for (int turn = 0; turn < total; turn++) {
            for (int i = 0; i < shares.length; i++) {
                owed[i] += shares[i];
            }
            int chosen = mostUrgent(owed, shares, total);
            cycle[turn] = (byte) chosen;
            owed[chosen] -= total;
        }
        return cycle;
    }

    /** Of those that are owed enough, the one that would be owed too much first. */
    private static int mostUrgent(long[] owed, int[] shares, int total) {
        long sharing = Arrays.stream(shares).filter(share -> share > 0).count();
        long parts = Math.max(1, 2 * sharing - 2);
        int urgent = -1;
        double soonest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < shares.length; i++) {
            double deadline = Math.ceil((double) (total * (parts - 1) - parts * owed[i]) / (parts * shares[i]));
            boolean eligible = shares[i] > 0 && owed[i] * parts >= total;
            if (eligible && deadline < soonest) {
                urgent = i;
                soonest = deadline;
            }
        }
        return urgent;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
