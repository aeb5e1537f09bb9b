package dev.noon.control;

/** The append-only operation log of every environment. Thread-safe. */
public interface OperationLog extends ChainedLog<Operation> {
    /** Commits {@code operation}; false when its number belongs to another operation. */
    boolean append(Operation operation);
}
