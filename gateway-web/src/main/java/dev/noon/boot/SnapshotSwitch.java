package dev.noon.boot;

import dev.noon.control.Pause;
import dev.noon.control.SnapshotTarget;
import dev.noon.control.Uncompilable;
import dev.noon.model.DefinitionSet;
import dev.noon.snapshot.ActiveSnapshot;
import dev.noon.snapshot.CompileException;
import dev.noon.snapshot.Snapshot;
import dev.noon.snapshot.SnapshotCompiler;
import dev.noon.time.Ticker;
import java.time.Duration;

/** Puts what control decided in force on the data plane: compile, warm, swap. Used by one thread at a time. */
final class SnapshotSwitch implements SnapshotTarget {
    /** Upstreams that are not reachable in this time are warmed by their first request. */
    private static final long WARM_NANOS = Duration.ofMillis(40).toNanos();

    private static final long PAUSE_NANOS = Duration.ofMillis(1).toNanos();

    private final SnapshotCompiler compiler;
    private final ActiveSnapshot active;
    private final Ticker ticker;
    private final Pause pause;

    SnapshotSwitch(SnapshotCompiler compiler, ActiveSnapshot active, Ticker ticker, Pause pause) {
        this.compiler = compiler;
        this.active = active;
        this.ticker = ticker;
        this.pause = pause;
    }

    @Override
    public void apply(DefinitionSet set) throws Uncompilable {
        try {
            Snapshot next = compiler.compile(active.current(), set);
            warm(next);
            active.swap(next);
        } catch (CompileException e) {
            throw new Uncompilable(String.valueOf(e.getMessage()), e.definition(), e.field());
        }
    }

    private void warm(Snapshot next) {
        next.warm();
        long start = ticker.nanos();
        while (!next.isWarm() && ticker.nanos() - start < WARM_NANOS) {
            pause.nanos(PAUSE_NANOS);
        }
    }
}
