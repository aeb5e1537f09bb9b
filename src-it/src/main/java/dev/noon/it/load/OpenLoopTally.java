package dev.noon.it.load;

import org.HdrHistogram.Histogram;

/** Counts what comes of an open loop's requests. Confined to the loop's thread until it has ended. */
final class OpenLoopTally {
    private static final long HIGHEST_MICROS = 60_000_000;

    private final Histogram fromDue = new Histogram(HIGHEST_MICROS, 3);
    private final Histogram fromSent = new Histogram(HIGHEST_MICROS, 3);
    private long answers;
    private long local;
    private long grid;
    private long failed;
    private int lost;
    private long nanos;

    void count(Asker.Answer answer, long now) {
        if (answer.status() != 200) {
            failed++;
            return;
        }
        answers++;
        local += answer.head().contains("; detail=local") ? 1 : 0;
        grid += answer.head().contains("; detail=grid") ? 1 : 0;
        record(fromDue, now - answer.dueNanos());
        record(fromSent, now - answer.sentNanos());
    }

    /** A port has broken a connection while so many requests were under way there. */
    void lost(int underWay) {
        failed += underWay;
        lost++;
    }

    /** How many requests have come to an end, whichever. */
    long ended() {
        return answers + failed;
    }

    void over(long lasted) {
        nanos = lasted;
    }

    OpenLoopReport report() {
        return new OpenLoopReport(answers, local, grid, failed, lost, nanos / 1e9, fromDue.copy(), fromSent.copy());
    }

    private static void record(Histogram micros, long nanos) {
        micros.recordValue(Math.min(HIGHEST_MICROS, Math.max(0, nanos / 1000)));
    }
}
