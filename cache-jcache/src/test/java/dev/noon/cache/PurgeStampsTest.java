package dev.noon.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.Stamps.Verdict;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What purges by something else than a proxy void, and what becomes of too many of them. */
class PurgeStampsTest {
    private static final Belonging QUOTE =
            new Belonging(Scope.PROXY_METHOD, "loans", "calculators", "POST /loans/quote exactly");
    private static final CacheKey KEY = CacheKey.of(QUOTE, 1).part("GET").build();
    private static final CacheKey OTHER = CacheKey.of(QUOTE, 1).part("HEAD").build();
    private static final long DAY = 24L * 60 * 60 * 1000;

    private final Stamps stamps = new Stamps(new Stamps.Bounds(4, 4, 8, 8));

    static Stream<Selection> about() {
        return Stream.of(
                Selection.all(),
                Selection.scope(Scope.PROXY_METHOD),
                Selection.group("calculators"),
                Selection.proxy("loans"),
                Selection.endpoint("loans", "POST /loans/quote exactly"),
                Selection.prefix("loans", "/loans/quote"),
                Selection.prefix("loans", "/loans"),
                Selection.prefix("loans", "/"),
                Selection.tag("a", ""),
                Selection.tag("b", "loans"),
                Selection.key(KEY.gridName(), ""),
                Selection.key(KEY.gridName(), "loans"));
    }

    static Stream<Selection> notAbout() {
        return Stream.of(
                Selection.scope(Scope.PROXY),
                Selection.group("partners"),
                Selection.proxy("cards"),
                Selection.endpoint("loans", "GET /loans/quote exactly"),
                Selection.endpoint("cards", "POST /loans/quote exactly"),
                Selection.prefix("loans", "/loans/q"),
                Selection.prefix("cards", "/loans"),
                Selection.tag("c", ""),
                Selection.tag("a", "cards"),
                Selection.key(OTHER.gridName(), ""),
                Selection.key(KEY.gridName(), "cards"));
    }

    @ParameterizedTest
    @MethodSource("about")
    void whatAPurgeIsAboutIsVoidUnlessItBeganLater(Selection selection) {
        stamps.purge(selection, false, 5, 0);
        assertThat(judge(4)).isEqualTo(Verdict.VOID);
        assertThat(judge(5)).isEqualTo(Verdict.VALID);
        stamps.purge(Selection.proxy("another"), false, 9, 0);
        assertThat(judge(4)).isEqualTo(Verdict.VOID);
        assertThat(judge(5)).isEqualTo(Verdict.VALID);
    }

    @ParameterizedTest
    @MethodSource("about")
    void softlyItIsStaleUnlessItIsVoid(Selection selection) {
        stamps.purge(selection, true, 5, 0);
        assertThat(judge(4)).isEqualTo(Verdict.STALE);
        assertThat(judge(5)).isEqualTo(Verdict.VALID);
        stamps.purge(selection, false, 6, 0);
        assertThat(judge(5)).isEqualTo(Verdict.VOID);
        stamps.purge(selection, true, 7, 0);
        assertThat(judge(5)).isEqualTo(Verdict.VOID);
        assertThat(judge(6)).isEqualTo(Verdict.STALE);
    }

    @ParameterizedTest
    @MethodSource("notAbout")
    void whatAPurgeIsNotAboutStays(Selection selection) {
        stamps.purge(selection, false, 5, 0);
        stamps.purge(selection, true, 6, 0);
        assertThat(judge(4)).isEqualTo(Verdict.VALID);
    }

    @Test
    void anAnswerWithTooManyTagsIsVoidWhicheverIsPurged() {
        Provenance many = new Provenance(4, 1, "/loans/quote", Tags.of(Tags.MANY));
        stamps.purge(Selection.tag("whatever", ""), false, 5, 0);
        assertThat(stamps.judge(KEY, many)).isEqualTo(Verdict.VOID);
        assertThat(judge(4)).isEqualTo(Verdict.VALID);
    }

    @Test
    void ofTooManyPrefixesTheOlderQuarterBecomesAStampOfTheProxy() {
        for (int i = 1; i <= 5; i++) {
            stamps.purge(Selection.prefix("loans", "/other/" + i), false, i, 0);
        }
        assertThat(judge(1)).as("began before those that were given up").isEqualTo(Verdict.VOID);
        assertThat(judge(2)).as("began after them").isEqualTo(Verdict.VALID);
        assertThat(judge("/other/5", 4)).isEqualTo(Verdict.VOID);
        assertThat(judge("/other/3", 2)).isEqualTo(Verdict.VOID);
    }

    @Test
    void aPrefixTakesThePlaceOfWhatLiesBeneathIt() {
        for (int i = 1; i <= 100; i++) {
            stamps.purge(Selection.prefix("loans", "/other/" + i % 3), false, i, 0);
            stamps.purge(Selection.prefix("loans", "/other"), false, i, 0);
        }
        assertThat(judge(0)).isEqualTo(Verdict.VALID);
        assertThat(judge("/other/1", 99)).isEqualTo(Verdict.VOID);
    }

    @Test
    void ofTooManyTagsTheOlderQuarterBecomesAStampOfWhateverHasTags() {
        for (int i = 1; i <= 12; i++) {
            stamps.purge(Selection.tag("tag-" + i, ""), false, i, 0);
        }
        assertThat(judge(0)).isEqualTo(Verdict.VOID);
        assertThat(stamps.judge(KEY, new Provenance(0, 1, "/loans/quote", Tags.NONE)))
                .isEqualTo(Verdict.VALID);
        assertThat(stamps.judge(KEY, new Provenance(11, 1, "/", Tags.of(Tags.hash("tag-12")))))
                .isEqualTo(Verdict.VOID);
        assertThat(judge(9)).isEqualTo(Verdict.VALID);
    }

    @Test
    void ofTooManyTagsOfOneProxyTheOlderQuarterBecomesAStampOfTheProxy() {
        for (int i = 1; i <= 12; i++) {
            stamps.purge(Selection.tag("tag-" + i, "loans"), false, i, 0);
        }
        assertThat(judge(0)).isEqualTo(Verdict.VOID);
        assertThat(judge(9)).isEqualTo(Verdict.VALID);
        assertThat(stamps.judge(CacheKey.of(Scope.PROXY, "cards", 1).build(), new Provenance(0, 1)))
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void ofTooManyKeysTheOlderQuarterBecomesAStampOfEverything() {
        List<CacheKey> keys = LongStream.rangeClosed(1, 9)
                .mapToObj(i -> CacheKey.of(QUOTE, i).part("x").build())
                .toList();
        for (int i = 0; i < keys.size(); i++) {
            stamps.purge(Selection.key(keys.get(i).gridName(), ""), false, i + 1, 0);
        }
        assertThat(judge(0)).isEqualTo(Verdict.VOID);
        assertThat(judge(3)).isEqualTo(Verdict.VALID);
        assertThat(stamps.judge(keys.get(8), new Provenance(8, 1))).isEqualTo(Verdict.VOID);
    }

    @Test
    void stampsThatAreOlderThanAnyEntryAreForgotten() {
        stamps.purge(Selection.tag("a", ""), false, 1, 0);
        stamps.purge(Selection.prefix("loans", "/loans"), true, 2, DAY);
        stamps.purge(Selection.proxy("cards"), false, 3, Stamps.LONGEST_LIFE_MILLIS);
        assertThat(stamps.size())
                .as("two of tags, two of proxies, one of a prefix")
                .isEqualTo(5);
        stamps.purge(Selection.proxy("cards"), false, 4, Stamps.LONGEST_LIFE_MILLIS + 1);
        assertThat(stamps.size()).as("those of tags are gone").isEqualTo(3);
        assertThat(judge(0))
                .as("what began before them would be over, and does not come back")
                .isEqualTo(Verdict.VOID);
        assertThat(judge(1)).isEqualTo(Verdict.STALE);
        stamps.purge(Selection.proxy("cards"), false, 5, Stamps.LONGEST_LIFE_MILLIS + 2 * DAY);
        assertThat(stamps.size()).as("the prefix's too").isEqualTo(1);
        assertThat(judge(1)).isEqualTo(Verdict.VOID);
        assertThat(judge(2)).isEqualTo(Verdict.VALID);
        assertThat(stamps.judge(CacheKey.of(Scope.PROXY, "cards", 1).build(), new Provenance(4, 1)))
                .isEqualTo(Verdict.VOID);
    }

    @Test
    void whatMovesToAnotherGroupOrEndpointIsNotFoundThere() {
        CacheKey moved = CacheKey.of(new Belonging(Scope.PROXY_METHOD, "loans", "partners", QUOTE.endpoint()), 1)
                .part("GET")
                .build();
        CacheKey beside = CacheKey.of(new Belonging(Scope.PROXY_METHOD, "loans", "calculators", ""), 1)
                .part("GET")
                .build();
        assertThat(List.of(KEY, moved, beside)).doesNotHaveDuplicates();
        assertThat(CacheKey.of(new Belonging(Scope.PROXY, "loans"), 1)
                        .part("GET")
                        .build())
                .isEqualTo(CacheKey.of(Scope.PROXY, "loans", 1).part("GET").build());
    }

    private Verdict judge(long began) {
        return judge("/loans/quote", began);
    }

    private Verdict judge(String path, long began) {
        return stamps.judge(KEY, new Provenance(began, 1, path, Tags.of(Tags.hash("a"), Tags.hash("b"))));
    }
}
