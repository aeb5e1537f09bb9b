package dev.noon.upstream;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Weighted round robin: in each cycle every target has exactly as many turns as its weight, spread evenly. Short cycles
 * follow a table made once; long ones take the places of the cycle in strides of the golden section, which needs none.
 * Thread-safe, lock-free.
 */
final class Rotation {
    private static final int LONGEST_TABLE = 4096;
    private static final double GOLDEN = 0.6180339887498949;

    private final int total;
    private final int stride;
    /** The target of each turn; empty if the cycle is long. */
    private final int[] turns;
    /** Where the places of each target end. */
    private final int[] ends;

    private final AtomicLong next = new AtomicLong();

    /** @param weights one per target, each 1 or more */
    Rotation(List<Integer> weights) {
        int divisor = weights.stream().reduce(0, Rotation::greatestCommonDivisor);
        int[] shares = weights.stream().mapToInt(weight -> weight / divisor).toArray();
        this.total = Arrays.stream(shares).sum();
        this.turns = total <= LONGEST_TABLE ? turns(shares, total) : new int[0];
        this.stride = stride(total);
        this.ends = shares;
        Arrays.parallelPrefix(ends, Integer::sum);
    }

    /** The index of the target whose turn it is. */
    int next() {
        if (total == 1) {
            return 0;
        }
        int turn = (int) ((next.getAndIncrement() & Long.MAX_VALUE) % total);
        return turns.length > 0 ? turns[turn] : owner((int) ((long) turn * stride % total));
    }

    private int owner(int place) {
        int found = Arrays.binarySearch(ends, place);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** As near to the golden section as a number without a common divisor is: then every place is taken once. */
    private static int stride(int total) {
        int stride = Math.max(1, (int) (total * GOLDEN));
        while (greatestCommonDivisor(stride, total) != 1) {
            stride++;
        }
        return stride;
    }

    private static int[] turns(int[] shares, int total) {
        int[] turns = new int[total];
        int[] credit = new int[shares.length];
        for (int turn = 0; turn < total; turn++) {
            turns[turn] = richest(credit, shares);
            credit[turns[turn]] -= total;
        }
        return turns;
    }

    private static int richest(int[] credit, int[] shares) {
        int richest = 0;
        for (int i = 0; i < shares.length; i++) {
            credit[i] += shares[i];
            if (credit[i] > credit[richest]) {
                richest = i;
            }
        }
        return richest;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
