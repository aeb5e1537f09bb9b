package dev.noon.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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

    @Test
    void a_table_stays_short_whatever_the_weights_and_everybody_has_a_turn() {
        List<Integer> weights =
                IntStream.range(0, 50).mapToObj(i -> i == 0 ? 1 : 997).toList();
        List<Integer> turns = turns(new Rotation(weights), 5000);
        assertThat(turns).contains(0).contains(49);
    }

    private static List<Integer> turns(Rotation rotation, int count) {
        return IntStream.range(0, count).mapToObj(i -> rotation.next()).toList();
    }
}
