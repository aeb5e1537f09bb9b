package dev.noon.counter;

import dev.noon.counter.Terms.OnChange;
import java.util.Arrays;

/**
 * How much of a counter is used, by bucket, and under which terms. Immutable. Times are milliseconds since the epoch.
 *
 * @see Windows
 * @see UsageCodec
 */
final class Usage {
    private final Windows windows;
    private final long start;
    /** Of the bucket that begins at {@code start}, then of those before it. */
    private final long[] used;

    private final Under under;
    private final Marks marks;

    /**
     * What it was counted under.
     *
     * @param reset number of the command that has emptied it last; 0 if none has
     */
    record Under(long limit, int wording, long revision, long reset) {
        static Under of(Terms terms, long reset) {
            return new Under(terms.limit(), terms.wording(), terms.revision(), reset);
        }
    }

    /** @param used units of the bucket that begins at {@code start}, then of those before it: one more than windows have earlier ones */
    Usage(Windows windows, long start, long[] used, Under under, Marks marks) {
        this.windows = windows;
        this.start = start;
        this.used = used;
        this.under = under;
        this.marks = marks;
    }

    /** Nothing is used yet. */
    static Usage none(Windows windows, long nowMillis, Terms terms) {
        return new Usage(
                windows, windows.start(nowMillis), new long[windows.earlier() + 1], Under.of(terms, 0), Marks.NONE);
    }

    /** The same unless a command of that number, which it does not know yet, has emptied it. */
    Usage emptied(long reset) {
        return reset <= under.reset()
                ? this
                : new Usage(
                        windows,
                        start,
                        new long[used.length],
                        new Under(under.limit(), under.wording(), under.revision(), reset),
                        marks);
    }

    /** What it was counted under last. */
    Under under() {
        return under;
    }

    /** Who has written it. */
    Marks marks() {
        return marks;
    }

    /** The same after that change. */
    Usage marked(Marks.Mark mark) {
        return new Usage(windows, start, used, under, marks.with(mark));
    }

    /** Units by bucket: of the current one, then of those before it. */
    long[] buckets() {
        return used.clone();
    }

    /** Seen at {@code nowMillis}: what is over counts no more. A clock that has stepped back a little does not bring it back. */
    Usage at(long nowMillis) {
        long current = windows.start(nowMillis);
        if (current == start) {
            return this;
        }
        if (current < start) {
            return isAhead(nowMillis) ? of(current, new long[used.length]) : this;
        }
        long[] moved = new long[used.length];
        long steps = used.length == 1 ? 1 : (current - start) / bucket();
        for (int i = 0; i + steps < used.length; i++) {
            moved[(int) (i + steps)] = used[i];
        }
        return of(current, moved);
    }

    /** Whether it is more than a window in the future, so that whoever has written it had a wrong clock. */
    private boolean isAhead(long nowMillis) {
        return start - nowMillis > (used.length + 1) * bucket();
    }

    /** The same under the terms of another revision, if that is later and words them differently. */
    Usage under(Terms terms) {
        if (terms.wording() == under.wording() || terms.revision() <= under.revision()) {
            return this;
        }
        long[] changed = terms.limit() == under.limit() ? used : changed(terms);
        return new Usage(windows, start, changed, Under.of(terms, under.reset()), marks);
    }

    private long[] changed(Terms terms) {
        long sum = Arrays.stream(used).sum();
        if (terms.onChange() == OnChange.PRESERVE || sum == 0) {
            return used;
        }
        if (terms.onChange() == OnChange.RESET) {
            return new long[used.length];
        }
        if (terms.onChange() == OnChange.CLAMP) {
            return sum <= terms.limit() ? used : scaled((double) terms.limit() / sum);
        }
        return scaled((double) terms.limit() / under.limit());
    }

    private long[] scaled(double factor) {
        return Arrays.stream(used)
                .map(units -> (long) Math.ceil(units * factor - 1e-6))
                .toArray();
    }

    /** Units that count at {@code nowMillis}, which is not after the current bucket's end. */
    long used(long nowMillis) {
        long sum = 0;
        for (int i = 0; i < Math.max(1, used.length - 1); i++) {
            sum += used[i];
        }
        return used.length == 1 ? sum : sum + part(used[used.length - 1], nowMillis);
    }

    /** What of the oldest bucket is still within a window, rounded up. */
    private long part(long units, long nowMillis) {
        long bucket = bucket();
        long gone = Math.max(0, Math.min(bucket, nowMillis - start));
        return units == 0 ? 0 : (long) Math.ceil((double) units * (bucket - gone) / bucket);
    }

    /** After so many units more have been used in the current bucket. */
    Usage plus(long units) {
        long[] more = used.clone();
        more[0] += units;
        return of(start, more);
    }

    /** After so many units that were taken in the bucket that begins at {@code bucketStart} have been given back. */
    Usage minus(long bucketStart, long units) {
        long index = (start - bucketStart) / bucket();
        if (bucketStart > start || index >= used.length || (used.length == 1 && bucketStart != start)) {
            return this;
        }
        long[] less = used.clone();
        less[(int) index] = Math.max(0, less[(int) index] - units);
        return of(start, less);
    }

    /** Where the current bucket begins. */
    long start() {
        return start;
    }

    /** Where it ends. */
    long end() {
        return windows.end(start);
    }

    /** How long the current bucket is. */
    private long bucket() {
        return end() - start;
    }

    /** How long until all that is used is free again; until the window ends, where windows follow each other. */
    long resetMillis(long nowMillis) {
        if (used.length == 1) {
            return Math.max(0, end() - nowMillis);
        }
        for (int i = 0; i < used.length; i++) {
            if (used[i] > 0) {
                return Math.max(0, start + (used.length - i) * bucket() - nowMillis);
            }
        }
        return 0;
    }

    /** How long until {@code units} of {@code most} are free, if nobody takes more: at least 1. */
    long freeMillis(long units, long most, long nowMillis) {
        long bucket = bucket();
        if (used.length == 1) {
            return Math.max(1, end() - nowMillis);
        }
        long whole = Arrays.stream(used).sum();
        for (int moved = 0; moved < used.length; moved++) {
            long leaving = used[used.length - 1 - moved];
            whole -= leaving;
            if (whole + units <= most) {
                double kept = leaving == 0 ? 1 : (double) (most - units - whole) / leaving;
                long at = start + moved * bucket + (long) Math.ceil(bucket * (1 - Math.min(1, kept)));
                return Math.max(1, at - nowMillis);
            }
        }
        return Math.max(1, start + used.length * bucket - nowMillis);
    }

    /** How long until nothing of it counts. */
    long lastsMillis(long nowMillis) {
        return Math.max(0, start + used.length * bucket() - nowMillis);
    }

    /** How long a window is. */
    long windowSeconds() {
        return windows.seconds(start);
    }

    private Usage of(long otherStart, long[] otherUsed) {
        return new Usage(windows, otherStart, otherUsed, under, marks);
    }
}
