package dev.noon.policy.cache;

import dev.noon.cache.Tier;
import java.util.Locale;

/** Values of the {@code Cache-Status} field (RFC 9211). */
final class CacheStatus {
    static final String FIELD = "Cache-Status";
    static final String METHOD = "noon; fwd=method";
    static final String BYPASS = "noon; fwd=bypass";
    /** The node may have missed a purge. */
    static final String DETACHED = bypass("detached");

    private static final String[] DETAILS = details();

    private CacheStatus() {}

    /** Not looked up because of {@code detail}. */
    static String bypass(String detail) {
        return BYPASS + "; detail=" + detail;
    }

    /** Answered from {@code tier}, with {@code ttlSeconds} of life left. */
    static String hit(Tier tier, long ttlSeconds) {
        return "noon; hit; ttl=" + ttlSeconds + DETAILS[tier.ordinal()];
    }

    /** Fetched because of {@code reason}; {@code stored} if the answer is being kept. */
    static String fetched(String reason, boolean stored) {
        return stored ? "noon; fwd=" + reason + "; stored" : "noon; fwd=" + reason;
    }

    /** Somebody else's fetch was waited for, which was made because of {@code reason}. */
    static String collapsed(String reason) {
        return "noon; fwd=" + reason + "; collapsed";
    }

    /** The upstream said that what was stored still holds. */
    static String validated(boolean stored) {
        return stored ? "noon; fwd=stale; fwd-status=304; stored" : "noon; fwd=stale; fwd-status=304";
    }

    private static String[] details() {
        String[] details = new String[Tier.values().length];
        for (Tier tier : Tier.values()) {
            details[tier.ordinal()] = "; detail=" + tier.name().toLowerCase(Locale.ROOT);
        }
        return details;
    }
}
