package dev.noon.cache.grid;

import com.hazelcast.cache.HazelcastExpiryPolicy;
import com.hazelcast.cache.ICache;
import dev.noon.cache.Patience;
import dev.noon.cache.Scope;
import dev.noon.cache.SharedRecords;
import dev.noon.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import javax.cache.expiry.ExpiryPolicy;

/**
 * Records in a cache of the grid. Each change is one compare-and-set where the key lives. Until {@link #open} has
 * succeeded the grid is away. Thread-safe.
 */
public final class GridRecords implements SharedRecords {
    private final Scope scope;
    private final GridCaches caches;
    private final GridCalls calls;
    private final FailureLog failures;

    /**
     * @param settings its namespace tells this cache apart from others of the scope
     * @param scope one that holds no responses
     */
    public GridRecords(GridConnection connection, GridSettings settings, Scope scope, Ticker ticker) {
        this.scope = scope;
        this.caches = new GridCaches(connection.manager(), settings, Set.of(scope));
        this.calls = new GridCalls(connection.hazelcast(), settings.budget(), new GridCounters(), ticker);
        this.failures = new FailureLog(ticker);
    }

    /** Like {@link GridTier#open}. */
    public boolean open() {
        try {
            caches.open();
            return true;
        } catch (RuntimeException e) {
            failures.report(e);
            return false;
        }
    }

    @Override
    public Known find(String key, Patience patience) {
        if (!(ask(key, patience, cache -> cache.getAsync(key)) instanceof Answer.Given<byte[]> given)) {
            return new Known.Away();
        }
        return given.value().<Known>map(Known.Present::new).orElseGet(Known.Absent::new);
    }

    @Override
    public Change create(String key, byte[] record, Duration life, Patience patience) {
        return change(key, patience, cache -> cache.putIfAbsentAsync(key, record, lasting(life)));
    }

    @Override
    public Change replace(String key, byte[] before, Life next, Patience patience) {
        return change(key, patience, cache -> cache.replaceAsync(key, before, next.bytes(), lasting(next.lasting())));
    }

    @Override
    public void forget(String key, byte[] before) {
        try {
            caches.of(scope).ifPresent(cache -> {
                CompletionStage<Boolean> removing = cache.removeAsync(key, before);
                removing.whenComplete((removed, failure) -> {
                    if (failure != null) {
                        failures.report(failure);
                    }
                });
            });
        } catch (RuntimeException e) {
            failures.report(e);
        }
    }

    private Change change(
            String key, Patience patience, Function<ICache<String, byte[]>, CompletionStage<Boolean>> call) {
        if (!(ask(key, patience, call) instanceof Answer.Given<Boolean> done)) {
            return Change.AWAY;
        }
        return done.value().orElse(false) ? Change.DONE : Change.REFUSED;
    }

    private <T> Answer<T> ask(
            String key, Patience patience, Function<ICache<String, byte[]>, CompletionStage<T>> call) {
        Optional<ICache<String, byte[]>> cache = caches.of(scope);
        return cache.isEmpty() ? new Answer.Away<>() : calls.ask(key, patience, () -> call.apply(cache.get()));
    }

    /** Hazelcast wants an expiry for reads too; reads do not prolong. */
    private static ExpiryPolicy lasting(Duration life) {
        long millis = life.toMillis();
        return new HazelcastExpiryPolicy(millis, millis, millis);
    }
}
