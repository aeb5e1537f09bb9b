package dev.noon.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.counter.Marks.Mark;
import dev.noon.counter.Terms.OnChange;
import dev.noon.counter.Windows.Fixed;
import dev.noon.counter.Windows.Sliding;
import org.junit.jupiter.api.Test;

class UsageCodecTest {
    private static final Windows MINUTE = new Fixed(60_000);
    private static final Windows SECOND = new Sliding(1000);
    private static final long NOW = 1_000_000_020_000L;

    @Test
    void records_say_the_same_and_take_little() {
        Usage usage = Usage.none(SECOND, NOW, terms(1_000_000_000_000L, 1, 1))
                .plus(3)
                .at(NOW + 500)
                .plus(1L << 40);
        byte[] bytes = bytes(usage);
        assertThat(bytes).hasSizeLessThan(40);
        Usage read = UsageCodec.decode(bytes, SECOND).orElseThrow();
        assertThat(bytes(read)).isEqualTo(bytes);
        assertThat(read.used(NOW + 500)).isEqualTo((1L << 40) + 3);
        assertThat(bytes(Usage.none(MINUTE, NOW, terms(1, 1, 1)).plus(1))).hasSizeLessThan(26);
        assertThat(UsageCodec.decode(new byte[] {1, 2}, SECOND)).isEmpty();
        assertThat(UsageCodec.decode(new byte[] {9, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1}, SECOND))
                .isEmpty();
        assertThat(UsageCodec.decode(bytes(usage), MINUTE))
                .as("of other windows")
                .isEmpty();
    }

    @Test
    void of_two_records_the_later_one_is_known() {
        Usage usage = Usage.none(MINUTE, NOW, terms(10, 1, 1)).plus(4);
        byte[] record = bytes(usage);
        assertThat(UsageCodec.compareAge(record, bytes(usage.plus(1)))).isNegative();
        assertThat(UsageCodec.compareAge(bytes(usage.at(usage.end())), record)).isPositive();
        Usage reset = usage.under(new Terms(10, 1, false, false, 2, 2, OnChange.RESET));
        assertThat(UsageCodec.compareAge(bytes(reset), record)).isPositive();
        assertThat(UsageCodec.compareAge(record, new byte[3])).isPositive();
        assertThat(UsageCodec.compareAge(record, record)).isZero();
    }

    @Test
    void a_record_tells_who_has_written_it_last_and_forgets_the_oldest_of_many() {
        Usage usage = Usage.none(MINUTE, NOW, terms(10, 1, 1));
        Marks two = marks(usage.marked(new Mark(1, 7)).plus(1).marked(new Mark(2, 1)));
        assertThat(two.has(new Mark(1, 7))).isTrue();
        assertThat(two.has(new Mark(1, 6))).as("an earlier one of the same").isTrue();
        assertThat(two.has(new Mark(1, 8))).isFalse();
        assertThat(two.has(new Mark(3, 1))).isFalse();
        assertThat(two.isFull()).isFalse();
        assertThat(marks(usage.marked(new Mark(1, Integer.MIN_VALUE))).has(new Mark(1, Integer.MAX_VALUE)))
                .as("numbers begin anew")
                .isTrue();

        for (int writer = 0; writer < 2 * Marks.MOST; writer++) {
            usage = usage.marked(new Mark(writer, 1)).under(terms(20, 2, 2)).at(NOW + 60_000);
        }
        Marks many = marks(usage);
        assertThat(many.all()).hasSize(Marks.MOST);
        assertThat(many.isFull()).isTrue();
        assertThat(many.has(new Mark(2 * Marks.MOST - 1, 1))).isTrue();
        assertThat(many.has(new Mark(0, 1))).isFalse();
        assertThat(UsageCodec.marks(new byte[] {3, 9, 1})).isEqualTo(Marks.NONE);
    }

    private static Marks marks(Usage usage) {
        return UsageCodec.marks(UsageCodec.encode(usage));
    }

    private static byte[] bytes(Usage usage) {
        return UsageCodec.encode(usage.marked(new Mark(1, 1)));
    }

    private static Terms terms(long limit, int wording, long revision) {
        return new Terms(limit, 1, false, false, wording, revision, OnChange.PRESERVE);
    }
}
