package dev.noon.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.counter.Terms.OnChange;
import dev.noon.counter.Windows.Fixed;
import dev.noon.counter.Windows.Sliding;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {
    private static final Windows MINUTE = new Fixed(60_000);
    private static final Windows SECOND = new Sliding(1000);
    private static final long NOW = 1_000_000_020_000L;

    @Test
    void a_fixed_window_ends_all_at_once() {
        Usage usage = Usage.none(MINUTE, NOW, terms(10, 1, 1)).plus(7);
        long end = usage.end();
        assertThat(usage.at(end - 1).used(end - 1)).isEqualTo(7);
        assertThat(usage.at(end).used(end)).isZero();
        assertThat(usage.resetMillis(NOW)).isEqualTo(end - NOW);
        assertThat(usage.freeMillis(1, 7, NOW)).isEqualTo(end - NOW);
    }

    @Test
    void what_slides_leaves_evenly_with_its_bucket() {
        Usage usage = Usage.none(SECOND, NOW, terms(10, 1, 1)).plus(10);
        assertThat(usage.at(NOW + 999).used(NOW + 999)).isEqualTo(10);
        assertThat(usage.at(NOW + 1000).used(NOW + 1000)).isEqualTo(10);
        assertThat(usage.at(NOW + 1050).used(NOW + 1050)).isEqualTo(5);
        assertThat(usage.at(NOW + 1091).used(NOW + 1091)).isEqualTo(1);
        assertThat(usage.at(NOW + 1100).used(NOW + 1100)).isZero();
        assertThat(usage.resetMillis(NOW)).isEqualTo(1100);
    }

    @Test
    void after_the_time_that_is_said_there_is_room_and_not_much_before() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            Usage usage = Usage.none(SECOND, NOW, terms(100, 1, 1));
            long now = NOW;
            for (int k = 0; k < 12; k++) {
                now += random.nextInt(120);
                usage = usage.at(now);
                usage = usage.plus(Math.min(random.nextInt(30), Math.max(0, 100 - usage.used(now))));
            }
            long units = 1 + random.nextInt(100);
            if (usage.used(now) + units > 100) {
                long wait = usage.freeMillis(units, 100, now);
                assertThat(usage.at(now + wait).used(now + wait) + units).isLessThanOrEqualTo(100);
                long early = now + wait - 2;
                if (early > now) {
                    assertThat(usage.at(early).used(early) + units).isGreaterThan(100);
                }
            }
        }
    }

    @Test
    void no_second_has_more_than_the_limit_and_one_bucket() {
        Random random = new Random(11);
        Usage usage = Usage.none(SECOND, NOW, terms(50, 1, 1));
        int[] admitted = new int[20_000];
        for (int t = 0; t < admitted.length; t++) {
            long now = NOW + t;
            usage = usage.at(now);
            int burst = random.nextInt(100) < 3 ? 60 : random.nextInt(2);
            for (int i = 0; i < burst && usage.used(now) < 50; i++) {
                usage = usage.plus(1);
                admitted[t]++;
            }
        }
        int sum = 0;
        int most = 0;
        for (int t = 0; t < admitted.length; t++) {
            sum += admitted[t] - (t >= 1000 ? admitted[t - 1000] : 0);
            most = Math.max(most, sum);
        }
        assertThat(most).isBetween(50, 100);
    }

    @Test
    void a_clock_that_steps_back_a_little_frees_nothing_and_one_that_was_an_hour_ahead_blocks_nobody() {
        Usage usage = Usage.none(MINUTE, NOW, terms(10, 1, 1)).plus(7);
        assertThat(usage.at(NOW - 60_000).used(NOW - 60_000)).isEqualTo(7);
        assertThat(usage.at(NOW - 3_600_000).used(NOW - 3_600_000)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "PRESERVE, 50, 80", "RESCALE, 50, 40", "CLAMP, 50, 50", "RESET, 50, 0",
        "PRESERVE, 200, 80", "RESCALE, 200, 160", "CLAMP, 200, 80", "RESET, 200, 0",
    })
    void another_limit_makes_of_what_was_used_what_it_says(OnChange onChange, long limit, long used) {
        Usage usage = Usage.none(MINUTE, NOW, terms(100, 1, 1)).plus(80);
        Terms fresh = new Terms(limit, 1, false, false, 2, 2, onChange);
        assertThat(usage.under(fresh).used(NOW)).isEqualTo(used);
        assertThat(usage.under(fresh).under(fresh).used(NOW)).as("once").isEqualTo(used);
        assertThat(usage.under(fresh).under(terms(100, 1, 1)).used(NOW))
                .as("a node that is behind does not turn it back")
                .isEqualTo(used);
    }

    @Test
    void what_is_given_back_is_taken_from_where_it_was_taken() {
        Usage usage = Usage.none(SECOND, NOW, terms(10, 1, 1)).plus(4);
        Usage later = usage.at(NOW + 300).plus(5);
        assertThat(later.minus(NOW, 4).used(NOW + 300)).isEqualTo(5);
        assertThat(later.minus(NOW, 4).at(NOW + 1050).used(NOW + 1050)).isEqualTo(5);
        assertThat(later.minus(NOW - 5000, 4).used(NOW + 300)).as("long over").isEqualTo(9);
        assertThat(later.minus(NOW, 400).used(NOW + 300))
                .as("never less than nothing")
                .isEqualTo(5);
        Usage minute = Usage.none(MINUTE, NOW, terms(10, 1, 1)).plus(4);
        long next = minute.end();
        assertThat(minute.at(next).plus(3).minus(minute.start(), 3).used(next))
                .as("of the window before")
                .isEqualTo(3);
    }

    private static Terms terms(long limit, int wording, long revision) {
        return new Terms(limit, 1, false, false, wording, revision, OnChange.PRESERVE);
    }
}
