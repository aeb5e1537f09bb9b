package dev.noon.upstream;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Weighted round robin that spreads each target's turns evenly (smooth), by a table made once. Thread-safe, lock-free. */
final class Rotation {
    private static final int LONGEST = 4096;

    private final int[] turns;
    private final AtomicInteger next = new AtomicInteger();

    /** @param weights one per target, each 1 or more */
    Rotation(List<Integer> weights) {
        int divisor = weights.stream().reduce(0, Rotation::greatestCommonDivisor);
        int sum = weights.stream().mapToInt(Integer::intValue).sum() / divisor;
        int shrink = Math.max(1, (sum + LONGEST - 1) / LONGEST) * divisor;
        int[] shares = weights.stream()
                .mapToInt(weight -> Math.max(1, weight / shrink))
                .toArray();
        this.turns = turns(shares);
    }

    /** The index of the target whose turn it is. */
    int next() {
        return turns.length == 1 ? turns[0] : turns[(next.getAndIncrement() & Integer.MAX_VALUE) % turns.length];
    }

    private static int[] turns(int[] shares) {
        int total = 0;
        for (int share : shares) {
            total += share;
        }
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
