package dev.noon.upstream.breaker;

/**
 * Whether a request may be sent to a target, and as what. Whoever gets one that is not refused says what became of the
 * request, exactly once. Immutable.
 */
public final class Admission {
    /** It may, as one of many. */
    public static final Admission PASSED = new Admission(true, 0);

    static final Admission REFUSED = new Admission(false, 0);

    private final boolean granted;
    private final long tryVersion;

    private Admission(boolean granted, long tryVersion) {
        this.granted = granted;
        this.tryVersion = tryVersion;
    }

    /** The one try of the cluster, under that version. */
    static Admission tryOf(long version) {
        return new Admission(true, version);
    }

    /** Whether it may be sent. */
    public boolean isGranted() {
        return granted;
    }

    /** Whether it is the one request that tries a target whose breaker is open. */
    public boolean isTry() {
        return tryVersion > 0;
    }

    long tryVersion() {
        return tryVersion;
    }
}
