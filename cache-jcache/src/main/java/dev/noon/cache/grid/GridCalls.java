package dev.noon.cache.grid;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import dev.noon.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the grid, and never longer than what is left of the budget. A call that was given up goes on in the
 * grid; nobody refers to it any more, so that its late end is nobody's business. Thread-safe.
 */
final class GridCalls {
    /** Owner of a partition that has none yet. */
    private static final UUID NOBODY = new UUID(0, 0);
    /** So many keys do not all have one owner, where there are two. */
    private static final int OTHER_KEYS = 64;

    private final HazelcastInstance hazelcast;
    private final long budgetNanos;
    private final GridCounters counters;
    private final MemberGuard guard;
    private final Ticker ticker;
    private final FailureLog failures;

    GridCalls(HazelcastInstance hazelcast, Duration budget, GridCounters counters, Ticker ticker) {
        this.hazelcast = hazelcast;
        this.budgetNanos = budget.toNanos();
        this.counters = counters;
        this.guard = new MemberGuard(ticker);
        this.ticker = ticker;
        this.failures = new FailureLog(ticker);
    }

    /** Makes {@code call}, which concerns {@code key}, unless the key's owner has stopped answering or nothing is left. */
    <T> Answer<T> ask(String key, Patience patience, Supplier<CompletionStage<T>> call) {
        try {
            return ask(owner(key), patience, call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Away<>();
        } catch (ExecutionException e) {
            return failed(e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    /** Makes {@code call}, which writes {@code key}, also when nothing is left to wait for its end. */
    <T> void write(String key, Patience patience, Supplier<CompletionStage<T>> call) {
        if (patience.leftNanos(budgetNanos) > 0) {
            ask(key, patience, call);
        } else {
            tell(key, call);
        }
    }

    /** Makes {@code call}, which concerns {@code key}, and does not wait for what comes of it. */
    void tell(String key, Supplier<? extends CompletionStage<?>> call) {
        try {
            UUID owner = owner(key);
            if (guard.allows(owner)) {
                call.get().whenComplete((value, failure) -> {
                    if (failure == null) {
                        guard.answered(owner);
                    } else {
                        failed(failure);
                    }
                });
            } else {
                counters.skip();
            }
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** Like {@link SharedRecords#silentNanos}. */
    long silentNanos(String key) {
        return guard.silentNanos(owner(key));
    }

    /** Like {@link SharedRecords#elsewhere}. */
    Optional<String> elsewhere(String key) {
        UUID owner = owner(key);
        return IntStream.rangeClosed(1, OTHER_KEYS)
                .mapToObj(i -> key + "~" + i)
                .filter(other -> !owner(other).equals(owner))
                .findFirst();
    }

    private <T> Answer<T> ask(UUID owner, Patience patience, Supplier<CompletionStage<T>> call)
            throws InterruptedException, ExecutionException {
        if (Thread.currentThread().isInterrupted()) {
            return new Answer.Away<>();
        }
        long leftNanos = patience.leftNanos(budgetNanos);
        if (leftNanos <= 0 || !(patience.insists() || guard.allows(owner))) {
            counters.skip();
            return new Answer.Away<>();
        }
        long beganNanos = ticker.nanos();
        try {
            Optional<T> value = Optional.ofNullable(await(call.get(), leftNanos));
            patience.spend(ticker.nanos() - beganNanos);
            guard.answered(owner);
            return new Answer.Given<>(value);
        } catch (TimeoutException e) {
            patience.end();
            return timedOut(owner, beganNanos);
        }
    }

    /** The grid's futures go on waiting when they are interrupted, and hand the interruption on at the end. */
    private <T> Answer<T> timedOut(UUID owner, long beganNanos) {
        if (!Thread.currentThread().isInterrupted()) {
            guard.timedOut(owner, beganNanos);
            counters.timeout();
        }
        return new Answer.Away<>();
    }

    private static <T> @Nullable T await(CompletionStage<T> stage, long nanos)
            throws InterruptedException, ExecutionException, TimeoutException {
        return stage.toCompletableFuture().get(nanos, TimeUnit.NANOSECONDS);
    }

    private UUID owner(String key) {
        Member owner = hazelcast.getPartitionService().getPartition(key).getOwner();
        return owner == null ? NOBODY : owner.getUuid();
    }

    private <T> Answer<T> failed(Throwable failure) {
        counters.failure();
        failures.report(failure);
        return new Answer.Away<>();
    }
}
