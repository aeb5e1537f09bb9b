package dev.noon.control;

import java.util.List;

/**
 * An append-only log of every environment. Thread-safe. Every method throws {@link StoreUnavailable} within about three
 * seconds when the store does not answer.
 */
public interface ChainedLog<T extends Chained> {
    /** Number of the newest entry; 0 when there is none. */
    long head(String environment);

    /**
     * The entries that exist among {@code count} consecutive numbers, ascending.
     *
     * @param first lowest number, from 1
     * @param count 1 to 1,000
     * @throws DamagedLog if an entry cannot be read
     */
    List<T> range(String environment, long first, int count);
}
