package dev.noon.control;

/** The append-only log of what concerns no node. Thread-safe. */
public interface EventLog extends ChainedLog<Event> {
    /** Commits {@code event}; false when its number belongs to another event. */
    boolean append(Event event);
}
