package dev.noon.boot;

import dev.noon.control.Pause;
import dev.noon.control.SnapshotTarget;
import dev.noon.control.Uncompilable;
import dev.noon.model.DefinitionSet;
import dev.noon.snapshot.ActiveSnapshot;
import dev.noon.snapshot.CompileException;
import dev.noon.snapshot.SharedResources;
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
    private final SharedResources resources;
    private final Ticker ticker;
    private final Pause pause;

    SnapshotSwitch(
            SnapshotCompiler compiler, ActiveSnapshot active, SharedResources resources, Ticker ticker, Pause pause) {
        this.compiler = compiler;
        this.active = active;
        this.resources = resources;
        this.ticker = ticker;
        this.pause = pause;
    }

    @Override
    public Prepared prepare(DefinitionSet set, Sharing sharing) throws Uncompilable {
        try {
            Snapshot next = compile(set, sharing);
            warm(next);
            return new Ready(next);
        } catch (CompileException e) {
            throw new Uncompilable(e.reason(), e.definition(), e.field());
        }
    }

    private Snapshot compile(DefinitionSet set, Sharing sharing) throws CompileException {
        if (sharing == Sharing.UNCHANGED) {
            return compiler.compile(active.current(), set);
        }
        resources.retire();
        return compiler.compile(Snapshot.none(), set);
    }

    private void warm(Snapshot next) {
        next.warm();
        long start = ticker.nanos();
        while (!next.isWarm() && ticker.nanos() - start < WARM_NANOS) {
            pause.nanos(PAUSE_NANOS);
        }
    }

    private final class Ready implements Prepared {
        private final Snapshot next;

        Ready(Snapshot next) {
            this.next = next;
        }

        @Override
        public void swap() {
            active.swap(next);
        }

        @Override
        public void discard() {
            next.release();
        }
    }
}
