package dev.noon.cache;

/** What the cache knows about a key: a decision value, computed first and acted on afterwards. */
public sealed interface Lookup {
    /** A response that may be served as it is. {@code ttlSeconds} is what is left of its life. */
    record Fresh(StoredResponse response, Tier tier, long ageSeconds, long ttlSeconds) implements Lookup {}

    /**
     * A response that is fresh no more; whether it may be served nevertheless is for the policy to say.
     *
     * @param staleMillis time since its freshness ended, zero or longer
     */
    record Stale(StoredResponse response, Tier tier, long ageSeconds, long staleMillis) implements Lookup {}

    /** Nothing to serve. */
    record Miss(Reason reason) implements Lookup {
        /** {@link Reason#ABSENT} as a constant: misses are counted, not told apart by identity. */
        public static final Miss ABSENT = new Miss(Reason.ABSENT);
        /** {@link Reason#PURGED} as a constant. */
        public static final Miss PURGED = new Miss(Reason.PURGED);
        /** {@link Reason#GRID_AWAY} as a constant. */
        public static final Miss GRID_AWAY = new Miss(Reason.GRID_AWAY);
    }

    /** Why there was nothing to serve. */
    enum Reason {
        /** Nothing is stored under the key. */
        ABSENT,
        /** Something was stored, and purged since. */
        PURGED,
        /** The grid did not answer within its budget. */
        GRID_AWAY
    }
}
