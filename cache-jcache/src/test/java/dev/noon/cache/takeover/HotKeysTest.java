package dev.noon.cache.takeover;

import static dev.noon.cache.Responses.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.cache.CacheKey;
import dev.noon.cache.Freshness;
import dev.noon.cache.Generations;
import dev.noon.cache.HotKey;
import dev.noon.cache.Patience;
import dev.noon.cache.Responses;
import dev.noon.cache.Scope;
import dev.noon.cache.SharedRecords;
import dev.noon.cache.Stamps;
import dev.noon.cache.local.LocalRecords;
import dev.noon.cache.local.LocalTier;
import dev.noon.members.Member;
import dev.noon.time.FakeTicker;
import dev.noon.time.FakeWallClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What nodes tell each other of what they are asked for. */
class HotKeysTest {
    private static final List<String> NODES = List.of("one", "two", "three");

    private final FakeTicker ticker = new FakeTicker();
    private final FakeWallClock clock = new FakeWallClock();
    private final LocalRecords records = new LocalRecords(ticker, 10_000);
    private final LocalTier first = tier();
    private final LocalTier second = tier();
    private final LocalTier third = tier();

    @Test
    void theListsOfTheOthersAddUpAndTheHottestComesFirst() {
        ask(second, "/a", 3);
        ask(second, "/b", 4);
        ask(third, "/a", 2);
        ask(first, "/mine", 100);
        node("one", first).publish();
        node("two", second).publish();
        node("three", third).publish();
        List<HotKey> hottest = node("one", first).ofOthers(() -> false);
        assertThat(hottest).extracting(HotKey::hash).containsExactly(name("/a"), name("/b"));
        assertThat(hottest.get(0).perHour()).isEqualTo(5 * 360);
        assertThat(hottest.get(0).scope()).isEqualTo(Scope.PROXY);
        assertThat(node("two", second).ofOthers(() -> false))
                .extracting(HotKey::hash)
                .containsExactly(name("/mine"), name("/a"));
    }

    @Test
    void aNodeThatHasNotWrittenForAMinuteHasNothingToSay() {
        ask(second, "/a", 1);
        node("two", second).publish();
        ticker.advance(HotKeys.LIFE.minusSeconds(1));
        assertThat(node("one", first).ofOthers(() -> false)).hasSize(1);
        ticker.advance(Duration.ofSeconds(1));
        assertThat(node("one", first).ofOthers(() -> false)).isEmpty();
    }

    @Test
    void aListHasFiveHundredKeysAtMostAndSixtyFourKibibytes() {
        for (int i = 0; i < 600; i++) {
            ask(second, "/" + i, 1);
        }
        node("two", second).publish();
        assertThat(node("one", first).ofOthers(() -> false)).hasSize(HotKeys.MOST);

        String longName = "x".repeat(2_000);
        List<HotKey> wide = IntStream.range(0, 500)
                .mapToObj(i -> new HotKey(Scope.PROXY, longName, 1, CacheKey.hash("key " + i), 1, 500 - i))
                .toList();
        byte[] bytes = HotKeysCodec.encode(wide);
        assertThat(bytes).hasSizeLessThanOrEqualTo(HotKeysCodec.MOST_BYTES);
        List<HotKey> left = HotKeysCodec.decode(bytes).orElseThrow();
        assertThat(left).hasSizeBetween(30, 32).isEqualTo(wide.subList(0, left.size()));
    }

    @Test
    void aListThatIsNotUnderstoodIsNone() {
        byte[] good = HotKeysCodec.encode(List.of(new HotKey(Scope.PROXY, "loans", -3, CacheKey.hash("key"), 7, 9)));
        assertThat(HotKeysCodec.decode(good).orElseThrow()).singleElement().satisfies(key -> {
            assertThat(key.generation()).isEqualTo(-3);
            assertThat(key.bytes()).isEqualTo(7);
        });
        byte[] other = good.clone();
        other[3] = 2;
        byte[] unknownScope = good.clone();
        unknownScope[6] = 'X';
        byte[] negative = good.clone();
        negative[negative.length - 4] = -1;
        for (byte[] bad : List.of(new byte[0], new byte[] {1}, other, unknownScope, negative)) {
            assertThat(HotKeysCodec.decode(bad)).isEmpty();
        }
        for (int length = 5; length < good.length; length++) {
            assertThat(HotKeysCodec.decode(Arrays.copyOf(good, length))).isEmpty();
        }
        records.put("two", other, Duration.ofMinutes(1), new Patience());
        assertThat(node("one", first).ofOthers(() -> false)).isEmpty();
        assertThatThrownBy(() -> new HotKey(Scope.QUOTA, "loans", 1, CacheKey.hash("key"), 1, 1))
                .hasMessage("scope is quota; must be one that holds responses");
        assertThatThrownBy(() -> new HotKey(Scope.PROXY, "loans", 1, CacheKey.hash("key"), -1, 1))
                .hasMessage("bytes is -1 and perHour is 1; must be zero or more");
    }

    @Test
    void aGridThatAnswersLateIsAskedAgainButNotForEver() {
        ask(second, "/a", 1);
        node("two", second).publish();
        AtomicInteger asked = new AtomicInteger();
        SharedRecords slow = new Late(records, asked, 3);
        assertThat(new HotKeys(first.hot(), slow, () -> members("one")).ofOthers(() -> false))
                .hasSize(1);
        asked.set(0);
        SharedRecords away = new Late(records, asked, Integer.MAX_VALUE);
        assertThat(new HotKeys(first.hot(), away, () -> members("one")).ofOthers(() -> false))
                .isEmpty();
        assertThat(asked).hasValue(10);
        asked.set(0);
        assertThat(new HotKeys(first.hot(), away, () -> members("one")).ofOthers(() -> asked.get() == 3))
                .isEmpty();
        assertThat(asked).hasValue(3);
    }

    private HotKeys node(String name, LocalTier tier) {
        return new HotKeys(tier.hot(), records, () -> members(name));
    }

    private static List<Member> members(String self) {
        return NODES.stream()
                .map(node -> new Member(node, node + ":5701", node.equals(self)))
                .toList();
    }

    private LocalTier tier() {
        return new LocalTier(1 << 20, new Freshness(new Stamps(), clock), Generations.all());
    }

    private void ask(LocalTier tier, String path, int times) {
        CacheKey key = Responses.key("loans", path);
        tier.put(key, response("body", clock.millis(), 0), true);
        for (int i = 0; i < times; i++) {
            tier.find(key);
        }
    }

    private static String name(String path) {
        return Responses.key("loans", path).gridName();
    }
}
