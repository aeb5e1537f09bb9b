package dev.noon.policy.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Caller;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
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

    private boolean isHit(Request request) throws IOException {
        Reply reply = ask(request);
        return reply.headers().valueOr("Cache-Status", "").startsWith("noon; hit");
    }

    private static Request by(String identity, boolean authorized, String... lines) {
        return get(lines).by(new Caller(Optional.empty(), Optional.empty(), Map.of(), identity, authorized));
    }
}
