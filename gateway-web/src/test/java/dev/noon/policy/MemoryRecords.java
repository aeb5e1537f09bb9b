package dev.noon.policy;

import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The records of a grid in this heap, which can be away; their time never ends. */
public final class MemoryRecords implements SharedRecords {
    private final Map<String, byte[]> records = new HashMap<>();
    private boolean away;

    public void away(boolean now) {
        away = now;
    }

    public synchronized int size() {
        return records.size();
    }

    @Override
    public synchronized Known find(String key, Patience patience) {
        if (away) {
            return new Known.Away();
        }
        byte[] record = records.get(key);
        return record == null ? new Known.Absent() : new Known.Present(record);
    }

    @Override
    public synchronized Change put(String key, byte[] record, Duration life, Patience patience) {
        if (away) {
            return Change.AWAY;
        }
        records.put(key, record);
        return Change.DONE;
    }

    @Override
    public synchronized Known take(String key, Patience patience) {
        Known found = find(key, patience);
        if (!away) {
            records.remove(key);
        }
        return found;
    }

    @Override
    public synchronized boolean clear() {
        records.clear();
        return !away;
    }

    @Override
    public synchronized Change create(String key, byte[] record, Duration life, Patience patience) {
        if (away) {
            return Change.AWAY;
        }
        return records.putIfAbsent(key, record) == null ? Change.DONE : Change.REFUSED;
    }

    @Override
    public synchronized Change replace(String key, byte[] before, Life next, Patience patience) {
        if (away) {
            return Change.AWAY;
        }
        if (!Arrays.equals(records.get(key), before)) {
            return Change.REFUSED;
        }
        records.put(key, next.bytes());
        return Change.DONE;
    }

    @Override
    public synchronized void forget(String key, byte[] before) {
        if (Arrays.equals(records.get(key), before)) {
            records.remove(key);
        }
    }
}
