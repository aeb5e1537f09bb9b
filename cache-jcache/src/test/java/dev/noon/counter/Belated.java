package dev.noon.counter;

import dev.noon.cache.ForwardingRecords;
import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Records that are silent of some changes, and make each of these just before the next one. */
final class Belated extends ForwardingRecords {
    private final BooleanSupplier silent;
    private final Runnable others;
    private Optional<Runnable> late = Optional.empty();

    /**
     * @param silent whether they are of the change that comes
     * @param others what others do as soon as a late change is made
     */
    Belated(SharedRecords records, BooleanSupplier silent, Runnable others) {
        super(records);
        this.silent = silent;
        this.others = others;
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
        if (late.isPresent()) {
            late.get().run();
            late = Optional.empty();
            others.run();
            return false;
        }
        late = silent.getAsBoolean() ? Optional.of(change) : Optional.empty();
        return late.isPresent();
    }
}
