package dev.noon.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Header lines in their order; names compare without case. Mutable, and not thread-safe: it belongs
 * to one exchange.
 */
public final class Headers {
    private static final int ROOM = 24;

    /** Name, value, name, value… */
    private String[] lines;

    private int used;

    /** No line yet. */
    public Headers() {
        lines = new String[ROOM];
    }

    private Headers(Headers other) {
        lines = Arrays.copyOf(other.lines, Math.max(ROOM, other.used + 8));
        used = other.used;
    }

    /** The same lines; changing one of the two does not change the other. */
    public Headers copy() {
        return new Headers(this);
    }

    /** How many lines there are. */
    public int size() {
        return used >> 1;
    }

    /** The name in line {@code index}, from 0. */
    public String name(int index) {
        return lines[index << 1];
    }

    /** The value in line {@code index}, from 0. */
    public String value(int index) {
        return lines[(index << 1) + 1];
    }

    /** Appends a line. */
    public Headers add(String name, String value) {
        if (used == lines.length) {
            lines = Arrays.copyOf(lines, used * 2);
        }
        lines[used++] = name;
        lines[used++] = value;
        return this;
    }

    /** Puts one line in the place of all of that name; at the end if there is none. */
    public Headers set(String name, String value) {
        int first = position(name);
        if (first == used) {
            return add(name, value);
        }
        lines[first] = name;
        lines[first + 1] = value;
        removeFrom(name, first + 2);
        return this;
    }

    /** Removes every line of that name. */
    public Headers remove(String name) {
        removeFrom(name, 0);
        return this;
    }

    /** Whether there is a line of that name. */
    public boolean has(String name) {
        return position(name) < used;
    }

    /** The first value of that name. */
    public Optional<String> find(String name) {
        int position = position(name);
        return position < used ? Optional.of(lines[position + 1]) : Optional.empty();
    }

    /** The first value of that name, or {@code otherwise}. */
    public String valueOr(String name, String otherwise) {
        int position = position(name);
        return position < used ? lines[position + 1] : otherwise;
    }

    /** Every value of that name, in order. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(2);
        for (int i = 0; i < used; i += 2) {
            if (same(lines[i], name)) {
                values.add(lines[i + 1]);
            }
        }
        return values;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < used; i += 2) {
            text.append(lines[i]).append(": ").append(lines[i + 1]).append('\n');
        }
        return text.toString();
    }

    private int position(String name) {
        int i = 0;
        while (i < used && !same(lines[i], name)) {
            i += 2;
        }
        return i;
    }

    private void removeFrom(String name, int start) {
        int kept = start;
        for (int i = start; i < used; i += 2) {
            if (!same(lines[i], name)) {
                lines[kept] = lines[i];
                lines[kept + 1] = lines[i + 1];
                kept += 2;
            }
        }
        used = kept;
    }

    private static boolean same(String one, String other) {
        return one.length() == other.length() && one.equalsIgnoreCase(other);
    }
}
