package dev.noon.cache;

import dev.noon.time.WallClock;

/**
 * The one judgement over something found in a tier: purged, fresh or stale (RFC 9111 section 4.2). What was
 * purged softly is stale, and has been for no time. Both tiers ask it at each hit. Thread-safe.
 */
public final class Freshness {
    private static final long MILLIS_PER_SECOND = 1_000;

    private final Stamps stamps;
    private final WallClock clock;

    public Freshness(Stamps stamps, WallClock clock) {
        this.stamps = stamps;
        this.clock = clock;
    }

    /** What {@code response}, found under {@code key} in {@code tier}, is worth at this moment. */
    public Lookup judge(CacheKey key, StoredResponse response, Tier tier) {
        Stamps.Verdict verdict = stamps.judge(key, response.provenance());
        if (verdict == Stamps.Verdict.VOID) {
            return Lookup.Miss.PURGED;
        }
        long now = clock.millis();
        Life life = response.life();
        long ageSeconds = life.ageMillis(now) / MILLIS_PER_SECOND;
        long freshMillis = life.freshMillis(now);
        if (life.remainingMillis(now) <= 0) {
            return Lookup.Miss.EXPIRED;
        }
        return freshMillis > 0 && verdict == Stamps.Verdict.VALID
                ? new Lookup.Fresh(response, tier, ageSeconds, freshMillis / MILLIS_PER_SECOND)
                : new Lookup.Stale(response, tier, ageSeconds, Math.max(0, -freshMillis));
    }

    /** The time by which all this is judged, milliseconds since 1970. */
    public long nowMillis() {
        return clock.millis();
    }

    /** What is left of the stay of {@code response} at this moment, milliseconds; zero or less means it is over. */
    public long remainingMillis(StoredResponse response) {
        return response.life().remainingMillis(clock.millis());
    }
}
