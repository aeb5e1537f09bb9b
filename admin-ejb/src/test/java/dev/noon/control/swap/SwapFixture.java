package dev.noon.control.swap;

import dev.noon.control.Clocks;
import dev.noon.control.NodeIdentity;
import dev.noon.control.SnapshotTarget;
import dev.noon.control.SnapshotTarget.Sharing;
import dev.noon.control.SwapFigures.Collected;
import dev.noon.control.Uncompilable;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionSet;
import dev.noon.model.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A node whose compiler allocates, whose JVM collects and whose traffic is dropped as a test says. */
final class SwapFixture implements SnapshotTarget, SwapMeter {
    static final long START_MILLIS = 1_700_000_000_000L;

    final AtomicLong nanos;
    final NodeIdentity node;
    final SwapWatch watch;
    final List<Long> served = new ArrayList<>();
    final List<Long> windows = new ArrayList<>();
    boolean mute;
    boolean refuse;
    long dropped;
    private long allocated;

    SwapFixture(String name, AtomicLong nanos) {
        this.nanos = nanos;
        node = new NodeIdentity("dev", name, "127.0.0.1:5701");
        watch = new SwapWatch(node, this, this, clocks());
    }

    Clocks clocks() {
        return new Clocks(nanos::get, this::millis);
    }

    long millis() {
        return START_MILLIS + nanos.get() / 1_000_000;
    }

    void passMillis(long millis) {
        nanos.addAndGet(millis * 1_000_000);
    }

    static DefinitionSet set(long revision) {
        return new DefinitionSet(revision, "hash", Collections.unmodifiableSortedMap(new TreeMap<>()));
    }

    /** Prepares and swaps. */
    void swapTo(long revision) throws Uncompilable {
        watch.apply(set(revision));
    }

    @Override
    public Prepared prepare(DefinitionSet set, Sharing sharing) throws Uncompilable {
        allocated += 1_000;
        if (refuse) {
            throw new Uncompilable("no", new DefinitionId(Kind.API_PROXY, "loans"), "");
        }
        return new Prepared() {
            @Override
            public void swap() {
                allocated += 10;
                served.add(set.revision());
            }

            @Override
            public void discard() {}
        };
    }

    @Override
    public OptionalLong allocatedBytes() {
        return mute ? OptionalLong.empty() : OptionalLong.of(allocated);
    }

    @Override
    public Optional<Collected> collected(long fromNanos, long toNanos) {
        windows.add(toNanos - fromNanos);
        return mute ? Optional.empty() : Optional.of(new Collected(7_000, 8));
    }

    @Override
    public LongSupplier swapped(long at) {
        return () -> dropped;
    }
}
