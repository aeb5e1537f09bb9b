package dev.noon.it.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipfTest {
    private static final int NUMBERS = 100;
    private static final int DRAWS = 1_000_000;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.7, 1, 2})
    void everyNumberComesInProportion(double exponent) {
        int[] counts = counts(new Zipf(NUMBERS, exponent, 1), DRAWS);

        double sum = IntStream.range(0, NUMBERS)
                .mapToDouble(i -> Math.pow(i + 1, -exponent))
                .sum();
        for (int i = 0; i < NUMBERS; i++) {
            double expected = DRAWS * Math.pow(i + 1, -exponent) / sum;
            // Five standard deviations: by chance one count in two million lies further away, and the seed is fixed.
            assertThat((double) counts[i]).as("number " + i).isCloseTo(expected, within(5 * Math.sqrt(expected) + 1));
        }
    }

    @Test
    void theSameSeedDrawsTheSame() {
        assertThat(counts(new Zipf(NUMBERS, 1, 7), 1_000)).isEqualTo(counts(new Zipf(NUMBERS, 1, 7), 1_000));
        assertThat(counts(new Zipf(NUMBERS, 1, 7), 1_000)).isNotEqualTo(counts(new Zipf(NUMBERS, 1, 8), 1_000));
    }

    @Test
    void ofOneNumberThereIsOnlyThat() {
        assertThat(counts(new Zipf(1, 1, 1), 100)).startsWith(100);
    }

    @Test
    void refusesNoNumbersAndNegativeExponents() {
        assertThatThrownBy(() -> new Zipf(0, 1, 1)).hasMessage("there are 0 numbers; must be 1 or more");
        assertThatThrownBy(() -> new Zipf(1, -1, 1)).hasMessage("exponent is -1.0; must be 0 or more");
        assertThatThrownBy(() -> new Zipf(1, Double.NaN, 1)).hasMessage("exponent is NaN; must be 0 or more");
    }

    private static int[] counts(Zipf zipf, int draws) {
        int[] counts = new int[NUMBERS];
        for (int i = 0; i < draws; i++) {
            counts[zipf.next()]++;
        }
        return counts;
    }
}
