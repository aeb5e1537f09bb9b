package dev.noon.control;

import java.util.List;
import java.util.function.Predicate;

/** Appends to a chained log: the next number, the hash before it, and again if somebody else was faster. */
final class Chain {
    private static final int ATTEMPTS = 32;

    private Chain() {}

    /** Makes an entry for its place. */
    @FunctionalInterface
    interface Maker<T> {
        T make(long number, String previous);
    }

    /**
     * Appends what {@code maker} makes.
     *
     * @param insert commits an entry; false when its number belongs to another
     * @throws Conflict if others were faster, again and again
     */
    static <T extends Chained> T append(String environment, ChainedLog<T> log, Maker<T> maker, Predicate<T> insert) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long head = log.head(environment);
            T entry = maker.make(head + 1, hashAt(environment, log, head));
            if (insert.test(entry)) {
                return entry;
            }
        }
        throw new Conflict("others took the next number " + ATTEMPTS + " times; try again");
    }

    private static <T extends Chained> String hashAt(String environment, ChainedLog<T> log, long number) {
        if (number == 0) {
            return Chained.START;
        }
        List<T> last = log.range(environment, number, 1);
        if (last.isEmpty()) {
            throw new DamagedLog("entry " + environment + "/" + number + " is missing");
        }
        return last.get(0).hash();
    }
}
