package dev.noon.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheKeyTest {
    @Test
    void whatAKeyIsMadeOfMakesAnEqualOne() {
        for (UnaryOperator<CacheKey.Builder> parts : DISTINCT) {
            CacheKey key =
                    parts.apply(CacheKey.of(Scope.PROXY_METHOD, "lo:ans", 17)).build();
            CacheKey parsed = CacheKey.parse(key.text());
            assertThat(parsed).isEqualTo(key).hasSameHashCodeAs(key);
            assertThat(parsed.gridName()).isEqualTo(key.gridName());
            assertThat(parsed.scope()).isEqualTo(Scope.PROXY_METHOD);
            assertThat(parsed.owner()).isEqualTo("lo:ans");
            assertThat(parsed.generation()).isEqualTo(17);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.2", "1.2.5:loan", "12.1.1:a", "4.1.1:a", "1.x.1:a", "1.1.99999:a"})
    void whatNoKeyIsMadeOfIsRefused(String text) {
        assertThatThrownBy(() -> CacheKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Every line is another request; no two may share an entry. */
    private static final List<UnaryOperator<CacheKey.Builder>> DISTINCT = List.of(
            key -> key,
            key -> key.part("a|b").part("c"),
            key -> key.part("a").part("b|c"),
            key -> key.part("a|b|c"),
            key -> key.part("a").part("b").part("c"),
            key -> key.part("c").part("b").part("a"),
            key -> key.part("abc"),
            key -> key.part("a").part("bc"),
            key -> key.part("ab").part("c"),
            key -> key.part(""),
            key -> key.absent(),
            key -> key.part("").part(""),
            key -> key.part("").absent(),
            key -> key.absent().part(""),
            key -> key.absent().absent(),
            key -> key.part("-;"),
            key -> key.part("0:"),
            key -> key.part("1:a"),
            key -> key.part("1").part("a"),
            key -> key.part("1:a1:b"),
            key -> key.part("a").part("b"),
            key -> key.part("a1:b"),
            key -> key.count(2).part("a").part("b").count(0),
            key -> key.count(1).part("a").count(1).part("b"),
            key -> key.count(0).count(2).part("a").part("b"),
            key -> key.part("#2;"),
            key -> key.part("A"),
            key -> key.part("a"),
            key -> key.part("a "),
            key -> key.part("a\u0000"),
            key -> key.part("\u00e9"),
            key -> key.part("e\u0301"));

    @Test
    void noTwoDifferentRequestsShareAnEntry() {
        Set<CacheKey> keys = new HashSet<>();
        Set<String> gridNames = new HashSet<>();
        DISTINCT.forEach(parts -> {
            CacheKey key = parts.apply(CacheKey.of(Scope.PROXY, "loans", 7)).build();
            keys.add(key);
            gridNames.add(key.gridName());
        });
        assertThat(keys).hasSameSizeAs(DISTINCT);
        assertThat(gridNames).hasSameSizeAs(DISTINCT);
    }

    @Test
    void scopeOwnerAndGenerationTellKeysApart() {
        assertThat(Set.of(
                        key(Scope.PROXY, "loans", 1),
                        key(Scope.PROXY, "loans", 11),
                        key(Scope.PROXY, "loan", 1),
                        key(Scope.PROXY_METHOD, "loans", 1),
                        key(Scope.PROXY, "1.loans", 1)))
                .hasSize(5);
    }

    @Test
    void equalPartsMakeEqualKeys() {
        CacheKey one = key(Scope.PROXY, "loans", 1);
        CacheKey other = key(Scope.PROXY, "loans", 1);
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).isNotEqualTo("loans");
        assertThat(one.gridName()).isEqualTo(other.gridName()).matches("[0-9a-f]{64}");
    }

    @Test
    void aKeyShowsItsOwnerAndNeverItsParts() {
        CacheKey key = CacheKey.of(Scope.PROXY, "loans", 1).part("secret").build();
        assertThat(key.toString()).startsWith("proxy/loans/").doesNotContain("secret");
        assertThat(key.owner()).isEqualTo("loans");
        assertThat(key.scope()).isEqualTo(Scope.PROXY);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PROXY_GROUP", "PROXY", "PROXY_METHOD", "API_CALL"})
    void scopesThatHoldNoResponsesHaveNoSuchKeys(Scope scope) {
        assertThatThrownBy(() -> CacheKey.of(scope, "loans", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scope is " + scope.text() + "; must be one that holds responses");
    }

    private static CacheKey key(Scope scope, String owner, long generation) {
        return CacheKey.of(scope, owner, generation).part("GET").build();
    }
}
