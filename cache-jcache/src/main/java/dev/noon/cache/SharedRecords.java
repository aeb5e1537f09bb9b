package dev.noon.cache;

import java.time.Duration;

/**
 * Small records that every node of a grid sees, each for its time. Whoever changes one says what it was before, so that of
 * two who change it at once one is told. Each call waits no longer than is left of the patience, within the grid budget.
 * Thread-safe.
 */
public interface SharedRecords {
    /** What there is under a key. */
    sealed interface Known {
        /** A record; never written to. */
        record Present(
                @SuppressWarnings("ArrayRecordComponent") byte[] bytes) implements Known {}

        /** Nothing. */
        record Absent() implements Known {}

        /** The grid did not say in time. */
        record Away() implements Known {}
    }

    /** What came of a change. */
    enum Change {
        /** It is done. */
        DONE,
        /** The record is another one than it was said to be. */
        REFUSED,
        /** The grid did not say in time; it may or may not be done. */
        AWAY
    }

    /** What is under {@code key}. */
    Known find(String key, Patience patience);

    /**
     * Puts {@code record} under {@code key} if nothing is there.
     *
     * @param life how long it stays
     */
    Change create(String key, byte[] record, Duration life, Patience patience);

    /** Puts {@code next} in the place of {@code before}. */
    Change replace(String key, byte[] before, Life next, Patience patience);

    /** Takes {@code before} away, if that is what is there, some time soon; never waits. */
    void forget(String key, byte[] before);

    /** A record and how long it stays. */
    record Life(@SuppressWarnings("ArrayRecordComponent") byte[] bytes, Duration lasting) {}

    /** The records of no grid: it is always away. */
    static SharedRecords none() {
        return new SharedRecords() {
            @Override
            public Known find(String key, Patience patience) {
                return new Known.Away();
            }

            @Override
            public Change create(String key, byte[] record, Duration life, Patience patience) {
                return Change.AWAY;
            }

            @Override
            public Change replace(String key, byte[] before, Life next, Patience patience) {
                return Change.AWAY;
            }

            @Override
            public void forget(String key, byte[] before) {}
        };
    }
}
