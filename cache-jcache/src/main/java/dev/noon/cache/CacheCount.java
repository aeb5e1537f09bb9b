package dev.noon.cache;

import java.util.Locale;

/**
 * What is counted of each cache policy. A lookup counts exactly once: as a hit, as stale served, as collapsed or as a
 * miss.
 */
public enum CacheCount {
    /** Answered, fresh, from this node's heap. */
    LOCAL_HITS("hits", "local"),
    /** Answered, fresh, from the grid. */
    GRID_HITS("hits", "grid"),
    /** Answered with something that was fresh no more, as the policy allows. */
    STALE_SERVED("stale_served", ""),
    /** Answered with what another request fetched at the same time. */
    COLLAPSED("collapsed", ""),
    /** Fetched: nothing was stored. */
    ABSENT("misses", "absent"),
    /** Fetched: what was stored had been purged. */
    PURGED("misses", "purged"),
    /** Fetched: what was stored belonged to the generation before; told where this node's heap had it. */
    GENERATION("misses", "generation"),
    /** Fetched: what was stored was fresh no more. */
    EXPIRED("misses", "expired"),
    /** Fetched: what was stored was for requests with other header values. */
    VARY("misses", "vary"),
    /** Fetched: the grid did not answer in time. */
    GRID_AWAY("misses", "grid_away"),
    /** Bytes of bodies that came from a tier. */
    SERVED_BYTES("served_bytes", ""),
    /** Responses that were stored. */
    STORES("stores", ""),
    /** Bytes of their bodies. */
    STORED_BYTES("stored_bytes", ""),
    /** Pushed out of this node's heap by others. */
    EVICTED_BY_SIZE("evictions", "size"),
    /** Let go because their stay was over. */
    EVICTED_BY_EXPIRY("evictions", "expiry"),
    /** Let go because they were purged. */
    EVICTED_EXPLICITLY("evictions", "explicit"),
    /** Let go because their generation was dead. */
    EVICTED_BY_GENERATION("evictions", "generation");

    private final String family;
    private final String part;

    CacheCount(String family, String part) {
        this.family = family;
        this.part = part;
    }

    /** What it is one part of, as metrics spell it: {@code misses}. */
    public String family() {
        return family;
    }

    /** Which part of the family: the tier of a hit, the reason of a miss or an eviction; empty if it is all of it. */
    public String part() {
        return part;
    }

    /** The label that tells the parts of the family apart: {@code tier} or {@code reason}; empty if it is all of it. */
    public String label() {
        if (part.isEmpty()) {
            return "";
        }
        return family.equals("hits") ? "tier" : "reason";
    }

    /** Whether it is a lookup. */
    public boolean isLookup() {
        return ordinal() <= GRID_AWAY.ordinal();
    }

    /** The family as JSON spells it: {@code staleServed}. */
    public String json() {
        StringBuilder text = new StringBuilder();
        for (String word : family.split("_", -1)) {
            text.append(text.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return text.toString();
    }

    static CacheCount of(Lookup.Reason reason) {
        return switch (reason) {
            case ABSENT -> ABSENT;
            case PURGED -> PURGED;
            case GENERATION -> GENERATION;
            case EXPIRED -> EXPIRED;
            case VARY -> VARY;
            case GRID_AWAY -> GRID_AWAY;
        };
    }
}
