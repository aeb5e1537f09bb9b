package dev.noon.cache.grid;

import com.hazelcast.cache.ICache;
import dev.noon.cache.Patience;
import dev.noon.cache.Region;
import dev.noon.cache.SharedRecords;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Records in a region of the grid. Each change is one compare-and-set where the key lives. Thread-safe. */
final class GridRecords implements SharedRecords {
    private final GridPlace place;
    private final Region region;

    GridRecords(GridPlace place, Region region) {
        this.place = place;
        this.region = region;
    }

    @Override
    public Known find(String key, Patience patience) {
        return known(place.ask(region, key, patience, cache -> cache.getAsync(key)));
    }

    @Override
    public Change put(String key, byte[] record, Duration life, Patience patience) {
        Answer<Void> answer =
                place.ask(region, key, patience, cache -> cache.putAsync(key, record, GridPlace.lasting(life)));
        return answer instanceof Answer.Given<Void> ? Change.DONE : Change.AWAY;
    }

    @Override
    public Change create(String key, byte[] record, Duration life, Patience patience) {
        return change(key, patience, cache -> cache.putIfAbsentAsync(key, record, GridPlace.lasting(life)));
    }

    @Override
    public Change replace(String key, byte[] before, Life next, Patience patience) {
        return change(
                key,
                patience,
                cache -> cache.replaceAsync(key, before, next.bytes(), GridPlace.lasting(next.lasting())));
    }

    @Override
    public void replaceSoon(String key, byte[] before, Life next) {
        place.cache(region).ifPresent(cache -> place.calls()
                .tell(key, () -> cache.replaceAsync(key, before, next.bytes(), GridPlace.lasting(next.lasting()))));
    }

    @Override
    public Known take(String key, Patience patience) {
        return known(place.ask(region, key, patience, cache -> cache.getAndRemoveAsync(key)));
    }

    @Override
    public void forget(String key, byte[] before) {
        place.cache(region).ifPresent(cache -> place.calls().tell(key, () -> cache.removeAsync(key, before)));
    }

    @Override
    public long silentNanos(String key) {
        try {
            return place.cache(region).isEmpty()
                    ? Long.MAX_VALUE
                    : place.calls().silentNanos(key);
        } catch (RuntimeException e) {
            place.failures().report(e);
            return Long.MAX_VALUE;
        }
    }

    @Override
    public Optional<String> elsewhere(String key) {
        try {
            return place.calls().elsewhere(key);
        } catch (RuntimeException e) {
            place.failures().report(e);
            return Optional.empty();
        }
    }

    @Override
    public boolean isRepairing() {
        return place.repairs().areUnderWay();
    }

    @Override
    public boolean clear() {
        try {
            place.cache(region).ifPresent(ICache::clear);
            return place.cache(region).isPresent();
        } catch (RuntimeException e) {
            place.failures().report(e);
            return false;
        }
    }

    private static Known known(Answer<byte[]> answer) {
        if (!(answer instanceof Answer.Given<byte[]> given)) {
            return new Known.Away();
        }
        return given.value().<Known>map(Known.Present::new).orElseGet(Known.Absent::new);
    }

    private Change change(
            String key, Patience patience, Function<ICache<String, byte[]>, CompletionStage<Boolean>> call) {
        if (!(place.ask(region, key, patience, call) instanceof Answer.Given<Boolean> done)) {
            return Change.AWAY;
        }
        return done.value().orElse(false) ? Change.DONE : Change.REFUSED;
    }
}
