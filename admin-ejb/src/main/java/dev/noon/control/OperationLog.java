package dev.noon.control;

import java.util.List;

/**
 * The append-only operation log of every environment. Thread-safe. Every method throws {@link StoreUnavailable} within
 * about three seconds when the store does not answer.
 */
public interface OperationLog {
    /** Number of the newest operation; 0 when there is none. */
    long head(String environment);

    /**
     * The operations that exist among {@code count} consecutive numbers, ascending.
     *
     * @param first lowest number, from 1
     * @param count 1 to 1,000
     */
    List<Operation> range(String environment, long first, int count);

    /** Commits {@code operation}; false when its number belongs to another operation. */
    boolean append(Operation operation);
}
