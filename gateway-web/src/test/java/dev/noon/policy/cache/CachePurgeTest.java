package dev.noon.policy.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.Freshness;
import dev.noon.cache.Generations;
import dev.noon.cache.GridResponses;
import dev.noon.cache.Provenance;
import dev.noon.cache.Scope;
import dev.noon.cache.Selection;
import dev.noon.cache.Stamps;
import dev.noon.cache.StoredResponse;
import dev.noon.cache.Tags;
import dev.noon.cache.TieredCache;
import dev.noon.cache.local.LocalTier;
import dev.noon.exchange.CacheVerdict;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Requests;
import dev.noon.model.Template;
import dev.noon.model.policy.CacheConduct;
import dev.noon.model.policy.CacheConduct.Coalesce;
import dev.noon.model.policy.CacheLife;
import dev.noon.model.policy.CacheSpec;
import dev.noon.model.policy.CacheUpkeep;
import dev.noon.model.policy.Coherence;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a policy stores so that it can be purged, and what it does with what was. */
class CachePurgeTest extends CachePolicyFixture {
    private final Stamps stamps = new Stamps();
    private final Freshness freshness = new Freshness(stamps, () -> cache.nowMillis);
    private final TieredCache real = new TieredCache(
            new LocalTier(1 << 20, freshness, Generations.all()), GridResponses.none(), stamps, () -> 0);

    @Test
    void an_answer_knows_its_path_and_its_tags_and_the_client_sees_neither_field() throws IOException {
        upstream = Requests.reply(200, "hello", "Surrogate-Key: red blue", "Cache-Tag: red");
        Reply reply = ask(get());
        assertThat(provenance().path()).isEqualTo("/loans");
        assertThat(provenance().tags()).isEqualTo(Tags.of(Tags.hash("red"), Tags.hash("blue")));
        assertThat(reply.headers().has("Surrogate-Key")).isFalse();
        assertThat(reply.headers().has("Cache-Tag")).isFalse();
        assertThat(ask(get()).headers().has("Surrogate-Key")).isFalse();
        assertThat(fetches).isEqualTo(1);
    }

    @Test
    void the_policy_gives_tags_of_its_own_where_the_request_has_what_they_name() throws IOException {
        upkeep = new CacheUpkeep(
                List.of(Template.parse("rates"), Template.parse("loan-${query.loan}")),
                OptionalInt.empty(),
                CacheUpkeep.OnDeploy.AUTO,
                false,
                Optional.empty());
        policy = policy(CacheLife.of(Duration.ofSeconds(60)), CacheConduct.DEFAULT);
        upstream = Requests.reply(200, "hello", "Surrogate-Key: red");
        ask(Requests.of("GET", "/loans?loan=7"));
        assertThat(provenance().tags()).isEqualTo(Tags.of(Tags.hash("rates"), Tags.hash("loan-7"), Tags.hash("red")));
        cache.entries.clear();
        upstream = Requests.reply(200, "hello");
        ask(get());
        assertThat(provenance().tags()).isEqualTo(Tags.of(Tags.hash("rates")));
    }

    @Test
    void what_is_not_stored_does_not_show_them_either() throws IOException {
        upstream = Requests.reply(200, "hello", "Surrogate-Key: red", "Set-Cookie: a=b");
        assertThat(ask(get()).headers().has("Surrogate-Key")).isFalse();
        assertThat(ask(Requests.of("POST", "/loans")).headers().has("Surrogate-Key"))
                .isFalse();
        assertThat(ask(get("If-Match: \"1\"")).headers().has("Surrogate-Key")).isFalse();
        assertThat(cache.entries).isEmpty();
    }

    @Test
    void validation_keeps_the_tags_unless_it_brings_others() throws IOException {
        upstream = Requests.reply(200, "hello", "ETag: \"1\"", "Surrogate-Key: red");
        ask(get());
        cache.nowMillis += 70_000;
        upstream = Requests.reply(304, "", "ETag: \"1\"");
        assertThat(text(ask(get()))).isEqualTo("hello");
        assertThat(provenance().tags()).isEqualTo(Tags.of(Tags.hash("red")));
        cache.nowMillis += 70_000;
        upstream = Requests.reply(304, "", "ETag: \"1\"", "Surrogate-Key: blue");
        assertThat(text(ask(get()))).isEqualTo("hello");
        assertThat(provenance().tags()).isEqualTo(Tags.of(Tags.hash("blue")));
    }

    @Test
    void what_was_purged_after_it_was_found_stands_in_for_nothing() throws IOException {
        policy = policy(CacheLife.of(Duration.ofSeconds(60)), conduct(0, 600));
        ask(get());
        cache.nowMillis += 70_000;
        upstream = Requests.reply(503, "down");
        assertThat(text(ask(get()))).isEqualTo("hello");
        cache.purged = 1;
        assertThat(ask(get()).status()).isEqualTo(503);
    }

    @Test
    void what_is_validated_is_as_old_as_when_it_was_found() throws IOException {
        upstream = Requests.reply(200, "hello", "ETag: \"1\"");
        ask(get());
        cache.nowMillis += 70_000;
        cache.operation = 4;
        ask(get(), exchange -> {
            cache.operation = 5;
            return Requests.reply(304, "", "ETag: \"1\"");
        });
        assertThat(provenance().operation()).isEqualTo(4);
    }

    @Test
    void what_is_purged_softly_is_served_while_it_is_fetched_where_that_is_allowed() throws IOException {
        policy = onStamps(conduct(30, 0));
        ask(get());
        upstream = Requests.reply(200, "new");
        purge(Selection.prefix("loans", "/loans"), true, 1);
        assertThat(text(ask(get()))).isEqualTo("hello");
        assertThat(last.cacheVerdict()).isEqualTo(CacheVerdict.HIT_STALE);
        assertThat(text(ask(get()))).isEqualTo("new");
        assertThat(last.cacheVerdict()).isEqualTo(CacheVerdict.HIT_LOCAL);
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void what_is_purged_softly_is_validated_where_that_is_not_allowed() throws IOException {
        policy = onStamps(conduct(0, 0));
        upstream = Requests.reply(200, "hello", "ETag: \"1\"", "Surrogate-Key: red");
        ask(get());
        purge(Selection.tag("red", ""), true, 1);
        upstream = Requests.reply(304, "", "ETag: \"1\"");
        assertThat(text(ask(get()))).isEqualTo("hello");
        assertThat(last.cacheVerdict()).isEqualTo(CacheVerdict.REVALIDATED);
        assertThat(text(ask(get()))).isEqualTo("hello");
        assertThat(last.cacheVerdict()).isEqualTo(CacheVerdict.HIT_LOCAL);
        purge(Selection.tag("red", ""), false, 2);
        upstream = Requests.reply(200, "new", "ETag: \"2\"");
        assertThat(text(ask(get()))).isEqualTo("new");
    }

    @Test
    void what_is_purged_softly_stands_in_for_a_failing_upstream() throws IOException {
        policy = onStamps(conduct(0, 600));
        ask(get());
        purge(Selection.proxy("loans"), true, 1);
        upstream = Requests.reply(503, "down");
        assertThat(text(ask(get()))).isEqualTo("hello");
        assertThat(last.cause()).isEqualTo(Cause.CACHE);
        purge(Selection.all(), false, 2);
        assertThat(ask(get()).status()).isEqualTo(503);
    }

    @Test
    void answers_that_vary_are_purged_softly_each_by_itself() throws IOException {
        policy = onStamps(conduct(30, 0));
        upstream = Requests.reply(200, "deutsch", "Vary: Accept-Language", "Surrogate-Key: de");
        ask(get("Accept-Language: de"));
        upstream = Requests.reply(200, "english", "Vary: Accept-Language", "Surrogate-Key: en");
        ask(get("Accept-Language: en"));
        purge(Selection.tag("en", ""), true, 1);
        assertThat(text(ask(get("Accept-Language: de")))).isEqualTo("deutsch");
        assertThat(last.cacheVerdict()).isEqualTo(CacheVerdict.HIT_LOCAL);
        assertThat(text(ask(get("Accept-Language: en")))).isEqualTo("english");
        assertThat(last.cacheVerdict()).isEqualTo(CacheVerdict.HIT_STALE);
    }

    @Test
    void a_soft_purge_by_the_key_of_the_request_is_about_each_answer_that_varies() throws IOException {
        policy = onStamps(conduct(30, 0));
        for (String language : List.of("de", "en")) {
            upstream = Requests.reply(200, language + " 1", "Vary: Accept-Language");
            ask(get("Accept-Language: " + language));
        }
        String key = policy.explain(get()).key().orElseThrow().gridName();
        purge(Selection.key(key, ""), true, 1);
        for (String language : List.of("de", "en")) {
            upstream = Requests.reply(200, language + " 2", "Vary: Accept-Language");
            assertThat(text(ask(get("Accept-Language: " + language)))).isEqualTo(language + " 1");
            assertThat(last.cacheVerdict()).isEqualTo(CacheVerdict.HIT_STALE);
            assertThat(text(ask(get("Accept-Language: " + language)))).isEqualTo(language + " 2");
            assertThat(last.cacheVerdict()).isEqualTo(CacheVerdict.HIT_LOCAL);
        }
    }

    private Provenance provenance() {
        StoredResponse stored = cache.entries.values().iterator().next();
        return stored.provenance();
    }

    private void purge(Selection selection, boolean softly, long operation) {
        stamps.purge(selection, softly, operation, cache.nowMillis);
        stamps.advanceTo(operation);
    }

    private CachePolicy onStamps(CacheConduct conduct) {
        CacheSpec spec = new CacheSpec(
                "cache",
                CacheSpec.CacheStorage.LOCAL,
                Coherence.EVENTUAL,
                new CacheSpec.Key.Query(Optional.empty()),
                new CacheSpec.Kept(List.of("GET"), MAX_OBJECT, true),
                CacheLife.of(Duration.ofSeconds(60)),
                conduct,
                CacheUpkeep.DEFAULT);
        return new CachePolicy(spec, new CachePlace(Scope.PROXY, "loans", 3, false), real, node);
    }

    private static CacheConduct conduct(int whileRevalidate, int ifError) {
        return new CacheConduct(
                Duration.ofSeconds(whileRevalidate),
                Duration.ofSeconds(ifError),
                0,
                Coalesce.DEFAULT,
                Optional.empty());
    }
}
