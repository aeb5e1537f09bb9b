package dev.noon.cache.grid;

import com.hazelcast.config.CacheConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.spi.merge.DiscardMergePolicy;
import com.hazelcast.spi.merge.ExpirationTimeMergePolicy;
import com.hazelcast.spi.merge.PutIfAbsentMergePolicy;
import dev.noon.cache.Scope;

/** What becomes of a scope while the grid is divided, and when its parts meet again: then the smaller part joins the larger. */
enum Division {
    /**
     * Answers are written in every part, since purges reach each by the log. Of two the one that is over later has come later,
     * as both have the same ttl.
     */
    LATER(false, ExpirationTimeMergePolicy.class.getName()),
    /**
     * Identities and counters are written where more than half of the members are. What the smaller part has is as it was before:
     * a code that was redeemed meanwhile must not come back with it.
     */
    MAJORITY(true, DiscardMergePolicy.class.getName()),
    /** States and records of the larger part stay; what only the smaller one has, a ban for instance, is added. */
    BOTH(false, PutIfAbsentMergePolicy.class.getName());

    /** What the majority is called in the grid's own configuration; without it there everything is written everywhere. */
    static final String PROTECTION = "noon-majority";

    private final boolean needsMajority;
    private final String mergePolicy;

    Division(boolean needsMajority, String mergePolicy) {
        this.needsMajority = needsMajority;
        this.mergePolicy = mergePolicy;
    }

    static Division of(Scope scope) {
        if (scope.holdsResponses()) {
            return LATER;
        }
        return scope.visibility() == Scope.Visibility.FULL ? BOTH : MAJORITY;
    }

    void configure(CacheConfig<?, ?> configuration) {
        configuration.setMergePolicyConfig(new MergePolicyConfig(mergePolicy, MergePolicyConfig.DEFAULT_BATCH_SIZE));
        if (needsMajority) {
            configuration.setSplitBrainProtectionName(PROTECTION);
        }
    }

    /** Whether {@code hazelcast} sees as many members as have to be there; true where nothing says how many those are. */
    static boolean hasMajority(HazelcastInstance hazelcast) {
        boolean guarded = hazelcast.getConfig().getSplitBrainProtectionConfigs().values().stream()
                .anyMatch(protection ->
                        protection.isEnabled() && protection.getName().equals(PROTECTION));
        return !guarded
                || hazelcast
                        .getSplitBrainProtectionService()
                        .getSplitBrainProtection(PROTECTION)
                        .hasMinimumSize();
    }
}
