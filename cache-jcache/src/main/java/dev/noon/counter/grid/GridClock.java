package dev.noon.counter.grid;

import com.hazelcast.core.HazelcastInstance;
import dev.noon.time.WallClock;

/**
 * The time of the grid: that of its oldest member, from which each other one knows how far its own clock is off. While this node
 * is no member it is the node's own. Thread-safe.
 */
public final class GridClock implements WallClock {
    private final HazelcastInstance hazelcast;
    private final WallClock own;

    /** @param own the node's own clock */
    public GridClock(HazelcastInstance hazelcast, WallClock own) {
        this.hazelcast = hazelcast;
        this.own = own;
    }

    @Override
    public long millis() {
        try {
            return hazelcast.getCluster().getClusterTime();
        } catch (RuntimeException e) {
            return own.millis(); // the member is being stopped
        }
    }
}
