package dev.noon.counter;

import java.util.ArrayList;
import java.util.List;

/**
 * Who has written a record: the last change of each of the last writers, the latest first. So a writer finds out whether a change of
 * its own is in a record although others have changed that since. Immutable.
 *
 * @param all at most {@link #MOST}, each of another writer
 */
record Marks(List<Mark> all) {
    static final int MOST = 8;
    static final Marks NONE = new Marks(List.of());

    Marks {
        all = List.copyOf(all);
    }

    /**
     * A change.
     *
     * @param writer a number by chance
     * @param number those of one writer rise, and begin anew after the largest
     */
    record Mark(int writer, int number) {}

    /** After that change, too. */
    Marks with(Mark mark) {
        List<Mark> more = new ArrayList<>();
        more.add(mark);
        all.stream()
                .filter(other -> other.writer() != mark.writer())
                .limit(MOST - 1L)
                .forEach(more::add);
        return new Marks(more);
    }

    /** Whether that change is in it; a writer makes no other one before it knows. */
    boolean has(Mark mark) {
        return all.stream().anyMatch(other -> other.writer() == mark.writer() && other.number() - mark.number() >= 0);
    }

    /** Whether that of somebody who is not in it may have been in it. */
    boolean isFull() {
        return all.size() >= MOST;
    }
}
