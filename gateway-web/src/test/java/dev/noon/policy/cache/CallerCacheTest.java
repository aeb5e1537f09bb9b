package dev.noon.policy.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.model.policy.CacheConduct;
import dev.noon.model.policy.CacheLife;
import dev.noon.model.policy.CacheUpkeep;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What one known caller was answered is never another's. */
class CallerCacheTest extends CachePolicyFixture {
    @Test
    void each_caller_has_stored_answers_of_its_own_and_so_has_nobody() throws IOException {
        assertThat(isHit(get())).isFalse();
        assertThat(isHit(by("consumer a", true, "Authorization: Bearer 1"))).isFalse();
        assertThat(isHit(by("consumer b", true, "Authorization: Bearer 2"))).isFalse();
        assertThat(isHit(by("consumer a", true, "Authorization: Bearer 3"))).isTrue();
        assertThat(isHit(by("consumer a", false))).isTrue();
        assertThat(isHit(get())).isTrue();
        assertThat(fetches).isEqualTo(3);
    }

    @Test
    void an_authorization_that_nobody_has_verified_is_bypassed() throws IOException {
        for (Request request : new Request[] {
            get("Authorization: Bearer 1"), by("consumer a", false, "Authorization: Bearer 1"),
        }) {
            assertThat(ask(request).headers().find("Cache-Status")).contains("noon; fwd=bypass");
        }
        assertThat(cache.entries).isEmpty();
    }

    @Test
    void who_is_known_may_insist_on_a_fresh_answer_where_that_is_allowed_and_nobody_else() throws IOException {
        String[] insisting = {"Cache-Control: no-cache"};
        assertThat(isHit(by("consumer a", true))).isFalse();
        assertThat(isHit(get())).isFalse();
        assertThat(isHit(by("consumer a", true, insisting))).isTrue();
        upkeep = new CacheUpkeep(List.of(), OptionalInt.empty(), CacheUpkeep.OnDeploy.AUTO, true, Optional.empty());
        policy = policy(CacheLife.of(Duration.ofSeconds(60)), CacheConduct.DEFAULT);
        assertThat(isHit(by("consumer a", true, insisting))).isFalse();
        assertThat(isHit(by("consumer a", true))).isTrue();
        assertThat(isHit(get(insisting))).isTrue();
        assertThat(fetches).isEqualTo(3);
    }

    private boolean isHit(Request request) throws IOException {
        Reply reply = ask(request);
        return reply.headers().valueOr("Cache-Status", "").startsWith("noon; hit");
    }
}
