package dev.noon.control;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Drops what nobody needs any more: receipts and figures after 30 days, rows of nodes that have been gone for a day. Does its work
 * once an hour, however often it is called; every node may do it. Thread-safe.
 */
public final class Sweeper {
    private static final long HOUR_MILLIS = 60L * 60 * 1000;
    private static final long GONE_MILLIS = 24 * HOUR_MILLIS;

    private final String environment;
    private final Stores stores;
    private final Clocks clocks;
    private final AtomicLong nextAtMillis = new AtomicLong();

    public Sweeper(String environment, Stores stores, Clocks clocks) {
        this.environment = environment;
        this.stores = stores;
        this.clocks = clocks;
    }

    /**
     * Sweeps if an hour has passed since the last time.
     *
     * @throws StoreUnavailable if the store is away; the next call tries again
     */
    public void sweep() {
        long now = clocks.wall().millis();
        if (now < nextAtMillis.get()) {
            return;
        }
        long head = stores.revisions().head(environment);
        stores.figures().sweep(environment, head, now - Receipts.KEPT_MILLIS);
        stores.receipts().sweep(environment, head, now - Receipts.KEPT_MILLIS);
        for (Heartbeat row : stores.heartbeats().all(environment)) {
            if (row.ageMillis(now) > GONE_MILLIS) {
                stores.heartbeats().remove(row.node());
            }
        }
        nextAtMillis.set(now + HOUR_MILLIS);
    }
}
