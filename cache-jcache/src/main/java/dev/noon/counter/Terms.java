package dev.noon.counter;

/**
 * What one request asks of a counter, and under which limit.
 *
 * @param limit units that may be used in one window, at least 1
 * @param cost units that the request takes, 1 to {@code limit}
 * @param countsRefused whether it takes them even if it is refused
 * @param leased whether more may be taken at the same time, for requests that follow
 * @param wording differs where what decides about limits was written differently
 * @param revision number of the revision that it was read in: of two wordings the one in the later revision counts
 * @param onChange what becomes of what was used when the wording changes
 */
public record Terms(
        long limit, long cost, boolean countsRefused, boolean leased, int wording, long revision, OnChange onChange) {
    /** What becomes of what was used under another limit. */
    public enum OnChange {
        /** It stays used. */
        PRESERVE,
        /** The same share of the limit is used. */
        RESCALE,
        /** It stays used, up to the new limit. */
        CLAMP,
        /** Nothing is used. */
        RESET
    }
}
