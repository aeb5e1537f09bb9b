package dev.noon.cache.local;

import static dev.noon.cache.Responses.key;
import static dev.noon.cache.Responses.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.cache.CacheKey;
import dev.noon.cache.Freshness;
import dev.noon.cache.Generations;
import dev.noon.cache.Scope;
import dev.noon.cache.Stamps;
import dev.noon.cache.Tier;
import dev.noon.cache.view.Entry;
import dev.noon.cache.view.EntryPage;
import dev.noon.cache.view.EntryQuery;
import dev.noon.cache.view.HeldEntries;
import dev.noon.cache.view.HeldEntries.Ranked.By;
import dev.noon.time.FakeWallClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The entries of the local tier as people see them. */
class LocalEntriesTest {
    private final FakeWallClock clock = new FakeWallClock();
    private final LocalTier local = new LocalTier(8 << 20, new Freshness(new Stamps(), clock), Generations.all());
    private final HeldEntries.Ranked view = local.view();

    @Test
    void pagesHaveEveryEntryOnceInAnOrderThatStays() {
        for (int i = 0; i < 1_000; i++) {
            put("loans", "/" + i);
        }
        List<String> keys = all(7);
        assertThat(keys).hasSize(1_000).doesNotHaveDuplicates().isEqualTo(all(500));
    }

    @Test
    void keysWhoseHashCodesCollideAreNotLostBetweenPages() {
        List<String> texts = new ArrayList<>(List.of(""));
        for (int i = 0; i < 5; i++) {
            texts = texts.stream()
                    .flatMap(text -> List.of(text + "Aa", text + "BB").stream())
                    .toList();
        }
        texts.forEach(text -> put("loans", "/" + text));
        assertThat(all(3)).hasSize(32).doesNotHaveDuplicates();
    }

    @Test
    void whatIsAddedOrGoesBetweenPagesDisturbsNoOtherEntry() {
        for (int i = 0; i < 100; i++) {
            put("loans", "/" + i);
        }
        EntryPage first = view.page(query("", 50));
        for (int i = 100; i < 200; i++) {
            put("loans", "/" + i);
        }
        first.entries().forEach(entry -> assertThat(view.find(Scope.PROXY, entry.key(), proxy -> true))
                .isPresent());
        EntryPage second = view.page(query(first.next(), 500));
        assertThat(second.entries())
                .extracting(Entry::key)
                .doesNotContainAnyElementsOf(
                        first.entries().stream().map(Entry::key).toList());
    }

    @Test
    void anEntryHasItsHitsItsWeightAndItsGeneration() {
        CacheKey key = put("loans", "/a");
        put("loans", "/b");
        local.find(key);
        local.find(key);
        Entry.Answer top = view.top(By.HITS, proxy -> true, 5).get(0);
        assertThat(top.key()).isEqualTo(key.gridName());
        assertThat(top.hits()).isEqualTo(2);
        assertThat(top.bytes()).isEqualTo(EntryWeigher.bytes(key, top.response()));
        assertThat(top.generation()).isEqualTo(1);
        assertThat(top.tier()).isEqualTo(Tier.LOCAL);
        assertThat(view.top(By.HITS, proxy -> true, 1)).hasSize(1);
        assertThat(view.top(By.BYTES, proxy -> false, 5)).isEmpty();
    }

    @Test
    void onlyWhoseEntriesOneMaySeeAreFound() {
        String key = put("loans", "/a").gridName();
        assertThat(view.find(Scope.PROXY, key, "loans"::equals)).isPresent();
        assertThat(view.find(Scope.PROXY, key, "cards"::equals)).isEmpty();
        assertThat(view.find(Scope.PROXY_GROUP, key, proxy -> true)).isEmpty();
        assertThat(view.page(new EntryQuery(Scope.PROXY, "cards"::equals, "", "", 10))
                        .entries())
                .isEmpty();
        assertThat(view.page(new EntryQuery(Scope.PROXY, proxy -> true, "/no", "", 10))
                        .entries())
                .isEmpty();
    }

    @Test
    void whatIsHeldIsKnownByScopeWhateverBecomesOfIt() {
        CacheKey key = put("loans", "/a");
        put("loans", "/a");
        put("loans", "/b");
        assertThat(view.held(Scope.PROXY).entries()).isEqualTo(2);
        assertThat(view.held(Scope.PROXY).bytes()).isEqualTo(local.statistics().bytes());
        local.drop(key);
        assertThat(view.held(Scope.PROXY).entries()).isEqualTo(1);
        local.dropAll();
        assertThat(view.held(Scope.PROXY).entries()).isZero();
        assertThat(view.held(Scope.PROXY).bytes()).isZero();
        assertThat(view.held(Scope.API_CALL).entries()).isZero();
    }

    @Test
    void aPageThatIsNoneIsRefused() {
        assertThatThrownBy(() -> view.page(query("xyz", 10))).hasMessage("after is xyz; must be the next of a page");
        assertThatThrownBy(() -> query("", 501)).hasMessage("limit is 501; must be 1 to 500");
    }

    private List<String> all(int limit) {
        List<String> keys = new ArrayList<>();
        String after = "";
        do {
            EntryPage page = view.page(query(after, limit));
            page.entries().forEach(entry -> keys.add(entry.key()));
            after = page.next();
        } while (!after.isEmpty());
        return keys;
    }

    private static EntryQuery query(String after, int limit) {
        return new EntryQuery(Scope.PROXY, proxy -> true, "", after, limit);
    }

    private CacheKey put(String proxy, String path) {
        CacheKey key = key(proxy, path);
        local.put(key, response("body", clock.millis(), 0));
        return key;
    }
}
