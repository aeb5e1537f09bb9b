package dev.noon.counter;

/** Whether a request may pass, as far as one limit is concerned. */
public sealed interface Permit {
    /**
     * It was counted.
     *
     * @param admitted whether it may pass
     * @param left units that were left for it and others of its kind at that moment, never negative
     * @param resetMillis how long until all that is used now is free again, in milliseconds
     * @param retryMillis how long until as much as it takes is free, if nobody else takes it; 0 if it was admitted
     * @param windowSeconds how long a window is
     */
    record Counted(boolean admitted, long left, long resetMillis, long retryMillis, long windowSeconds)
            implements Permit {}

    /** The counter could not be reached; what the request takes may or may not have been taken. */
    record Unknown() implements Permit {}
}
