package dev.noon.control;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The event log in memory. Thread-safe. */
final class MemoryEvents implements EventLog {
    private final Map<String, SortedMap<Long, Event>> logs = new HashMap<>();
    private final Runnable called;

    /** @param called runs before every call */
    MemoryEvents(Runnable called) {
        this.called = called;
    }

    @Override
    public synchronized long head(String environment) {
        called.run();
        return log(environment).isEmpty() ? 0 : log(environment).lastKey();
    }

    @Override
    public synchronized List<Event> range(String environment, long first, int count) {
        called.run();
        return List.copyOf(log(environment).subMap(first, first + count).values());
    }

    @Override
    public synchronized boolean append(Event event) {
        called.run();
        return log(event.environment())
                .computeIfAbsent(event.number(), number -> event)
                .equals(event);
    }

    /** Puts another event in the place of one. */
    synchronized void overwrite(Event event) {
        log(event.environment()).put(event.number(), event);
    }

    private SortedMap<Long, Event> log(String environment) {
        return logs.computeIfAbsent(environment, name -> new TreeMap<>());
    }
}
