package dev.noon.cache.grid;

import dev.noon.cache.CacheKey;
import dev.noon.cache.Patience;
import dev.noon.time.Ticker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Of many threads of a node that read the same thing at the same time one asks the grid, and the others wait for what it
 * hears: a crowd in front of one key is one call, and one late answer is one timeout. Thread-safe.
 *
 * @param <T> what is read; shared by the readers
 */
final class SharedReads<T> {
    private final ConcurrentMap<CacheKey, CompletableFuture<Answer<T>>> underWay = new ConcurrentHashMap<>();
    private final long budgetNanos;
    private final Ticker ticker;

    SharedReads(long budgetNanos, Ticker ticker) {
        this.budgetNanos = budgetNanos;
        this.ticker = ticker;
    }

    /** What {@code read} gives, or what another thread's read of {@code key} that is under way gives within the patience. */
    Answer<T> read(CacheKey key, Patience patience, Supplier<Answer<T>> read) {
        CompletableFuture<Answer<T>> mine = new CompletableFuture<>();
        CompletableFuture<Answer<T>> other = underWay.putIfAbsent(key, mine);
        if (other != null) {
            return follow(other, patience);
        }
        Answer<T> answer = new Answer.Away<>();
        try {
            answer = read.get();
        } finally {
            underWay.remove(key, mine);
            mine.complete(answer);
        }
        return answer;
    }

    private Answer<T> follow(CompletableFuture<Answer<T>> other, Patience patience) {
        long beganNanos = ticker.nanos();
        Answer<T> answer = new Answer.Away<>();
        try {
            answer = other.get(Math.max(0, patience.leftNanos(budgetNanos)), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            // It is away as far as this reader can tell; it is only ever completed with an answer.
        }
        patience.spend(ticker.nanos() - beganNanos);
        if (answer instanceof Answer.Away<T>) {
            patience.end();
        }
        return answer;
    }
}
