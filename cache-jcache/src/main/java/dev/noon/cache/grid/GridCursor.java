package dev.noon.cache.grid;

import dev.noon.cache.view.EntryQuery;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the order of the grid's entries.
 *
 * @param region index among the regions of the scope
 * @param key of the entry; empty for the beginning of the partition
 */
record GridCursor(int region, int partition, String key) implements Comparable<GridCursor> {
    private static final Pattern TEXT = Pattern.compile("(\\d)-(\\d{1,6})-([0-9a-f]{64})");
    private static final Comparator<GridCursor> ORDER = Comparator.comparingInt(GridCursor::region)
            .thenComparingInt(GridCursor::partition)
            .thenComparing(GridCursor::key);

    /** What the page that {@code query} asks for comes after. */
    static GridCursor of(EntryQuery query) {
        if (query.after().isEmpty()) {
            return new GridCursor(0, 0, "");
        }
        Matcher matcher = TEXT.matcher(query.after());
        if (!matcher.matches()) {
            throw query.notAPage();
        }
        return new GridCursor(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), matcher.group(3));
    }

    String text() {
        return region + "-" + partition + "-" + key;
    }

    @Override
    public int compareTo(GridCursor other) {
        return ORDER.compare(this, other);
    }
}
