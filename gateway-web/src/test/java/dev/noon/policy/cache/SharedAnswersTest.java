package dev.noon.policy.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Exchange;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.exchange.Requests;
import dev.noon.model.policy.CacheConduct;
import dev.noon.model.policy.CacheConduct.Coalesce;
import dev.noon.model.policy.CacheLife;
import dev.noon.model.policy.CacheSpec.Key.Identity;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code identity: shared}: what callers may share they share, and nothing else. */
class SharedAnswersTest extends CachePolicyFixture {
    private static final CacheLife MINUTE = CacheLife.of(Duration.ofSeconds(60));
    private static final CacheLife HTTP =
            new CacheLife(CacheLife.Mode.HTTP, Optional.empty(), Map.of(), Optional.empty(), 0);

    private String[] says = {};

    @BeforeEach
    void callers_share() {
        identity = Identity.SHARED;
        policy = policy(MINUTE, CacheConduct.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cache-Control: public",
                "Cache-Control: public, max-age=0",
                "Cache-Control: max-age=0, s-maxage=5",
                "CDN-Cache-Control: public | X: 1",
                "CDN-Cache-Control: s-maxage=5 | Cache-Control: max-age=5",
                "CDN-Cache-Control: max-age= | Cache-Control: public",
            })
    void an_answer_that_says_it_is_for_all_is_fetched_for_all(String lines) throws IOException {
        says = lines.split(" \\| ");
        assertThat(told("a")).isEqualTo("for a");
        assertThat(told("b")).isEqualTo("for a");
        assertThat(fetches).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: 1",
                "Cache-Control: max-age=60",
                "Cache-Control: must-revalidate, max-age=60",
                "Cache-Control: public, private",
                "Cache-Control: public, private=\"X-A\"",
                "Cache-Control: public, no-store",
                "Cache-Control: s-maxage=60, no-cache",
                "Cache-Control: public, s-maxage=0",
                "Cache-Control: s-maxage=soon",
                "Cache-Control: public | Set-Cookie: a=1",
                "Cache-Control: public | Vary: *",
                "Cache-Control: private | CDN-Cache-Control: public",
                "Cache-Control: public | CDN-Cache-Control: max-age=60",
                "Cache-Control: public | CDN-Cache-Control: public, no-store",
                "Cache-Control: public | CDN-Cache-Control: private, s-maxage=60",
            })
    void any_other_answer_is_nobody_elses_and_is_not_stored(String lines) throws IOException {
        says = lines.split(" \\| ");
        assertThat(told("a")).isEqualTo("for a");
        assertThat(told("b")).isEqualTo("for b");
        assertThat(told("a")).isEqualTo("for a");
        assertThat(cache.entries).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'Cache-Control: public, max-age=60', true",
        "'Cache-Control: s-maxage=60', true",
        "'Cache-Control: must-revalidate, max-age=60', true",
        "'CDN-Cache-Control: public, max-age=60', true",
        "'Cache-Control: max-age=60', false",
        "'Expires: Thu, 01 Jan 2099 00:00:00 GMT', false",
        "'Cache-Control: public, private, max-age=60', false",
        "'Cache-Control: public, no-store, max-age=60', false",
        "'Cache-Control: public, max-age=60 | Set-Cookie: a=1', false",
        "'CDN-Cache-Control: max-age=60 | Cache-Control: public', false",
    })
    void with_mode_http_the_standard_says_what_may_be_shared_however_callers_are_known(String lines, boolean shared)
            throws IOException {
        policy = policy(HTTP, CacheConduct.DEFAULT);
        says = lines.split(" \\| ");
        assertThat(told("a")).isEqualTo("for a");
        assertThat(told("b")).isEqualTo(shared ? "for a" : "for b");
        assertThat(cache.entries.isEmpty()).isNotEqualTo(shared);
    }

    @Test
    void what_was_fetched_for_nobody_answers_nobody_who_is_known() throws IOException {
        assertThat(text(send(get()))).isEqualTo("for ");
        assertThat(told("a")).isEqualTo("for a");
        assertThat(text(send(get()))).isEqualTo("for ");
        assertThat(fetches).isEqualTo(2);
        says = new String[] {"Cache-Control: public"};
        assertThat(told("a")).isEqualTo("for a");
        assertThat(told("b")).isEqualTo("for a");
        assertThat(text(send(get()))).isEqualTo("for ");
        assertThat(fetches).isEqualTo(3);
    }

    @Test
    void an_answer_varies_by_what_the_upstream_is_told_of_callers_if_it_says_so() throws IOException {
        says = new String[] {"Cache-Control: public", "Vary: X-Consumer-Tier"};
        assertThat(text(send(by("a", true, "X-Consumer-Tier: gold")))).isEqualTo("for a");
        assertThat(text(send(by("b", true, "X-Consumer-Tier: gold")))).isEqualTo("for a");
        assertThat(text(send(by("c", true, "X-Consumer-Tier: trial")))).isEqualTo("for c");
    }

    @Test
    void a_personal_answer_in_place_of_a_shared_one_is_for_its_caller_alone() throws IOException {
        Duration hour = Duration.ofHours(1);
        policy = policy(MINUTE, new CacheConduct(Duration.ZERO, hour, 0, Coalesce.DEFAULT, Optional.empty()));
        says = new String[] {"Cache-Control: public"};
        assertThat(told("a")).isEqualTo("for a");
        cache.nowMillis += 61_000;
        says = new String[] {};
        assertThat(told("b")).isEqualTo("for b");
        assertThat(told("c")).isEqualTo("for c");
        assertThat(text(ask(by("d", true), exchange -> Requests.reply(503, ""))))
                .isEqualTo("for a");
    }

    @Test
    void a_shared_answer_that_another_caller_is_told_is_private_now_is_not_renewed() throws IOException {
        says = new String[] {"Cache-Control: public", "ETag: \"1\""};
        assertThat(told("a")).isEqualTo("for a");
        policy = policy(
                MINUTE, new CacheConduct(Duration.ZERO, Duration.ofHours(1), 0, Coalesce.DEFAULT, Optional.empty()));
        cache.nowMillis += 61_000;
        Reply confirmed =
                ask(by("b", true), exchange -> Requests.reply(304, "", "Cache-Control: private", "ETag: \"1\""));
        assertThat(confirmed.headers().find("Cache-Status")).contains("noon; fwd=stale; fwd-status=304");
        says = new String[] {};
        assertThat(told("c")).isEqualTo("for c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c"})
    void a_change_by_whomever_ends_it_for_all(String changing) throws IOException {
        policy = policy(HTTP, CacheConduct.DEFAULT);
        says = new String[] {"Cache-Control: public, max-age=60"};
        told("a");
        told("");
        assertThat(fetches).isEqualTo(2);
        Request change =
                Requests.of("PUT", "/loans").by(by(changing, false).origin().caller());
        assertThat(send(change).status()).isEqualTo(200);
        assertThat(told("b")).isEqualTo("for b");
        told("");
        assertThat(fetches).isEqualTo(5);
    }

    private String told(String caller) throws IOException {
        return text(send(by(caller, false)));
    }

    /** Who asks is answered by name. */
    private Reply send(Request request) throws IOException {
        return ask(request, this::answer);
    }

    private Reply answer(Exchange exchange) {
        fetches++;
        return Requests.reply(200, "for " + exchange.caller().identity(), says);
    }
}
