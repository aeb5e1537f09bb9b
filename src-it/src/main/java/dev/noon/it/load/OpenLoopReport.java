package dev.noon.it.load;

import org.HdrHistogram.Histogram;

/**
 * What an open loop has seen. Immutable as long as nobody writes to the histograms.
 *
 * @param answers how many 200s came
 * @param local how many of them came from the heap of the node that was asked
 * @param grid how many of them came from the grid
 * @param failed how many requests got another status, or none because their connection broke
 * @param lost how often a port broke a connection and got no further requests
 * @param seconds how long it took
 * @param fromDue microseconds of the 200s from when they were due
 * @param fromSent microseconds of the 200s from when they were sent
 */
public record OpenLoopReport(
        long answers,
        long local,
        long grid,
        long failed,
        int lost,
        double seconds,
        Histogram fromDue,
        Histogram fromSent) {
    /** Answers a second. */
    public double perSecond() {
        return answers / seconds;
    }

    /** So many percent of the answers came within that many milliseconds of when they were due. */
    public double dueMillis(double percent) {
        return fromDue.getValueAtPercentile(percent) / 1000.0;
    }

    /** So many percent of the answers came within that many milliseconds of when they were sent. */
    public double sentMillis(double percent) {
        return fromSent.getValueAtPercentile(percent) / 1000.0;
    }
}
