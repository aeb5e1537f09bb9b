package dev.noon.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * Values by a piece of text, which is looked up where it stands in a longer one, without being cut out of it. Safe to
 * share once nothing is put into it any more.
 */
final class SegmentMap<V> {
    private static final int ROOM = 4;

    private @Nullable String[] names;
    private @Nullable Object[] values;
    private int size;

    SegmentMap() {
        names = new String[ROOM];
        values = new Object[ROOM];
    }

    private SegmentMap(SegmentMap<V> other) {
        names = other.names.clone();
        values = other.values.clone();
        size = other.size;
    }

    /** A map of its own with the same contents. */
    SegmentMap<V> copy() {
        return new SegmentMap<>(this);
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The value of {@code text} from {@code from} to before {@code to}; null if there is none. */
    @SuppressWarnings("unchecked")
    @Nullable V find(String text, int from, int to) {
        return size == 0 ? null : (V) values[slot(text, from, to)];
    }

    /** Puts a value in, in the place of the one of that name if there is one; only before the map is shared. */
    void put(String name, V value) {
        if (2 * (size + 1) > names.length) {
            grow();
        }
        int slot = slot(name, 0, name.length());
        size += names[slot] == null ? 1 : 0;
        names[slot] = name;
        values[slot] = value;
    }

    private void grow() {
        @Nullable String[] oldNames = names;
        @Nullable Object[] oldValues = values;
        names = new String[2 * oldNames.length];
        values = new Object[names.length];
        for (int i = 0; i < oldNames.length; i++) {
            String name = oldNames[i];
            if (name != null) {
                int slot = slot(name, 0, name.length());
                names[slot] = name;
                values[slot] = oldValues[i];
            }
        }
    }

    /** Where the name is or would be; at most half of all slots are taken. */
    private int slot(String text, int from, int to) {
        int mask = names.length - 1;
        int slot = hash(text, from, to) & mask;
        String name = names[slot];
        while (name != null && !(name.length() == to - from && text.startsWith(name, from))) {
            slot = (slot + 1) & mask;
            name = names[slot];
        }
        return slot;
    }

    private static int hash(String text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash ^ (hash >>> 16);
    }
}
