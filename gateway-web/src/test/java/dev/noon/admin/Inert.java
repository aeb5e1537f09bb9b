package dev.noon.admin;

import dev.noon.control.LastGood;
import dev.noon.control.PurgeTarget;
import dev.noon.control.SnapshotTarget;
import dev.noon.control.Tip;
import java.util.Optional;

/** What stands around a node that serves nothing, caches nothing and keeps nothing. */
final class Inert {
    private Inert() {}

    /** A snapshot of nothing. */
    record Snapshot() implements SnapshotTarget.Prepared {
        @Override
        public void swap() {}

        @Override
        public void discard() {}
    }

    record Purges() implements PurgeTarget {
        @Override
        public void purgeProxy(String proxy, long operation) {}

        @Override
        public void purgeAll(long operation) {}

        @Override
        public void advanceTo(long operation) {}
    }

    record Disk() implements LastGood {
        @Override
        public Optional<Tip> read() {
            return Optional.empty();
        }

        @Override
        public void keep(Tip tip) {}
    }
}
