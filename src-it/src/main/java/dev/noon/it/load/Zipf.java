package dev.noon.it.load;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws numbers of which the first comes most often: number {@code i}, from 0, in proportion to {@code 1 / (i + 1) ^
 * exponent}. The same seed draws the same numbers. Not thread-safe.
 */
public final class Zipf {
    /** How likely a number is at most its index. */
    private final double[] cumulative;

    private final SplittableRandom random;

    /**
     * @param numbers how many there are, 1 or more
     * @param exponent 0 or more; with 0 all are alike
     * @throws IllegalArgumentException if either is less
     */
    public Zipf(int numbers, double exponent, long seed) {
        if (numbers < 1) {
            throw new IllegalArgumentException("there are " + numbers + " numbers; must be 1 or more");
        }
        if (!(exponent >= 0)) {
            throw new IllegalArgumentException("exponent is " + exponent + "; must be 0 or more");
        }
        this.cumulative = cumulative(numbers, exponent);
        this.random = new SplittableRandom(seed);
    }

    /** The next number, 0 or more. */
    public int next() {
        int found = Arrays.binarySearch(cumulative, random.nextDouble());
        return found < 0 ? -found - 1 : found + 1;
    }

    private static double[] cumulative(int numbers, double exponent) {
        double[] sums = new double[numbers];
        double sum = 0;
        for (int i = 0; i < numbers; i++) {
            sum += Math.pow(i + 1.0, -exponent);
            sums[i] = sum;
        }
        for (int i = 0; i < numbers; i++) {
            sums[i] /= sum;
        }
        return sums;
    }
}
