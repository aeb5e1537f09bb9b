package dev.noon.policy.cache.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.model.policy.CacheConduct;
import dev.noon.model.policy.CacheLife;
import dev.noon.model.policy.CacheSpec;
import dev.noon.model.policy.CacheUpkeep;
import dev.noon.model.policy.Coherence;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpecRulesTest extends RulesFixture {
    private static final Map<Integer, Duration> BY_STATUS = Map.of(404, Duration.ofSeconds(10));

    private static CacheRules of(CacheLife.Mode mode, Optional<Duration> ttl) {
        CacheConduct conduct = new CacheConduct(
                Duration.ofSeconds(20), Duration.ofSeconds(30), 0, CacheConduct.Coalesce.DEFAULT, Optional.empty());
        CacheLife life = new CacheLife(mode, ttl, BY_STATUS, Optional.of("X-TTL"), 50);
        CacheSpec spec = new CacheSpec(
                "cache",
                CacheSpec.CacheStorage.LOCAL,
                Coherence.EVENTUAL,
                new CacheSpec.Key.Query(Optional.empty()),
                CacheSpec.Kept.DEFAULT,
                life,
                conduct,
                CacheUpkeep.DEFAULT);
        return CacheRules.of(spec);
    }

    @Test
    void a_policy_decides_itself() {
        CacheRules rules = of(CacheLife.Mode.POLICY, Optional.of(Duration.ofSeconds(60)));
        assertThat(kept(rules, "", 200, "ETag: \"v1\"")).isEqualTo("60+30");
        assertThat(kept(rules, "", 200, "X-TTL: 90d")).isEqualTo(30 * DAY + "+30");
        assertThat(kept(rules, "", 404, "")).isEqualTo("10+30");
        assertThat(kept(rules, "", 416, "")).isEqualTo("no");
        assertThat(rules.keep(get(""), 200, lines(""), new Timing(NOW, NOW, 0.5)))
                .hasValueSatisfying(keep -> assertThat(keep.ttlMillis()).isEqualTo(45_000));
    }

    @Test
    void or_leaves_it_to_the_origin() {
        CacheRules rules = of(CacheLife.Mode.HTTP, Optional.empty());
        assertThat(kept(rules, "", 200, "")).isEqualTo("no");
        assertThat(kept(rules, "", 404, "")).isEqualTo("10+30");
        assertThat(kept(rules, "", 200, "Cache-Control: max-age=5")).isEqualTo("5+30");
        assertThat(kept(rules, "", 200, "Cache-Control: max-age=5 | ETag: \"v1\""))
                .isEqualTo("5+3600");
        assertThat(kept(of(CacheLife.Mode.HTTP, Optional.of(Duration.ofSeconds(7))), "", 200, ""))
                .isEqualTo("7+30");
    }
}
