package dev.noon.model.text;

/** Whole numbers of any length, held at {@link Long#MAX_VALUE} instead of overflowing. */
final class Whole {
    private static final int LONGEST = 18;

    private Whole() {}

    /** {@code digits} times {@code factor}, at most {@link Long#MAX_VALUE}. */
    static long times(String digits, long factor) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        if (significant.length() > LONGEST) {
            return Long.MAX_VALUE;
        }
        long number = Long.parseLong(significant);
        return number > Long.MAX_VALUE / factor ? Long.MAX_VALUE : number * factor;
    }
}
