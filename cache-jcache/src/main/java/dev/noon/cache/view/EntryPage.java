package dev.noon.cache.view;

import java.util.List;

/**
 * Some of the entries that were asked for.
 *
 * @param next what the following page comes after; empty if there is none. A page may be short, or empty, and still have one
 */
public record EntryPage(List<Entry> entries, String next) {
    public EntryPage {
        entries = List.copyOf(entries);
    }
}
