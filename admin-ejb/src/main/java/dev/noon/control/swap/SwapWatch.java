package dev.noon.control.swap;

import dev.noon.control.Clocks;
import dev.noon.control.NodeIdentity;
import dev.noon.control.SnapshotTarget;
import dev.noon.control.SwapFigures;
import dev.noon.control.SwapFigures.Collected;
import dev.noon.control.Uncompilable;
import dev.noon.model.DefinitionSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Measures what is put in force by another target. A swap's figures are ready five seconds after it; an exchange that
 * ends later can still add to what it dropped, for ten minutes. The first swap of a process is a start, and a revision
 * that is put in force again is a repair: neither is measured. Of swaps that nobody has written down the newest 1,024
 * are remembered. Thread-safe.
 */
public final class SwapWatch implements SnapshotTarget {
    /** After this long the figures of a swap are ready. */
    static final Duration SETTLES_AFTER = Duration.ofSeconds(5);

    private static final long SETTLE_NANOS = SETTLES_AFTER.toNanos();
    private static final long WATCH_NANOS = Duration.ofMinutes(10).toNanos();
    private static final int WATCHED = 1_024;
    private static final int BATCH = 500;

    private final NodeIdentity node;
    private final SnapshotTarget target;
    private final SwapMeter meter;
    private final Clocks clocks;
    // Guarded by this.
    private final Map<Long, Swap> swaps = new LinkedHashMap<>();
    private OptionalLong inForce = OptionalLong.empty();
    private volatile Optional<SwapFigures> latest = Optional.empty();

    /** @param target what really serves */
    public SwapWatch(NodeIdentity node, SnapshotTarget target, SwapMeter meter, Clocks clocks) {
        this.node = node;
        this.target = target;
        this.meter = meter;
        this.clocks = clocks;
    }

    @Override
    public Prepared prepare(DefinitionSet set, Sharing sharing) throws Uncompilable {
        OptionalLong before = meter.allocatedBytes();
        Prepared made = target.prepare(set, sharing);
        return new Watched(made, set.revision(), allocatedSince(before));
    }

    /** Figures of the newest swap that has settled. Never blocks on the store. */
    public Optional<SwapFigures> latest() {
        return latest;
    }

    /** Figures that are ready and were not written down, or have changed since; the oldest 500. */
    synchronized List<SwapFigures> due() {
        long now = clocks.ticker().nanos();
        List<SwapFigures> due = new ArrayList<>();
        Iterator<Swap> all = swaps.values().iterator();
        while (all.hasNext() && due.size() < BATCH) {
            Swap swap = all.next();
            long age = now - swap.nanos;
            if (age < SETTLE_NANOS) {
                break;
            }
            SwapFigures figures = swap.figures();
            latest = Optional.of(figures);
            if (!swap.kept.equals(latest)) {
                due.add(figures);
            } else if (age > WATCH_NANOS) {
                all.remove();
            }
        }
        return due;
    }

    /** These have been written down. */
    synchronized void kept(List<SwapFigures> written) {
        for (SwapFigures figures : written) {
            Optional.ofNullable(swaps.get(figures.revision())).ifPresent(swap -> swap.kept = Optional.of(figures));
        }
    }

    private synchronized void swapped(long revision, OptionalLong allocated) {
        boolean applied = inForce.isPresent() && inForce.getAsLong() < revision;
        inForce = OptionalLong.of(revision);
        if (applied) {
            swaps.put(revision, new Swap(revision, allocated));
            forgetOldest();
        }
    }

    private void forgetOldest() {
        if (swaps.size() > WATCHED) {
            Iterator<Swap> oldest = swaps.values().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private OptionalLong allocatedSince(OptionalLong before) {
        OptionalLong now = meter.allocatedBytes();
        return before.isPresent() && now.isPresent()
                ? OptionalLong.of(now.getAsLong() - before.getAsLong())
                : OptionalLong.empty();
    }

    private final class Watched implements Prepared {
        private final Prepared made;
        private final long revision;
        private final OptionalLong preparing;

        Watched(Prepared made, long revision, OptionalLong preparing) {
            this.made = made;
            this.revision = revision;
            this.preparing = preparing;
        }

        @Override
        public void swap() {
            OptionalLong before = meter.allocatedBytes();
            made.swap();
            OptionalLong swapping = allocatedSince(before);
            swapped(
                    revision,
                    preparing.isPresent() && swapping.isPresent()
                            ? OptionalLong.of(preparing.getAsLong() + swapping.getAsLong())
                            : OptionalLong.empty());
        }

        @Override
        public void discard() {
            made.discard();
        }
    }

    /** One swap; guarded by the watch. */
    private final class Swap {
        private final long revision;
        private final OptionalLong allocated;
        private final long nanos = clocks.ticker().nanos();
        private final long timeMillis = clocks.wall().millis();
        private final LongSupplier dropped = meter.swapped(nanos);
        private Optional<Collected> collected = Optional.empty();
        private Optional<SwapFigures> kept = Optional.empty();
        private boolean settled;

        Swap(long revision, OptionalLong allocated) {
            this.revision = revision;
            this.allocated = allocated;
        }

        SwapFigures figures() {
            if (!settled) {
                settled = true;
                collected = meter.collected(nanos, nanos + SETTLE_NANOS);
            }
            return new SwapFigures(node, revision, timeMillis, allocated, collected, dropped.getAsLong());
        }
    }
}
