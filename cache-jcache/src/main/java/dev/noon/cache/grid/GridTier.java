package dev.noon.cache.grid;

import com.hazelcast.cache.ICache;
import dev.noon.cache.CacheKey;
import dev.noon.cache.CacheStatistics;
import dev.noon.cache.Freshness;
import dev.noon.cache.GridResponses;
import dev.noon.cache.Lookup;
import dev.noon.cache.Patience;
import dev.noon.cache.Region;
import dev.noon.cache.Scope;
import dev.noon.cache.StoredResponse;
import dev.noon.cache.Tier;
import dev.noon.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Responses in the grid, under {@code <proxy>/<hash of the key>}. Until {@link #open} has succeeded,
 * and whenever the grid does not answer within the budget, it is away: a miss, and nothing is
 * stored. Thread-safe.
 */
public final class GridTier implements GridResponses {
    private final Freshness freshness;
    private final GridCaches caches;
    private final GridCalls calls;
    private final GridCounters counters = new GridCounters();
    private final FailureLog failures;
    private final StoredResponseCodec codec = new StoredResponseCodec();
    private final SharedReads<StoredResponse> reads;
    private final GridTopic ends;

    public GridTier(GridConnection connection, GridSettings settings, Freshness freshness, Ticker ticker) {
        this.freshness = freshness;
        this.caches = new GridCaches(
                connection.manager(),
                settings,
                Scope.responses().stream().map(Region::of).toList());
        this.calls = new GridCalls(connection.hazelcast(), settings.budget(), counters, ticker);
        this.failures = new FailureLog(ticker);
        this.ends = new GridTopic(connection.hazelcast(), settings.namespace() + ".ends", failures);
        this.reads = new SharedReads<>(settings.budget().toNanos(), ticker);
    }

    /**
     * Opens the caches that are not open; safe to repeat. May block as long as the grid's call
     * timeout, so it belongs to the start of a node and to a timer.
     *
     * @return whether all are open now
     */
    public boolean open() {
        try {
            caches.open();
            ends.open();
            return true;
        } catch (RuntimeException e) {
            counters.failure();
            failures.report(e);
            return false;
        }
    }

    /** Hears nothing more. */
    void close() {
        ends.close();
    }

    @Override
    public Lookup find(CacheKey key, Patience patience) {
        Answer<StoredResponse> answer = reads.read(key, patience, () -> read(key, patience));
        if (answer instanceof Answer.Given<StoredResponse> given) {
            // Each reader judges for itself: a purge may have come since the read began.
            return given.value()
                    .map(response -> freshness.judge(key, response, Tier.GRID))
                    .orElse(Lookup.Miss.ABSENT);
        }
        return Lookup.Miss.GRID_AWAY;
    }

    @Override
    public void put(CacheKey key, StoredResponse response, Patience patience) {
        long remainingMillis = freshness.remainingMillis(response);
        if (remainingMillis > 0) {
            Duration life = Duration.ofMillis(remainingMillis);
            String name = name(key);
            cache(key.scope())
                    .ifPresent(cache -> calls.write(
                            name,
                            patience,
                            () -> cache.putAsync(name, codec.encode(response), GridPlace.lasting(life))));
        }
    }

    @Override
    public boolean end(CacheKey key, StoredResponse end) {
        Duration life = Duration.ofMillis(freshness.remainingMillis(end));
        byte[] bytes = codec.encode(end);
        Answer<Void> answer =
                ask(key, new Patience(), (cache, name) -> cache.putAsync(name, bytes, GridPlace.lasting(life)));
        tell(key);
        return answer instanceof Answer.Given<Void>;
    }

    @Override
    public void tell(CacheKey key) {
        ends.tell(key.text());
    }

    @Override
    public void forget(CacheKey key) {
        String name = name(key);
        cache(key.scope()).ifPresent(cache -> calls.tell(name, () -> cache.removeAsync(name)));
    }

    @Override
    public void listen(Consumer<CacheKey> listener) {
        ends.listen(text -> listener.accept(CacheKey.parse(text)));
    }

    @Override
    public void drop(CacheKey key) {
        ask(key, new Patience(), (cache, name) -> cache.removeAsync(name));
    }

    @Override
    public CacheStatistics.Grid statistics() {
        return counters.read();
    }

    /** The cache of {@code scope}, once it is open. */
    Optional<ICache<String, byte[]>> cache(Scope scope) {
        return caches.of(Region.of(scope));
    }

    private Answer<StoredResponse> read(CacheKey key, Patience patience) {
        Answer<byte[]> answer = ask(key, patience, ICache::getAsync);
        return answer instanceof Answer.Given<byte[]> given
                ? new Answer.Given<>(given.value().flatMap(this::decoded))
                : new Answer.Away<>();
    }

    private Optional<StoredResponse> decoded(byte[] bytes) {
        Optional<StoredResponse> response = codec.decode(bytes);
        if (response.isEmpty()) {
            counters.damage();
        }
        return response;
    }

    private <T> Answer<T> ask(
            CacheKey key, Patience patience, BiFunction<ICache<String, byte[]>, String, CompletionStage<T>> call) {
        Optional<ICache<String, byte[]>> cache = cache(key.scope());
        if (cache.isEmpty()) {
            return new Answer.Away<>();
        }
        String name = name(key);
        return calls.ask(name, patience, () -> call.apply(cache.get(), name));
    }

    private static String name(CacheKey key) {
        return key.owner() + "/" + key.gridName();
    }
}
