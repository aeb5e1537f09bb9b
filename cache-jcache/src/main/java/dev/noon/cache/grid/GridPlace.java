package dev.noon.cache.grid;

import com.hazelcast.cache.HazelcastExpiryPolicy;
import com.hazelcast.cache.ICache;
import dev.noon.cache.Patience;
import dev.noon.cache.Region;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import javax.cache.expiry.ExpiryPolicy;

/** Where records and states of the grid are, and how they are asked for. Thread-safe. */
record GridPlace(GridCaches caches, GridCalls calls, FailureLog failures, Repairs repairs) {
    /** Like {@link GridTier#open}. */
    boolean open() {
        try {
            caches.open();
            return true;
        } catch (RuntimeException e) {
            failures.report(e);
            return false;
        }
    }

    Optional<ICache<String, byte[]>> cache(Region region) {
        return caches.of(region);
    }

    /** Makes {@code call}, which concerns {@code key}, if the region is open. */
    <T> Answer<T> ask(
            Region region, String key, Patience patience, Function<ICache<String, byte[]>, CompletionStage<T>> call) {
        Optional<ICache<String, byte[]>> cache = caches.of(region);
        return cache.isEmpty() ? new Answer.Away<>() : calls.ask(key, patience, () -> call.apply(cache.get()));
    }

    /** Hazelcast wants an expiry for reads too; reads do not prolong. */
    static ExpiryPolicy lasting(Duration life) {
        long millis = life.toMillis();
        return new HazelcastExpiryPolicy(millis, millis, millis);
    }
}
