package dev.noon.cache.grid;

import dev.noon.cache.HotKey;
import dev.noon.time.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Reads many entries for one caller, some at a time. Each batch is waited for as long as one call is; what is late may still
 * come while there is time. Thread-safe.
 */
final class ManyReads {
    private static final int AT_ONCE = 32;

    /** An entry that was asked for. */
    private record Asked(HotKey key, GridCalls.Begun<byte[]> call) {}

    private final GridCalls calls;
    private final long budgetNanos;
    private final Ticker ticker;

    ManyReads(GridCalls calls, long budgetNanos, Ticker ticker) {
        this.calls = calls;
        this.budgetNanos = budgetNanos;
        this.ticker = ticker;
    }

    /**
     * Reads {@code keys} in their order and hands over what there is, in the caller's thread.
     *
     * @param withinNanos longest wait for all of them together
     * @param begin asks for one; nothing where nobody is to be asked
     */
    void read(
            List<HotKey> keys,
            long withinNanos,
            Function<HotKey, Optional<GridCalls.Begun<byte[]>>> begin,
            BiConsumer<HotKey, byte[]> found) {
        long endNanos = ticker.nanos() + withinNanos;
        List<Asked> open = new ArrayList<>();
        for (int from = 0; from < keys.size() && leftNanos(endNanos) > 0; from += AT_ONCE) {
            List<Asked> batch = keys.subList(from, Math.min(keys.size(), from + AT_ONCE)).stream()
                    .flatMap(key -> begin.apply(key).stream().map(call -> new Asked(key, call)))
                    .toList();
            await(batch, ticker.nanos() + Math.min(budgetNanos, leftNanos(endNanos)));
            open.addAll(batch);
            open = handedOver(open, found);
        }
        await(open, endNanos);
        handedOver(open, found);
    }

    private void await(List<Asked> asked, long endNanos) {
        calls.await(asked.stream().map(Asked::call).toList(), endNanos);
    }

    /** What is still under way. */
    private static List<Asked> handedOver(List<Asked> open, BiConsumer<HotKey, byte[]> found) {
        List<Asked> later = new ArrayList<>();
        for (Asked asked : open) {
            if (!asked.call().answer().isDone()) {
                later.add(asked);
            } else if (!asked.call().answer().isCompletedExceptionally()) {
                Optional.ofNullable(asked.call().answer().join()).ifPresent(bytes -> found.accept(asked.key(), bytes));
            }
        }
        return later;
    }

    private long leftNanos(long endNanos) {
        return endNanos - ticker.nanos();
    }
}
