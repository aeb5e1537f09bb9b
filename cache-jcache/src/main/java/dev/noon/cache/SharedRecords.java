package dev.noon.cache;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Small records that every node of a grid sees, each for its time. Whoever changes one says what it was before, so that of
 * two who change it at once one is told. Each call waits no longer than is left of the patience, within the grid budget.
 * Thread-safe.
 */
public interface SharedRecords {
    /** How often an update that others were faster than is tried. */
    int ATTEMPTS = 8;

    /** What there is under a key. */
    sealed interface Known {
        /** The record, never written to; empty if there is none, and if the grid did not say in time. */
        default Optional<byte[]> record() {
            return this instanceof Present present ? Optional.of(present.bytes()) : Optional.empty();
        }

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

    /** What came of an update. */
    sealed interface Update {
        /** That is the record now. */
        record Done(
                @SuppressWarnings("ArrayRecordComponent") byte[] bytes) implements Update {}

        /** Nothing was to be changed; empty if there is no record. */
        record Unchanged(Optional<byte[]> bytes) implements Update {}

        /** The grid did not say in time, or others were faster again and again; it may or may not be done. */
        record Away() implements Update {}
    }

    /** What is under {@code key}. */
    Known find(String key, Patience patience);

    /** Puts {@code record} under {@code key}, whatever is there; never {@link Change#REFUSED}. */
    Change put(String key, byte[] record, Duration life, Patience patience);

    /**
     * Puts {@code record} under {@code key} if nothing is there.
     *
     * @param life how long it stays
     */
    Change create(String key, byte[] record, Duration life, Patience patience);

    /** Puts {@code next} in the place of {@code before}. */
    Change replace(String key, byte[] before, Life next, Patience patience);

    /** The same, some time soon; need not wait. */
    default void replaceSoon(String key, byte[] before, Life next) {
        replace(key, before, next, new Patience());
    }

    /** Puts a record in the place of another, or of nothing. */
    default Change change(Swap swap, Patience patience) {
        return swap.before().isPresent()
                ? replace(swap.key(), swap.before().get(), swap.next(), patience)
                : create(swap.key(), swap.next().bytes(), swap.next().lasting(), patience);
    }

    /**
     * Makes many changes, each by itself and in any order, and says the keys of those that are done; what the others came to is not
     * known. For who has more to change than to wait for.
     */
    default Set<String> changeAll(List<Swap> swaps, Patience patience) {
        Set<String> done = new HashSet<>();
        for (Swap swap : swaps) {
            Change change = change(swap, patience);
            if (change == Change.AWAY) {
                break;
            }
            if (change == Change.DONE) {
                done.add(swap.key());
            }
        }
        return done;
    }

    /**
     * Changes what is under {@code key} in one step: of two who do it at once the later one sees what the earlier one has
     * done.
     *
     * @param change what comes in the place of what there is, if anything; empty to leave it. May be asked more than once
     */
    default Update update(String key, Function<Optional<byte[]>, Optional<Life>> change, Patience patience) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Known known = find(key, patience);
            if (known instanceof Known.Away) {
                break;
            }
            Optional<byte[]> before = known.record();
            Optional<Life> next = change.apply(before);
            if (next.isEmpty()) {
                return new Update.Unchanged(before);
            }
            Change done = change(new Swap(key, before, next.get()), patience);
            if (done == Change.DONE) {
                return new Update.Done(next.get().bytes());
            }
            if (done == Change.AWAY) {
                break;
            }
        }
        return new Update.Away();
    }

    /**
     * Takes what is under {@code key} away and hands it out: of any number of callers on all nodes one gets it. After {@link
     * Known.Away} it may be gone, and nobody has it.
     */
    Known take(String key, Patience patience);

    /** Takes {@code before} away, if that is what is there, some time soon; never waits. */
    void forget(String key, byte[] before);

    /**
     * How long the member that keeps {@code key} has not answered, counted from the first of the calls that waited in vain,
     * nanoseconds; 0 if the last one was answered, {@link Long#MAX_VALUE} if there is nobody to ask.
     */
    default long silentNanos(String key) {
        return Long.MAX_VALUE;
    }

    /**
     * Whether a member has died whose place nobody has taken yet: what is not heard now will be heard then, within about a
     * second. False while members only do not answer.
     */
    default boolean isRepairing() {
        return false;
    }

    /**
     * A key in the place of {@code key} that another member keeps, the same for every node that sees the same members; empty if
     * there is no other.
     */
    default Optional<String> elsewhere(String key) {
        return Optional.empty();
    }

    /** Takes every record away, on all nodes; for operators: it may wait as long as the grid's call timeout. Whether it is done. */
    boolean clear();

    /**
     * A change of one record.
     *
     * @param before what it takes the place of; empty if nothing is there
     */
    record Swap(String key, Optional<byte[]> before, Life next) {}

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
            public Change put(String key, byte[] record, Duration life, Patience patience) {
                return Change.AWAY;
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
            public Known take(String key, Patience patience) {
                return new Known.Away();
            }

            @Override
            public void forget(String key, byte[] before) {}

            @Override
            public boolean clear() {
                return false;
            }
        };
    }
}
