package dev.noon.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationTest {
    @Test
    void turns_follow_the_weights_and_are_spread_evenly() {
        assertThat(turns(new Rotation(List.of(5, 1, 1)), 7)).containsExactly(0, 0, 1, 0, 2, 0, 0);
        assertThat(turns(new Rotation(List.of(1, 1)), 4)).containsExactly(0, 1, 0, 1);
        assertThat(turns(new Rotation(List.of(1000)), 3)).containsExactly(0, 0, 0);
    }

    @Test
    void weights_with_a_common_divisor_are_the_same_as_without() {
        assertThat(turns(new Rotation(List.of(500, 1000)), 6)).isEqualTo(turns(new Rotation(List.of(1, 2)), 6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"997,1000", "1000,999,998,997,1", "1,1,1000,1000,1000,1000,999", "5000,3", "1,4096"})
    void in_a_cycle_of_any_length_everybody_has_exactly_their_turns_spread_evenly(String text) {
        List<Integer> weights = Stream.of(text.split(",")).map(Integer::valueOf).toList();
        int total = weights.stream().mapToInt(Integer::intValue).sum();
        List<Integer> turns = turns(new Rotation(weights), 2 * total);
        for (int i = 0; i < weights.size(); i++) {
            int target = i;
            int weight = weights.get(i);
            assertThat(turns.subList(0, total).stream().filter(turn -> turn == target))
                    .hasSize(weight);
            assertThat(turns.subList(total, 2 * total).stream().filter(turn -> turn == target))
                    .hasSize(weight);
            long early = turns.subList(0, total / 10).stream()
                    .filter(turn -> turn == target)
                    .count();
            assertThat((double) early).isBetween(weight / 10.0 - 3, weight / 10.0 + 3);
        }
    }

    private static List<Integer> turns(Rotation rotation, int count) {
        return IntStream.range(0, count).mapToObj(i -> rotation.next()).toList();
    }
}
