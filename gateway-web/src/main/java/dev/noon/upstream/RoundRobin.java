package dev.noon.upstream;

import java.util.BitSet;

/** Targets take turns; who is not well leaves its turns to all others. Thread-safe. */
final class RoundRobin implements Choice {
    /** So many turns are let go by before the next in line is taken, whoever's turn it is. */
    private static final int MOST_TURNS = 64;

    private final HttpUpstream pool;

    RoundRobin(HttpUpstream pool) {
        this.pool = pool;
    }

    @Override
    public int choose(UpstreamRequest request, BitSet passed) {
        int turn = pool.turn();
        for (int i = 0; i < MOST_TURNS && passed.get(turn); i++) {
            turn = pool.turn();
        }
        return passed.get(turn) ? after(turn, passed) : turn;
    }

    /** What is sent again takes nobody's turn. */
    @Override
    public int next(UpstreamRequest request, BitSet passed) {
        return after(passed.nextSetBit(0), passed);
    }

    private int after(int target, BitSet passed) {
        int next = passed.nextClearBit(target);
        return next < pool.size() ? next : passed.nextClearBit(0);
    }
}
