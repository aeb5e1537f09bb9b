package dev.noon.counter;

import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import dev.noon.cache.SharedRecords.Change;
import dev.noon.cache.SharedRecords.Known;
import dev.noon.cache.SharedRecords.Life;
import dev.noon.cache.SharedRecords.Swap;
import dev.noon.counter.Marks.Mark;
import java.util.Arrays;
import java.util.Optional;

/**
 * Changes a record for sure: when nobody has said in time whether a change is done, it looks. That tells, because a record says who
 * has written it, whoever has written it since. It gives up after {@link #SILENCES}, each as long as the budget of those who keep the record. Confined to its thread.
 */
final class Writer {
    /** How often it waits in vain. */
    static final int SILENCES = 3;

    private final String key;
    private final SharedRecords records;
    private int silences;
    private boolean unsure;

    Writer(String key, SharedRecords records) {
        this.key = key;
        this.records = records;
    }

    /** What there is; away if it has waited in vain too often. */
    Known find() {
        while (true) {
            Known known = records.find(key, new Patience());
            if (!(known instanceof Known.Away) || ++silences >= SILENCES) {
                return known;
            }
        }
    }

    /** Puts {@code next}, which has that mark, in the place of {@code before}. */
    Change change(Optional<byte[]> before, Life next, Mark mark) {
        for (boolean silent = false; ; silent = true) {
            Change change = records.change(new Swap(key, before, next), new Patience());
            boolean refused = change == Change.REFUSED;
            if (change == Change.DONE || (refused && !silent) || (!refused && ++silences >= SILENCES)) {
                return change;
            }
            Known now = find();
            if (now instanceof Known.Away) {
                return Change.AWAY;
            }
            Optional<byte[]> there = now.record();
            Marks marks = there.map(UsageCodec::marks).orElse(Marks.NONE);
            if (marks.has(mark)) {
                return Change.DONE; // perhaps by an earlier attempt that came late, and was in the way of this one
            }
            if (refused || !same(there, before)) {
                unsure |= marks.isFull();
                return Change.REFUSED; // by the time it arrives it finds another record, too
            }
        }
    }

    /** Whether a change may have been done although it was refused at last: then many others have changed the record since. */
    boolean isUnsure() {
        return unsure;
    }

    private static boolean same(Optional<byte[]> one, Optional<byte[]> other) {
        return one.isPresent() == other.isPresent() && (one.isEmpty() || Arrays.equals(one.get(), other.orElseThrow()));
    }
}
