package dev.noon.snapshot;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/**
 * The one revision that an exchange runs under, from its first byte until its reply's body has ended.
 * Belongs to one request.
 */
@RequestScoped
public class PinnedSnapshot {
    private @Nullable Snapshot pinned;

    /** Pins the snapshot in force; once per request. */
    public Snapshot pin(ActiveSnapshot active) {
        if (pinned != null) {
            throw new IllegalStateException("the exchange is pinned to revision " + pinned.revision() + " already");
        }
        Snapshot snapshot = active.acquire();
        pinned = snapshot;
        return snapshot;
    }

    /** Lets go of it; harmless if that was done before. */
    @PreDestroy
    public void release() {
        Snapshot snapshot = pinned;
        pinned = null;
        if (snapshot != null) {
            snapshot.release();
        }
    }
}
