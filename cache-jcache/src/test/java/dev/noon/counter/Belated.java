package dev.noon.counter;

import dev.noon.cache.ForwardingRecords;
import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import java.time.Duration;

/** Records that are silent of each third change, and make it just before the next one. */
final class Belated extends ForwardingRecords {
    private int changes;
    private Runnable late = () -> {};

    Belated(SharedRecords records) {
        super(records);
    }

    @Override
    public Change create(String key, byte[] record, Duration life, Patience patience) {
        return isLate(() -> super.create(key, record, life, new Patience()))
                ? Change.AWAY
                : super.create(key, record, life, patience);
    }

    @Override
    public Change replace(String key, byte[] before, Life next, Patience patience) {
        return isLate(() -> super.replace(key, before, next, new Patience()))
                ? Change.AWAY
                : super.replace(key, before, next, patience);
    }

    private boolean isLate(Runnable change) {
        late.run();
        boolean isLate = changes++ % 3 == 0;
        late = isLate ? change : () -> {};
        return isLate;
    }
}
