package dev.noon.policy.cache;

import dev.noon.model.policy.CacheConduct;
import dev.noon.model.policy.CacheLife;
import dev.noon.model.policy.CacheSpec;
import dev.noon.policy.cache.rules.CacheRules;
import dev.noon.policy.cache.rules.Grace;
import dev.noon.policy.cache.rules.HttpOptions;
import dev.noon.policy.cache.rules.HttpRules;
import dev.noon.policy.cache.rules.Keying;
import dev.noon.policy.cache.rules.PolicyRules;
import dev.noon.policy.cache.rules.TtlRules;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The rules that a spec asks for. */
final class Rules {
    /** How long what can be validated is kept for that after its freshness has ended. */
    private static final Duration VALIDATED = Duration.ofHours(1);

    private Rules() {}

    static CacheRules of(CacheSpec spec) {
        Keying keying = new Keying(spec.kept().methods(), false, false);
        CacheLife life = spec.life();
        if (life.mode() == CacheLife.Mode.POLICY) {
            return new PolicyRules(keying, ttl(life), grace(spec.conduct()), false);
        }
        OptionalLong otherwise =
                life.ttl().stream().mapToLong(Duration::toMillis).findFirst();
        return new HttpRules(
                new HttpOptions(keying, grace(spec.conduct()), false, otherwise, CacheLife.LONGEST.toMillis(), false));
    }

    private static TtlRules ttl(CacheLife life) {
        Map<Integer, Long> byStatus = new HashMap<>();
        life.byStatus().forEach((status, ttl) -> byStatus.put(status, ttl.toMillis()));
        return new TtlRules(
                life.ttl().orElse(Duration.ZERO).toMillis(),
                byStatus,
                life.header(),
                life.jitterPercent(),
                CacheLife.SHORTEST.toMillis(),
                CacheLife.LONGEST.toMillis());
    }

    private static Grace grace(CacheConduct conduct) {
        return new Grace(conduct.whileRevalidate().toMillis(), conduct.ifError().toMillis(), VALIDATED.toMillis());
    }
}
