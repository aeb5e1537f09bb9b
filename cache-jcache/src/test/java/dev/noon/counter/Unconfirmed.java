package dev.noon.counter;

import dev.noon.cache.ForwardingRecords;
import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import java.time.Duration;

/** Records that do not say of each second change whether it was done. */
final class Unconfirmed extends ForwardingRecords {
    private final boolean done;
    private int changes;

    /** @param done whether it is */
    Unconfirmed(SharedRecords records, boolean done) {
        super(records);
        this.done = done;
    }

    @Override
    public Change create(String key, byte[] record, Duration life, Patience patience) {
        return isSilent()
                ? lost(() -> records.create(key, record, life, patience))
                : records.create(key, record, life, patience);
    }

    @Override
    public Change replace(String key, byte[] before, Life next, Patience patience) {
        return isSilent()
                ? lost(() -> records.replace(key, before, next, patience))
                : records.replace(key, before, next, patience);
    }

    private boolean isSilent() {
        return changes++ % 2 == 0;
    }

    private Change lost(Runnable change) {
        if (done) {
            change.run();
        }
        return Change.AWAY;
    }
}
