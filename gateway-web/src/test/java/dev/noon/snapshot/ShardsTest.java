package dev.noon.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShardsTest {
    private final Random random = new Random(5);

    @Test
    void a_copy_has_what_the_original_has_and_the_original_never_what_the_copy_got() {
        Map<String, Integer> expected = new HashMap<>();
        Shards<Integer> shards = new Shards<>();
        for (int generation = 0; generation < 50; generation++) {
            Map<String, Integer> before = Map.copyOf(expected);
            Shards<Integer> original = shards;
            shards = new Shards<>(original);
            for (int i = 0; i < 40; i++) {
                change(shards, expected, "/path/" + random.nextInt(400), random.nextInt(9));
            }
            for (int i = 0; i < 400; i++) {
                String key = "/path/" + i;
                assertThat(original.get(key)).isEqualTo(before.get(key));
                assertThat(shards.getOrDefault(key, -1)).isEqualTo(expected.getOrDefault(key, -1));
            }
        }
    }

    private void change(Shards<Integer> shards, Map<String, Integer> expected, String key, int value) {
        if (random.nextBoolean()) {
            shards.merge(key, value, Integer::sum);
            expected.merge(key, value, Integer::sum);
        } else {
            shards.computeIfPresent(key, (same, old) -> value);
            expected.computeIfPresent(key, (same, old) -> value);
        }
    }
}
