package dev.noon.snapshot;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/**
 * The one revision that an exchange runs under, from its first byte until its reply's body has ended: the
 * request-scoped face of the reference that the exchange holds, and lets go of. Belongs to one request.
 */
@RequestScoped
public class PinnedSnapshot {
    private @Nullable Snapshot pinned;

    /** Pins the snapshot in force; once per request. The caller holds it and must release it. */
    public Snapshot pin(ActiveSnapshot active) {
        if (pinned != null) {
            throw new IllegalStateException("the exchange is pinned to revision " + pinned.revision() + " already");
        }
        Snapshot snapshot = active.acquire();
        pinned = snapshot;
        return snapshot;
    }

    /**
     * The snapshot that the exchange runs under.
     *
     * @throws IllegalStateException if none is pinned: this is no exchange
     */
    public Snapshot snapshot() {
        if (pinned == null) {
            throw new IllegalStateException("no snapshot is pinned; expected an exchange to run");
        }
        return pinned;
    }
}
