package dev.noon.cache;

import static dev.noon.cache.Responses.key;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangesTest {
    private final Changes changes = new Changes(3);
    private final CacheKey key = key("loans", "/a");

    @Test
    void whatBeganBeforeAChangeIsConcernedAndWhatBeganAfterwardsIsNot() {
        long before = changes.last();
        changes.note(key);
        assertThat(changes.concern(key, before)).isTrue();
        assertThat(changes.concern(key, changes.last())).isFalse();
        assertThat(changes.concern(key("loans", "/b"), before)).isFalse();
    }

    @Test
    void whatChangesAgainCountsFromThenOn() {
        changes.note(key);
        long between = changes.last();
        changes.note(key);
        assertThat(changes.concern(key, between)).isTrue();
    }

    @Test
    void theOldestOfTooManyIsAChangeOfEverythingThatBeganBeforeIt() {
        long before = changes.last();
        changes.note(key);
        long between = changes.last();
        for (int i = 0; i < 3; i++) {
            changes.note(key("loans", "/" + i));
        }
        CacheKey untouched = key("loans", "/untouched");
        assertThat(changes.concern(key, before)).isTrue();
        assertThat(changes.concern(untouched, before)).isTrue();
        assertThat(changes.concern(untouched, between)).isFalse();
    }
}
