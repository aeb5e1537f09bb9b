package dev.noon.policy.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Request;
import dev.noon.exchange.Requests;
import dev.noon.model.Split;
import dev.noon.model.Split.Variant;
import dev.noon.model.Template;
import dev.noon.policy.Turns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariantsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void after_any_number_of_turns_everybody_has_had_its_share_to_less_than_one(long seed) {
        Random random = new Random(seed);
        int[] weights = random.ints(2 + random.nextInt(8), 0, 200).toArray();
        weights[0]++;
        Turns turns = new Turns(weights);
        int total = Arrays.stream(weights).sum();
        int[] had = new int[weights.length];
        for (int turn = 1; turn <= 3 * total; turn++) {
            had[turns.next()]++;
            for (int i = 0; i < weights.length; i++) {
                assertThat(Math.abs(had[i] - (double) turn * weights[i] / total))
                        .as("turn " + turn + " of " + Arrays.toString(weights))
                        .isLessThan(1);
            }
        }
    }

    @Test
    void of_twenty_requests_exactly_one_goes_to_five_percent_wherever_one_begins_to_count() {
        Variants variants = variants(Optional.empty(), 95, 5);
        List<Integer> gone = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            gone.add(variants.choose(Requests.of("GET", "/")));
        }
        for (int from = 0; from <= 980; from++) {
            assertThat(gone.subList(from, from + 20).stream()
                            .mapToInt(each -> each)
                            .sum())
                    .isEqualTo(1);
        }
    }

    @Test
    void nothing_goes_to_what_weighs_nothing() {
        Variants turns = variants(Optional.empty(), 0, 3, 0);
        Variants homes = variants(Optional.of("${header.X-User}"), 0, 3, 0);
        for (int i = 0; i < 1000; i++) {
            assertThat(turns.choose(Requests.of("GET", "/"))).isEqualTo(1);
            assertThat(homes.choose(user(i))).isEqualTo(1);
        }
    }

    @Test
    void a_client_stays_where_it_is_and_only_as_many_move_as_the_weights_do() {
        Variants before = variants(Optional.of("${header.X-User}"), 95, 5);
        Variants after = variants(Optional.of("${header.X-User}"), 80, 20);
        int moved = 0;
        int second = 0;
        for (int i = 0; i < 10_000; i++) {
            assertThat(before.choose(user(i))).isEqualTo(before.choose(user(i)));
            second += before.choose(user(i));
            if (before.choose(user(i)) != after.choose(user(i))) {
                moved++;
                assertThat(after.choose(user(i))).isEqualTo(1);
            }
        }
        assertThat(second).isBetween(420, 580);
        assertThat(moved).isBetween(1350, 1650);
    }

    @Test
    void who_has_no_text_takes_turns() {
        Variants variants = variants(Optional.of("${cookie.id}"), 1, 1);
        int second = 0;
        for (int i = 0; i < 100; i++) {
            second += variants.choose(Requests.of("GET", "/"));
        }
        assertThat(second).isEqualTo(50);
        assertThat(variants.isSticky(Requests.of("GET", "/"))).isFalse();
        assertThat(variants.isSticky(Requests.of("GET", "/", "Cookie: id=7"))).isTrue();
    }

    @Test
    void to_foresee_counts_nothing() {
        Variants variants = variants(Optional.empty(), 1, 2);
        List<Integer> gone = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            assertThat(variants.foresee(Requests.of("GET", "/"))).isEqualTo(1);
            gone.add(variants.choose(Requests.of("GET", "/")));
        }
        assertThat(gone.subList(0, 3)).isEqualTo(gone.subList(3, 6)).containsOnlyOnce(0);
    }

    private static Request user(int number) {
        return Requests.of("GET", "/", "X-User: " + number);
    }

    private static Variants variants(Optional<String> affinity, int... weights) {
        List<Variant> variants = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            variants.add(new Variant("v" + i, weights[i]));
        }
        return new Variants(new Split(variants, affinity.map(Template::parse)));
    }
}
