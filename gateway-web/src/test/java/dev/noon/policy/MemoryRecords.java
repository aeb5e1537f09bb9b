package dev.noon.policy;

import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The records of a grid in this heap, which can be away, or silent for a while; their time never ends. */
public final class MemoryRecords implements SharedRecords {
    private final Map<String, byte[]> records = new HashMap<>();
    private volatile boolean away;
    private volatile boolean repairing;
    private volatile long silentNanos;
    private volatile String lost = "";
    private int silent;
    private int answersLost;
    private int found;

    public void away(boolean now) {
        away = now;
    }

    /** The next {@code calls} calls are not heard. */
    public synchronized void silent(int calls) {
        silent = calls;
    }

    /** A member has died whose place nobody has taken yet. */
    public void repairing(boolean now) {
        repairing = now;
    }

    /** For how long nobody has been heard, as far as is known. */
    public void silentNanos(long nanos) {
        silentNanos = nanos;
    }

    @Override
    public long silentNanos(String key) {
        return silentNanos;
    }

    @Override
    public boolean isRepairing() {
        return repairing;
    }

    /** What the next {@code calls} changes say is not heard; they are made. */
    public synchronized void answersLost(int calls) {
        answersLost = calls;
    }

    /** How often something was found. */
    public synchronized int found() {
        return found;
    }

    /** Who keeps {@code key} is not heard any more; another member is. */
    public void lose(String key) {
        lost = key;
    }

    @Override
    public Optional<String> elsewhere(String key) {
        return lost.isEmpty() ? Optional.empty() : Optional.of(key + "~1");
    }

    private boolean isSilent(String key) {
        return key.equals(lost) || isSilent();
    }

    private boolean isSilent() {
        if (silent > 0) {
            silent--;
            return true;
        }
        return away;
    }

    private Change heard(Change change) {
        if (answersLost > 0) {
            answersLost--;
            return Change.AWAY;
        }
        return change;
    }

    public synchronized int size() {
        return records.size();
    }

    @Override
    public synchronized Known find(String key, Patience patience) {
        if (isSilent(key)) {
            return new Known.Away();
        }
        byte[] record = records.get(key);
        if (record == null) {
            return new Known.Absent();
        }
        found++;
        return new Known.Present(record);
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
        if (isSilent(key)) {
            return Change.AWAY;
        }
        return heard(records.putIfAbsent(key, record) == null ? Change.DONE : Change.REFUSED);
    }

    @Override
    public synchronized Change replace(String key, byte[] before, Life next, Patience patience) {
        if (isSilent(key)) {
            return Change.AWAY;
        }
        if (!Arrays.equals(records.get(key), before)) {
            return heard(Change.REFUSED);
        }
        records.put(key, next.bytes());
        return heard(Change.DONE);
    }

    @Override
    public synchronized void forget(String key, byte[] before) {
        if (Arrays.equals(records.get(key), before)) {
            records.remove(key);
        }
    }
}
